package dev.drover.report;

import dev.drover.diag.Code;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Diagnostics in the Static Analysis Results Interchange Format (SARIF) 2.1.0, which code hosts and
 * editors show beside the lines.
 */
public final class SarifLog {

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private SarifLog() {}

  /**
   * The log, as data.
   *
   * @param diagnostics as {@link DiagnosticText#data} makes them
   * @param more how many there are besides
   * @param version of Drover
   */
  public static Map<String, Object> of(
      List<Map<String, Object>> diagnostics, int more, String version) {
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "Drover");
    driver.put("version", version);
    driver.put("rules", Arrays.stream(Code.values()).map(SarifLog::rule).toList());
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put("columnKind", "unicodeCodePoints");
    DiagnosticText.more(more).ifPresent(text -> run.put("invocations", List.of(note(text))));
    run.put("results", diagnostics.stream().map(SarifLog::result).toList());
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    log.put("runs", List.of(run));
    return log;
  }

  private static Map<String, Object> note(String text) {
    Map<String, Object> notification = new LinkedHashMap<>();
    notification.put("level", "note");
    notification.put("message", message(text));
    Map<String, Object> invocation = new LinkedHashMap<>();
    invocation.put("executionSuccessful", true);
    invocation.put("toolExecutionNotifications", List.of(notification));
    return invocation;
  }

  private static Map<String, Object> rule(Code code) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("id", code.id());
    rule.put("shortDescription", message(code.meaning()));
    Map<String, Object> help = new LinkedHashMap<>();
    help.put("text", code.cure());
    help.put("markdown", code.meaning() + "\n\n" + code.cure() + "\n");
    rule.put("help", help);
    return rule;
  }

  private static Map<String, Object> result(Map<String, Object> diagnostic) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", String.valueOf(diagnostic.get("code")));
    result.put("level", String.valueOf(diagnostic.get("severity")));
    result.put("message", message(DiagnosticText.sentences(diagnostic)));
    if (isInFile(diagnostic)) {
      result.put("locations", List.of(Map.of("physicalLocation", place(diagnostic))));
    }
    List<Map<String, Object>> related = new ArrayList<>();
    for (Map<?, ?> other : DiagnosticText.places(diagnostic, "related")) {
      related.add(related(related.size(), String.valueOf(other.get("note")), other));
    }
    for (Map<?, ?> other : DiagnosticText.places(diagnostic, "included")) {
      related.add(related(related.size(), "included here", other));
    }
    result.put("relatedLocations", related);
    return result;
  }

  private static Map<String, Object> related(int number, String note, Map<?, ?> place) {
    Map<String, Object> location = new LinkedHashMap<>();
    location.put("id", number);
    location.put("message", message(note));
    if (isInFile(place)) {
      location.put("physicalLocation", place(place));
    }
    return location;
  }

  /** What stands on the command line is in no file that anybody could open. */
  static boolean isInFile(Map<?, ?> place) {
    return !String.valueOf(place.get("file")).startsWith("-e");
  }

  private static Map<String, Object> place(Map<?, ?> place) {
    int column = DiagnosticText.number(place, "column");
    Map<String, Object> region = new LinkedHashMap<>();
    region.put("startLine", DiagnosticText.number(place, "line"));
    region.put("startColumn", column);
    region.put("endColumn", column + DiagnosticText.number(place, "length"));
    region.put("snippet", message(String.valueOf(place.get("text"))));
    Map<String, Object> location = new LinkedHashMap<>();
    location.put("artifactLocation", Map.of("uri", uri(String.valueOf(place.get("file")))));
    location.put("region", region);
    return location;
  }

  /** The path with what a URI may not hold escaped; a relative one stays relative. */
  private static String uri(String file) {
    try {
      return file.startsWith("/")
          ? new URI("file", "", file, null).toASCIIString()
          : new URI(null, null, "./" + file, null).toASCIIString().substring(2);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a path can always be escaped: " + file, e);
    }
  }

  private static Map<String, Object> message(String text) {
    return Map.of("text", text);
  }
}
