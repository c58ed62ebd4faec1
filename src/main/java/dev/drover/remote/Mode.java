package dev.drover.remote;

/** Permissions of a file, between their octal form and the letters of {@code ls -l}. */
final class Mode {

  private Mode() {}

  /**
   * The number for nine letters. Bits for set-user-id and the like are left out: {@code s} and
   * {@code t} count as x.
   */
  static int parse(String letters) {
    int mode = 0;
    for (int i = 0; i < 9; i++) {
      mode |= "rwxst".indexOf(letters.charAt(i)) >= 0 ? 0400 >> i : 0;
    }
    return mode;
  }

  /** The nine letters for a number. */
  static String letters(int mode) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < 9; i++) {
      letters.append((mode & (0400 >> i)) != 0 ? "rwx".charAt(i % 3) : '-');
    }
    return letters.toString();
  }
}
