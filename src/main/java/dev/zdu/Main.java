package dev.zdu;

/** The entry point of one server node. */
public final class Main {
  private Main() {}

  /** Starts a node; it runs until it is told to stop. */
  public static void main(String[] arguments) {}
}
