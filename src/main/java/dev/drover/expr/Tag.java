package dev.drover.expr;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.yaml.Node.ScalarNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tag of a template.
 *
 * @param start the offset of its first character in the text
 * @param end the offset behind its last one
 * @param depth in how many sections it stands
 */
record Tag(Sort sort, String name, int start, int end, int depth) {

  /** What a tag does. */
  enum Sort {
    VALUE,
    RAW,
    SECTION,
    INVERTED,
    CLOSE,
    COMMENT,
    DELIMITERS
  }

  /** Far more than anybody writes into one text; finding their places takes time for each. */
  private static final int MOST = 5_000;

  /** Deeper than anybody nests sections; filling them in goes as deep. */
  private static final int DEEPEST = 50;

  private static final Pattern ITEMS = Pattern.compile("([\\w.]+)\\s*\\|\\s*dict2items");

  private static final Pattern INDEX = Pattern.compile("([\\w.]+)\\[(\\d+)\\]");

  private static final Pattern NAME =
      Pattern.compile("\\.|[A-Za-z_][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)*");

  /** True if it puts a value into the text. */
  boolean isValue() {
    return sort == Sort.VALUE || sort == Sort.RAW;
  }

  /** True if it uses a name that must be there. */
  boolean uses() {
    return isValue() || sort == Sort.SECTION || sort == Sort.INVERTED;
  }

  /** The name up to its first dot. */
  String root() {
    int dot = name.indexOf('.', 1);
    return dot < 0 ? name : name.substring(0, dot);
  }

  /** Where it stands. */
  Span span(ScalarNode scalar) {
    return scalar.span().part(scalar.text(), start, end - start);
  }

  /** The tags of a text in their order; mistakes in them are reported. */
  static List<Tag> of(ScalarNode scalar, Diagnostics diagnostics) {
    return new Scan(scalar, diagnostics).tags();
  }

  /** One pass over a text. */
  private static final class Scan {
    private final ScalarNode scalar;
    private final String text;
    private final Diagnostics diagnostics;
    private final List<Tag> tags = new ArrayList<>();
    private final Deque<Tag> open = new ArrayDeque<>();
    private String left = "{{";
    private String right = "}}";

    Scan(ScalarNode scalar, Diagnostics diagnostics) {
      this.scalar = scalar;
      this.text = scalar.text();
      this.diagnostics = diagnostics;
    }

    List<Tag> tags() {
      int at = text.indexOf(left);
      while (at >= 0) {
        if (tags.size() >= MOST || open.size() > DEEPEST) {
          wrong(
              at,
              at + left.length(),
              "this text has too many tags, or too many sections inside one another",
              "at most %d tags and %d levels of sections are read".formatted(MOST, DEEPEST));
          return tags;
        }
        int end = tag(at);
        at = end < 0 ? -1 : text.indexOf(left, end);
      }
      open.forEach(tag ->
          wrong(
              tag.start,
              tag.end,
              "the section `" + tag.name + "` is never closed",
              "write `{{/" + tag.name + "}}` where it ends"));
      return tags;
    }

    /** Reads the tag at an offset; the offset behind it, or -1 if it doesn't end. */
    private int tag(int start) {
      boolean triple = left.equals("{{") && text.startsWith("{{{", start);
      boolean delimiters = text.startsWith("=", start + left.length());
      String close = triple ? "}}}" : delimiters ? "=" + right : right;
      int inside = start + left.length() + (triple || delimiters ? 1 : 0);
      int last = text.indexOf(close, inside);
      if (last < 0) {
        wrong(start, start + left.length(), "this tag is never closed", "write `" + close + "`");
        return -1;
      }
      int end = last + close.length();
      String content = text.substring(inside, last).strip();
      if (delimiters) {
        delimiters(content, start, end);
      } else if (triple) {
        add(Sort.RAW, content, start, end);
      } else {
        sigil(content, start, end);
      }
      return end;
    }

    private void delimiters(String content, int start, int end) {
      String[] pair = content.split("\\s+", -1);
      if (pair.length != 2) {
        wrong(start, end, "this does not name two delimiters", "write `{{=<% %>=}}`");
        return;
      }
      left = pair[0];
      right = pair[1];
      tags.add(new Tag(Sort.DELIMITERS, "", start, end, open.size()));
    }

    private void sigil(String content, int start, int end) {
      char first = content.isEmpty() ? ' ' : content.charAt(0);
      String rest = content.isEmpty() ? "" : content.substring(1).strip();
      switch (first) {
        case '#' -> add(Sort.SECTION, rest, start, end);
        case '^' -> add(Sort.INVERTED, rest, start, end);
        case '/' -> close(rest, start, end);
        case '&' -> add(Sort.RAW, rest, start, end);
        case '!' -> tags.add(new Tag(Sort.COMMENT, "", start, end, open.size()));
        case '>', '<', '$', '%', '@', '*' ->
            wrong(
                start,
                end,
                "a template can't take in another one",
                "a template holds names only: `{{name}}`, `{{#list}}…{{/list}}`");
        default -> add(Sort.VALUE, content, start, end);
      }
    }

    private void close(String name, int start, int end) {
      Tag section = open.poll();
      if (section == null || !section.name.equals(name)) {
        wrong(
            start,
            end,
            "`{{/" + name + "}}` closes a section that isn't open here",
            section == null
                ? "remove it, or open it with `{{#" + name + "}}`"
                : "close `" + section.name + "` first");
        return;
      }
      tags.add(new Tag(Sort.CLOSE, name, start, end, open.size()));
    }

    private void add(Sort sort, String name, int start, int end) {
      if (!NAME.matcher(name).matches()) {
        wrong(start, end, "`" + name + "` is not a name", hint(name));
        return;
      }
      Tag tag = new Tag(sort, name, start, end, open.size());
      tags.add(tag);
      if (sort == Sort.SECTION || sort == Sort.INVERTED) {
        open.push(tag);
      }
    }

    private static String hint(String name) {
      Matcher items = ITEMS.matcher(name);
      if (items.matches()) {
        return "write `{{" + items.group(1) + "}}`: `loop` goes through a map itself";
      }
      Matcher index = INDEX.matcher(name);
      if (index.matches()) {
        return "write `{{" + index.group(1) + "." + index.group(2) + "}}`";
      }
      if (name.contains("|")) {
        return "templates have no filters: give the name a value in `vars` and use it here";
      }
      if (name.startsWith(".")) {
        return "if this is for another program, begin the text with `{{=<% %>=}}`";
      }
      return name.contains("[")
          ? "write `{{name.field}}`"
          : "a template holds a name only: `{{name}}` or `{{name.field}}`";
    }

    private void wrong(int start, int end, String message, String hint) {
      Span span = scalar.span().part(text, start, end - start);
      diagnostics.error(Code.TEMPLATE_SYNTAX, span, message, hint);
    }
  }
}
