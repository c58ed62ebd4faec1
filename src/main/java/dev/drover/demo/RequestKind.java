package dev.drover.demo;

/** What the traffic does; each of them is one real Git command over the balancer. */
public enum RequestKind {
  CLONE_HTTP("clone over HTTP"),
  CLONE_SSH("clone over SSH"),
  PUSH_HTTP("push over HTTP"),
  PUSH_SSH("push over SSH"),
  LONG_CLONE_HTTP("long clone over HTTP"),
  LONG_CLONE_SSH("long clone over SSH");

  private final String words;

  RequestKind(String words) {
    this.words = words;
  }

  /** True for SSH. */
  public boolean overSsh() {
    return this == CLONE_SSH || this == PUSH_SSH || this == LONG_CLONE_SSH;
  }

  /** True for a clone through a slow line. */
  public boolean isLong() {
    return this == LONG_CLONE_HTTP || this == LONG_CLONE_SSH;
  }

  /** True for a push. */
  public boolean isPush() {
    return this == PUSH_HTTP || this == PUSH_SSH;
  }

  @Override
  public String toString() {
    return words;
  }
}
