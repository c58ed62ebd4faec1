package dev.drover.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits a host line of an INI inventory into words as Ansible does, which leaves it to Python's
 * shlex: quotes and backslashes as in a shell, and an unquoted {@code #} begins a comment wherever
 * it stands.
 */
final class IniWords {

  /**
   * A word of a line.
   *
   * @param text what it says, without quotes
   * @param start the offset in the line of its first character
   * @param end the offset behind its last
   * @param value the offset of what stands behind its first {@code =}, if it has one
   * @param quoted true if what stands there has quotes
   */
  record Word(String text, int start, int end, int value, boolean quoted) {

    /** What stands before the first {@code =}. */
    String name() {
      return text.substring(0, text.indexOf('='));
    }

    /** What stands behind the first {@code =}. */
    String given() {
      return text.substring(text.indexOf('=') + 1);
    }

    boolean isSetting() {
      return value >= 0;
    }
  }

  private final String line;
  private final List<Word> words = new ArrayList<>();
  private int at;
  private int cut = -1;
  private int unclosed = -1;

  private IniWords(String line, int start) {
    this.line = line;
    this.at = start;
  }

  /** Splits a line from an offset on. */
  static IniWords of(String line, int start) {
    IniWords words = new IniWords(line, start);
    words.split();
    return words;
  }

  List<Word> words() {
    return words;
  }

  /** The offset of a {@code #} that ends a word in its midst, which is seldom meant. */
  Optional<Integer> cut() {
    return cut < 0 ? Optional.empty() : Optional.of(cut);
  }

  /** The offset of a quote that nothing closes, or of a backslash that nothing follows. */
  Optional<Integer> unclosed() {
    return unclosed < 0 ? Optional.empty() : Optional.of(unclosed);
  }

  private void split() {
    while (at < line.length() && unclosed < 0) {
      char c = line.charAt(at);
      if (c == '#') {
        return;
      }
      if (Character.isWhitespace(c)) {
        at++;
      } else if (!word()) {
        return;
      }
    }
  }

  /** Reads a word; false if a comment ends it and the line. */
  private boolean word() {
    StringBuilder text = new StringBuilder();
    int start = at;
    int value = -1;
    int seen = 0;
    boolean quoted = false;
    while (at < line.length() && unclosed < 0) {
      char c = line.charAt(at);
      if (Character.isWhitespace(c) || c == '#') {
        break;
      }
      if (c == '\'' || c == '"') {
        quoted |= value >= 0;
        quote(c, text);
      } else if (c == '\\') {
        escape(text);
      } else {
        text.append(c);
        at++;
      }
      if (value < 0 && text.indexOf("=", seen) >= 0) {
        value = at;
      }
      seen = text.length();
    }
    words.add(new Word(text.toString(), start, at, value, quoted));
    boolean comment = at < line.length() && line.charAt(at) == '#';
    cut = comment ? at : cut;
    return !comment;
  }

  private void quote(char quote, StringBuilder text) {
    int open = at;
    for (at++; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == quote) {
        at++;
        return;
      }
      boolean escapes = quote == '"' && c == '\\' && at + 1 < line.length();
      if (escapes && (line.charAt(at + 1) == '"' || line.charAt(at + 1) == '\\')) {
        at++;
      }
      text.append(line.charAt(at));
    }
    unclosed = open;
  }

  private void escape(StringBuilder text) {
    if (at + 1 == line.length()) {
      unclosed = at;
      return;
    }
    text.append(line.charAt(at + 1));
    at += 2;
  }
}
