package dev.drover.cli;

/** The entry point of the command line tool. */
public final class Main {
  private Main() {}

  /** Runs the tool with {@code arguments} and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(App.run(Terminal.ofProcess(), arguments));
  }
}
