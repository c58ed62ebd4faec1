package dev.drover.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Texts from elsewhere, as Markdown in which they mean nothing but themselves: no markup, no HTML,
 * no row of a table, no link, no mention of a person and no reference to an issue.
 */
final class Markdown {

  /** What code hosts make links and messages of, wherever it stands but in code. */
  private static final Pattern ACTED_ON =
      Pattern.compile(
          "[@#:][\\p{Alnum}_]|://|www\\.|\\b[0-9a-f]{7,64}\\b|\\bGH-[0-9]|[!&%$~^][0-9]");

  /** Letters that are markup, but for an underline within a word. */
  private static final Pattern MARKUP =
      Pattern.compile("[\\\\`*\\[\\]~$#|!]|(?<![\\p{Alnum}])_|_(?![\\p{Alnum}])");

  /** What would begin a list or a heading at the start of a line. */
  private static final Pattern START = Pattern.compile("^([0-9]*)([-+=.)])");

  private Markdown() {}

  /** Words as words, what stands in backticks as code; all as code if somebody would act on it. */
  static String text(String words) {
    String line = oneLine(words);
    String[] parts = line.split("`", -1);
    if (parts.length % 2 == 0) {
      return isActedOn(line) ? code(line) : plain(line); // a backtick without another one
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      if (i % 2 == 0 && isActedOn(parts[i])) {
        return code(line);
      }
      text.append(i % 2 == 0 ? plain(parts[i]) : code(parts[i]));
    }
    return START.matcher(text).replaceFirst("$1\\\\$2");
  }

  private static boolean isActedOn(String line) {
    return line.indexOf('|') >= 0 || ACTED_ON.matcher(line).find();
  }

  private static String plain(String line) {
    return MARKUP
        .matcher(line)
        .replaceAll("\\\\$0")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }

  /** Words as code in a line, in a table too. */
  static String code(String words) {
    String line = oneLine(words);
    if (line.isBlank()) {
      return "";
    }
    if (line.indexOf('|') >= 0 || line.indexOf('\\') >= 0) {
      return "<code>" + entities(line) + "</code>";
    }
    String fence = "`".repeat(longest(line) + 1);
    String pad = line.startsWith("`") || line.endsWith("`") || line.startsWith(" ") ? " " : "";
    return fence + pad + line + pad + fence;
  }

  /** Words as the summary of something folded, which is HTML. */
  static String summary(String words) {
    return Markup.escaped(words).replaceAll("([@#])", "$1<!-- -->");
  }

  /** Lines as a block of code. */
  static String block(String language, List<String> lines) {
    List<String> safe = lines.stream().map(Markdown::oneLine).toList();
    int ticks = safe.stream().mapToInt(Markdown::longest).max().orElse(0);
    String fence = "`".repeat(Math.max(3, ticks + 1));
    return safe.stream()
        .collect(Collectors.joining("\n", fence + language + "\n", "\n" + fence + "\n"));
  }

  private static String oneLine(String words) {
    return Style.harmless(words.replaceAll("\\R|\t", " "));
  }

  private static int longest(String line) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < line.length(); i++) {
      run = line.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  /** Only letters, digits and blanks stay as they are. */
  private static String entities(String line) {
    StringBuilder safe = new StringBuilder();
    line.codePoints()
        .forEach(letter -> {
          if (letter > 127 || letter == ' ' || Character.isLetterOrDigit(letter)) {
            safe.appendCodePoint(letter);
          } else {
            safe.append("&#").append(letter).append(';');
          }
        });
    return safe.toString();
  }
}
