package dev.zdu;

/** The cluster does not admit this node: its version does not fit. */
public final class RefusedToJoinException extends Exception {

  private static final long serialVersionUID = 1L;

  RefusedToJoinException(String message) {
    super(message);
  }
}
