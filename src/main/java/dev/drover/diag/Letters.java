package dev.drover.diag;

/** What letters do to whoever shows them. */
public final class Letters {

  private Letters() {}

  /**
   * Whether a terminal acts on a letter in place of showing it, or shows others in another order
   * because of it.
   */
  public static boolean steers(int letter) {
    return switch (Character.getType(letter)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
