package dev.drover.task;

/** Permissions of a file as people write them: {@code 0644}. */
public final class FileMode {
  private FileMode() {}

  /**
   * The number of an octal text.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static int parse(String text) {
    if (!text.matches("0?[0-7]{3}")) {
      throw new IllegalArgumentException("`" + text + "` is no mode: write it as 0644");
    }
    return Integer.parseInt(text, 8);
  }

  /** The text of a mode. */
  public static String words(int mode) {
    return "0%03o".formatted(mode);
  }
}
