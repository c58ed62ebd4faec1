package dev.drover.report;

import java.util.List;
import java.util.Map;

/** Diagnostics as workflow commands, from which GitHub makes annotations of a change. */
public final class GithubCommands {

  private GithubCommands() {}

  /**
   * One command on each line.
   *
   * @param diagnostics as {@link DiagnosticText#data} makes them
   * @param more how many there are besides
   */
  public static String of(List<Map<String, Object>> diagnostics, int more) {
    StringBuilder out = new StringBuilder();
    diagnostics.forEach(diagnostic -> out.append(command(diagnostic)).append('\n'));
    DiagnosticText.more(more).ifPresent(text -> out.append("::notice::" + text(text) + "\n"));
    return out.toString();
  }

  private static String command(Map<String, Object> diagnostic) {
    return "::%s %stitle=%s::%s"
        .formatted(
            diagnostic.get("severity"),
            SarifLog.isInFile(diagnostic) ? place(diagnostic) : "",
            property(String.valueOf(diagnostic.get("code"))),
            text(DiagnosticText.sentences(diagnostic)));
  }

  private static String place(Map<String, Object> diagnostic) {
    int column = DiagnosticText.number(diagnostic, "column");
    return "file=%s,line=%d,col=%d,endColumn=%d,"
        .formatted(
            property(String.valueOf(diagnostic.get("file"))),
            DiagnosticText.number(diagnostic, "line"),
            column,
            column + DiagnosticText.number(diagnostic, "length") - 1);
  }

  /** A line break would end the command, and the next line could begin another one. */
  private static String text(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return text(text).replace(":", "%3A").replace(",", "%2C");
  }
}
