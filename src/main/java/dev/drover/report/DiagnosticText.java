package dev.drover.report;

import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Renders diagnostics: as JSON-shaped data, and for people from the same data. */
public final class DiagnosticText {

  private DiagnosticText() {}

  /** All diagnostics for people, sorted by place, with a blank line between two. */
  public static String of(Diagnostics diagnostics) {
    return String.join("\n", diagnostics.sorted().stream().map(DiagnosticText::of).toList());
  }

  /** A diagnostic for people: place, message, code, the line with a caret, hint, other places. */
  public static String of(Diagnostic diagnostic) {
    return text(data(diagnostic));
  }

  /** All diagnostics as data, sorted by place. */
  public static List<Map<String, Object>> data(Diagnostics diagnostics) {
    return diagnostics.sorted().stream().map(DiagnosticText::data).toList();
  }

  /** A diagnostic as data of texts, numbers, lists and maps. */
  public static Map<String, Object> data(Diagnostic diagnostic) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT));
    data.put("code", diagnostic.code().id());
    data.put("message", diagnostic.message());
    data.putAll(place(diagnostic.span()));
    diagnostic.hint().ifPresent(hint -> data.put("hint", hint));
    List<Map<String, Object>> related = new ArrayList<>();
    for (Diagnostic.Related other : diagnostic.related()) {
      Map<String, Object> place = new LinkedHashMap<>();
      place.put("note", other.note());
      place.putAll(place(other.span()));
      related.add(place);
    }
    data.put("related", related);
    return data;
  }

  private static Map<String, Object> place(Span span) {
    Map<String, Object> place = new LinkedHashMap<>();
    place.put("file", span.source().name());
    place.put("line", span.line());
    place.put("column", span.column());
    place.put("length", span.length());
    place.put("text", span.source().line(span.line()));
    return place;
  }

  private static String text(Map<String, Object> data) {
    StringBuilder out = new StringBuilder();
    out.append(
        "%s: %s: %s [%s]\n"
            .formatted(
                where(data),
                data.get("severity"),
                visible(text(data, "message")),
                data.get("code")));
    out.append(excerpt(data));
    if (data.containsKey("hint")) {
      out.append("      = hint: ").append(visible(text(data, "hint"))).append('\n');
    }
    if (data.get("related") instanceof List<?> related) {
      for (Object other : related) {
        if (other instanceof Map<?, ?> place) {
          out.append("      = %s: %s\n".formatted(where(place), visible(text(place, "note"))));
        }
      }
    }
    return out.toString();
  }

  private static String where(Map<?, ?> place) {
    return visible(text(place, "file")) + ":" + place.get("line") + ":" + place.get("column");
  }

  /** The line and a caret under what is meant; nothing if the line is blank. */
  private static String excerpt(Map<String, Object> place) {
    String line = visible(text(place, "text"));
    if (line.isBlank()) {
      return "";
    }
    int column = ((Number) place.getOrDefault("column", 1)).intValue();
    int length = ((Number) place.getOrDefault("length", 1)).intValue();
    int room = Math.max(1, line.codePointCount(0, line.length()) - column + 1);
    String caret =
        " ".repeat(Math.max(0, column - 1)) + "^" + "~".repeat(Math.min(length, room) - 1);
    return "%5s | %s\n      | %s\n".formatted(text(place, "line"), line, caret);
  }

  private static String text(Map<?, ?> data, String name) {
    return String.valueOf(data.get(name));
  }

  /** The text without anything that could steer a terminal. */
  private static String visible(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .map(c -> c == '\t' ? ' ' : c)
        .map(
            c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? 0xFFFD : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
