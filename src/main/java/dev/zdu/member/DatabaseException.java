package dev.zdu.member;

import java.io.IOException;

/** The shared database did not do what it was asked. */
public final class DatabaseException extends IOException {

  private static final long serialVersionUID = 1L;

  DatabaseException(String what, Throwable cause) {
    super(what + ": " + cause.getMessage(), cause);
  }
}
