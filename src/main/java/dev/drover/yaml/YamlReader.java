package dev.drover.yaml;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import java.io.StringReader;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.reader.ReaderException;

/** Reads YAML into positioned nodes; every trap is reported at its place. */
public final class YamlReader {

  private static final int MOST_CHARACTERS = 12 * 1024 * 1024;

  /** The library's time grows with the square of what it can't cut into pieces. */
  private static final int LONGEST_LINE = 1024 * 1024;

  private static final int LONGEST_WORD = 256 * 1024;

  private YamlReader() {}

  /** The one document of a source; empty if it is wrong, which is then reported, or has nothing. */
  public static Optional<Node> read(Source source, Diagnostics diagnostics) {
    if (hasLongLine(source, diagnostics)) {
      return Optional.empty();
    }
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MOST_CHARACTERS);
    try {
      Iterator<Event> events = new Yaml(options).parse(new StringReader(source.text())).iterator();
      return new Walker(source, events, diagnostics).walk();
    } catch (Walker.TooMuchException e) {
      limit(span(source, e.getProblemMark()), e.getProblem(), diagnostics);
    } catch (MarkedYAMLException e) {
      syntax(source, e, diagnostics);
    } catch (ReaderException e) {
      diagnostics.error(
          Code.YAML_CHARACTER,
          source.span(Math.min(e.getPosition(), source.text().length()), 1),
          "the character U+%04X is not allowed in YAML".formatted(e.getCodePoint()),
          "remove it, or write it as an escape in a text in double quotes");
    } catch (YAMLException e) {
      limit(Span.startOf(source), "too long", diagnostics);
    }
    return Optional.empty();
  }

  /** A line of words is cut where a word ends; JSON is one line often, and in quotes. */
  private static boolean hasLongLine(Source source, Diagnostics diagnostics) {
    String text = source.text();
    boolean json = text.startsWith("{") || text.startsWith("[");
    int line = 0;
    int word = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\n', '\r' -> {
          line = i + 1;
          word = i + 1;
        }
        case ' ', '\t', '"', '\'', '\\' -> word = i + 1;
        default -> {}
      }
      if (i - word > LONGEST_WORD || (!json && i - line > LONGEST_LINE)) {
        diagnostics.error(
            Code.YAML_LIMIT,
            source.span(word, 1),
            "this is larger than a file written by hand: a line without end",
            "a line may have 1 MiB, and a word in it 256 KiB");
        return true;
      }
    }
    return false;
  }

  private static void limit(Span span, String what, Diagnostics diagnostics) {
    diagnostics.error(
        Code.YAML_LIMIT,
        span,
        "this is larger than a file written by hand: " + what,
        "at most 12 MiB, "
            + Walker.DEEPEST
            + " levels of nesting and "
            + Walker.MOST_BORROWED
            + " values by aliases are read");
  }

  private static Span span(Source source, @Nullable Mark mark) {
    return mark == null
        ? Span.startOf(source)
        : new Span(source, mark.getLine() + 1, mark.getColumn() + 1, 1);
  }

  private static void syntax(Source source, MarkedYAMLException e, Diagnostics diagnostics) {
    Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
    Span span = span(source, mark);
    String problem = String.valueOf(e.getProblem());
    if (problem.contains("Global tag is not allowed")) {
      diagnostics.error(Code.YAML_TAG, span, "this tag is not known here", Tags.NO_TAGS);
      return;
    }
    String line = source.line(span.line());
    if (line.contains(": {{") || line.contains("- {{")) {
      Span template = span.source().span(source.offset(span.line(), 1) + line.indexOf("{{"), 2);
      diagnostics.error(
          Code.YAML_UNQUOTED_TEMPLATE, template, Walker.UNQUOTED, Walker.UNQUOTED_HINT);
      return;
    }
    int begun = line.lastIndexOf("{{", span.column() - 1);
    if (problem.contains("expected ',' or") && begun >= 0 && span.column() - begun <= 3) {
      diagnostics.error(
          Code.YAML_UNQUOTED_TEMPLATE,
          source.span(source.offset(span.line(), 1) + begun, 2),
          "a text between `{ }` or `[ ]` ends at an unquoted `{{`",
          "quote a text that holds `{{ }}`, for instance dest: \"/etc/{{ name }}.conf\"");
      return;
    }
    diagnostics.error(
        Code.YAML_SYNTAX, span, "this is not YAML: " + words(problem), hint(problem, line));
  }

  private static String words(String problem) {
    return problem
        .replaceFirst("\\(Do not use .*", "")
        .replace("'\\t(TAB)'", "TAB")
        .replace('\'', '`')
        .replace('\n', ' ')
        .strip()
        .replaceFirst("\\.$", "");
  }

  private static String hint(String problem, String line) {
    if (problem.contains("TAB") || line.stripTrailing().matches("\\s*\\t.*")) {
      return "indent with spaces; YAML does not allow tabs";
    }
    if (problem.contains("mapping values are not allowed")) {
      return "check the indentation; a text with `: ` in it must be in quotes";
    }
    if (problem.contains("single document")) {
      return "write one document; everything from the second `---` on belongs into another file";
    }
    if (problem.contains("alias")) {
      return "define the anchor with `&name` above its first use, or quote a text that begins with"
          + " `*`";
    }
    return "check the indentation, brackets and quotes here and on the line before";
  }
}
