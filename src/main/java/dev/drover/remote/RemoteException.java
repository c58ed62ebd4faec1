package dev.drover.remote;

import org.jspecify.annotations.Nullable;

/**
 * A machine or an endpoint that can't be worked with. The message is one sentence for the operator:
 * what, where, what was last seen; {@link #next} says what to do.
 */
public sealed class RemoteException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String next;

  RemoteException(String message, String next, @Nullable Throwable cause) {
    super(message, cause);
    this.next = next;
  }

  /** What went wrong: never absent. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /** What the operator should do next: a sentence or a command. */
  public String next() {
    return next;
  }

  /** Nobody answers at the address, or the connection was lost. */
  public static final class Unreachable extends RemoteException {
    private static final long serialVersionUID = 1L;

    private final boolean begun;

    public Unreachable(String message, String next, @Nullable Throwable cause) {
      this(message, next, cause, false);
    }

    private Unreachable(String message, String next, @Nullable Throwable cause, boolean begun) {
      super(message, next, cause);
      this.begun = begun;
    }

    /** The connection was lost after something was begun, and nobody knows what became of it. */
    public static Unreachable lost(String message, String next, @Nullable Throwable cause) {
      return new Unreachable(message, next, cause, true);
    }

    /** True if something was begun and nobody knows what became of it. */
    public boolean begun() {
      return begun;
    }
  }

  /** The machine is not who it should be: unknown or changed host key, untrusted certificate. */
  public static final class Untrusted extends RemoteException {
    private static final long serialVersionUID = 1L;

    public Untrusted(String message, String next, @Nullable Throwable cause) {
      super(message, next, cause);
    }
  }

  /** The machine does not let us in: wrong key, wrong password, missing right. */
  public static final class Denied extends RemoteException {
    private static final long serialVersionUID = 1L;

    public Denied(String message, String next, @Nullable Throwable cause) {
      super(message, next, cause);
    }
  }

  /** It took longer than allowed. */
  public static final class TooSlow extends RemoteException {
    private static final long serialVersionUID = 1L;

    public TooSlow(String message, String next, @Nullable Throwable cause) {
      super(message, next, cause);
    }
  }

  /**
   * It answered, but what was asked for could not be done there: a file missing, a checksum that
   * differs.
   */
  public static final class Refused extends RemoteException {
    private static final long serialVersionUID = 1L;

    public Refused(String message, String next, @Nullable Throwable cause) {
      super(message, next, cause);
    }
  }

  /** The machine works for somebody with a higher token by now. */
  public static final class Fenced extends RemoteException {
    private static final long serialVersionUID = 1L;

    public Fenced(String message, String next, @Nullable Throwable cause) {
      super(message, next, cause);
    }
  }
}
