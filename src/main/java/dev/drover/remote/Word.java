package dev.drover.remote;

/**
 * One word of a command. It is data: when a command is rendered for a shell, it is quoted there,
 * once.
 *
 * @param text the word
 * @param secret whether it must not be shown
 */
public record Word(String text, boolean secret) {

  /** A word that may be shown. */
  public static Word of(String text) {
    return new Word(text, false);
  }

  /** A word that is shown as {@code ***}. */
  public static Word secret(String text) {
    return new Word(text, true);
  }

  /** The word as a POSIX shell reads it back: bare if it is harmless, else in single quotes. */
  public String quoted() {
    if (!text.isEmpty() && text.chars().allMatch(Word::isHarmless)) {
      return text;
    }
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static boolean isHarmless(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || "_-+.,/:@%=".indexOf(character) >= 0;
  }

  @Override
  public String toString() {
    return secret ? "***" : text;
  }
}
