package dev.drover.report;

import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Renders diagnostics: as JSON-shaped data, and for people from the same data. */
public final class DiagnosticText {

  private static final int SHOWN_HOSTS = 8;

  private DiagnosticText() {}

  /** All diagnostics for people, sorted by place, with a blank line between two. */
  public static String of(Diagnostics diagnostics) {
    return String.join("\n", diagnostics.sorted().stream().map(DiagnosticText::of).toList());
  }

  /** What stands at the end if there is more than what is told; empty if there is not. */
  public static Optional<String> more(int more) {
    return more == 0
        ? Optional.empty()
        : Optional.of(
            "… and %d more, which are not shown: mend these first, then check again"
                .formatted(more));
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
    if (!diagnostic.hosts().isEmpty()) {
      data.put("hosts", diagnostic.hosts());
    }
    data.put("included", included(diagnostic.span().source()));
    return data;
  }

  /** Where the file is included, the nearest place first; empty if it was given itself. */
  private static List<Map<String, Object>> included(Source source) {
    List<Map<String, Object>> chain = new ArrayList<>();
    Optional<Span> at = source.includedAt();
    while (at.isPresent()) {
      chain.add(place(at.get()));
      at = at.get().source().includedAt();
    }
    return chain;
  }

  private static Map<String, Object> place(Span span) {
    Map<String, Object> place = new LinkedHashMap<>();
    place.put("file", span.source().name());
    place.put("line", span.line());
    place.put("column", span.column());
    place.put("length", span.length());
    place.put("text", span.source().shown(span.line()));
    return place;
  }

  /** Message, hint and hosts without the line that they are about. */
  static String sentences(Map<String, Object> data) {
    StringBuilder out = new StringBuilder(text(data, "message"));
    if (data.containsKey("hint")) {
      out.append("\nhint: ").append(data.get("hint"));
    }
    if (data.get("hosts") instanceof List<?> hosts) {
      out.append('\n').append(hosts(hosts));
    }
    return out.toString();
  }

  /** A diagnostic for people, from its data. */
  public static String text(Map<String, Object> data) {
    StringBuilder out = new StringBuilder();
    out.append(
        "%s: %s: %s [%s]\n"
            .formatted(
                where(data),
                data.get("severity"),
                Excerpt.visible(text(data, "message")),
                data.get("code")));
    out.append(excerpt(data));
    if (data.containsKey("hint")) {
      out.append("      = hint: ").append(Excerpt.visible(text(data, "hint"))).append('\n');
    }
    for (Map<?, ?> place : places(data, "related")) {
      out.append("      = %s: %s\n".formatted(where(place), Excerpt.visible(text(place, "note"))));
    }
    for (Map<?, ?> place : places(data, "included")) {
      out.append("      = included at %s\n".formatted(where(place)));
    }
    if (data.get("hosts") instanceof List<?> hosts) {
      out.append("      = ").append(Excerpt.visible(hosts(hosts))).append('\n');
    }
    return out.toString();
  }

  static List<Map<?, ?>> places(Map<String, Object> data, String name) {
    List<Map<?, ?>> places = new ArrayList<>();
    if (data.get(name) instanceof List<?> list) {
      list.forEach(item -> {
        if (item instanceof Map<?, ?> place) {
          places.add(place);
        }
      });
    }
    return places;
  }

  private static String hosts(List<?> hosts) {
    if (hosts.size() == 1) {
      return "on host " + hosts.getFirst();
    }
    String some =
        String.join(", ", hosts.stream().limit(SHOWN_HOSTS).map(String::valueOf).toList());
    return "on %d hosts: %s%s"
        .formatted(hosts.size(), some, hosts.size() > SHOWN_HOSTS ? ", …" : "");
  }

  private static String where(Map<?, ?> place) {
    return Excerpt.visible(text(place, "file"))
        + ":"
        + place.get("line")
        + ":"
        + place.get("column");
  }

  private static String excerpt(Map<?, ?> place) {
    return Excerpt.of(
        number(place, "line"),
        text(place, "text"),
        number(place, "column"),
        number(place, "length"));
  }

  static int number(Map<?, ?> data, String name) {
    return data.get(name) instanceof Number number ? number.intValue() : 1;
  }

  private static String text(Map<?, ?> data, String name) {
    return String.valueOf(data.get(name));
  }
}
