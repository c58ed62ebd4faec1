package dev.zdu.http;

/** How far a node is in its life, as {@code /status} tells it. */
public enum Phase {
  STARTING(503),
  RUNNING(200),
  STOPPING(503),
  ERROR(500);

  private final int statusCode;

  Phase(int statusCode) {
    this.statusCode = statusCode;
  }

  int statusCode() {
    return statusCode;
  }
}
