package dev.drover.tasks;

import dev.drover.journal.Entry;
import dev.drover.task.Changes;
import dev.drover.task.Closing;
import dev.drover.task.Diff;
import dev.drover.task.Gate;
import dev.drover.tasks.CaseRun.Closed;
import dev.drover.tasks.CaseRun.Look;
import dev.drover.tasks.CaseRun.Ran;
import dev.drover.tasks.CaseRun.Resumed;
import dev.drover.tasks.CaseRun.Seen;
import dev.drover.tasks.CaseRun.Simulated;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what was seen of a case: the text of its golden file. */
final class CaseText {
  private static final int LONGEST_BLOCK = 24;

  private final StringBuilder out = new StringBuilder();

  private CaseText() {}

  static String of(Seen seen) {
    CaseText text = new CaseText();
    if (seen.closed().isPresent()) {
      text.closed(seen.closed().get());
      return text.out.toString();
    }
    seen.look().ifPresent(text::plan);
    seen.ran()
        .ifPresent(ran -> {
          text.run(ran);
          seen.simulated().ifPresent(simulated -> text.simulated(ran, simulated));
          text.resumed(ran, seen.resumed());
        });
    return text.out.toString();
  }

  private void plan(Look look) {
    out.append("plan\n");
    lines(look.lines());
    out.append("  = ").append(words(look)).append('\n');
  }

  /** What a look says. */
  static String words(Look look) {
    return look.trouble()
        .map(e -> "can't be looked at: %s%n      next: %s".formatted(e.getMessage(), e.next()))
        .or(() -> look.changes().map(CaseText::words))
        .orElseThrow();
  }

  private static String words(Changes changes) {
    return switch (changes) {
      case Changes.Some some -> "will change: " + String.join("\n      ", some.lines());
      case Changes.None none -> "nothing to do: " + none.reason();
      case Changes.Unknown unknown -> "unknown: " + unknown.reason();
      case Changes.Fails fails -> "would fail: " + fails.reason();
      case Changes.Looks looks -> "changes nothing: " + looks.words();
    };
  }

  private void run(Ran ran) {
    out.append("\nrun\n");
    lines(ran.lines());
    out.append("  = ").append(words(ran.end())).append('\n');
    if (!ran.took().isZero()) {
      out.append("      took: ").append(Gate.words(ran.took())).append('\n');
    }
    ran.end().evidence().forEach(line -> out.append("      | ").append(line).append('\n'));
    if (!ran.end().next().isEmpty()) {
      out.append("      next: ").append(ran.end().next()).append('\n');
    }
    Map<String, Object> values = new LinkedHashMap<>(ran.end().values());
    List.of("changed", "failed", "skipped").forEach(values::remove);
    values.forEach((name, value) ->
        out.append("      ").append(name).append(": ").append(shown(value)).append('\n'));
    List<String> changed = changed(ran.before(), ran.after());
    out.append("\nafter\n");
    out.append(changed.isEmpty() ? "  all is as it was\n" : "");
    changed.forEach(line -> out.append("  ").append(line).append('\n'));
    out.append("  = ").append(words(ran.again())).append('\n');
  }

  private static String shown(Object value) {
    return String.valueOf(value).replace("\n", "\\n");
  }

  static String words(Entry.StepEnded end) {
    String word =
        switch (end.ending()) {
          case NOT_TAKEN -> "not taken";
          case DONE -> end.changed() ? "changed" : "unchanged";
          case FAILED, IGNORED -> "failed";
          case SKIPPED -> "skipped";
        };
    return word + ": " + end.summary();
  }

  private void simulated(Ran ran, Simulated simulated) {
    List<String> otherwise = changed(ran.after(), simulated.after());
    out.append("\nsimulated\n");
    out.append(otherwise.isEmpty() ? "  the same as run\n" : "  otherwise than run:\n");
    otherwise.forEach(line -> out.append("  ").append(line).append('\n'));
    out.append("  = ").append(words(simulated.again())).append('\n');
  }

  private void resumed(Ran ran, List<Resumed> resumed) {
    for (Resumed one : resumed) {
      out.append(one.tookPlace() ? "\ncut after " : "\ncut before ").append(one.at());
      out.append("\n  = ").append(words(one.end())).append('\n');
      List<String> otherwise = changed(ran.after(), one.after());
      out.append(otherwise.isEmpty() ? "" : "  otherwise than uncut:\n");
      otherwise.forEach(line -> out.append("  ").append(line).append('\n'));
    }
  }

  private void closed(Closed closed) {
    out.append("close\n");
    lines(closed.lines());
    out.append("  = ")
        .append(
            switch (closed.closing()) {
              case Closing.Closed done -> "closed: " + done.summary();
              case Closing.Left left ->
                  (left.asItWas() ? "left: " : "left, and in doubt: ")
                      + left.why()
                      + (left.byGoingOn() ? "\n    only going on with the run closes it" : "");
            })
        .append('\n');
    List<String> changed = changed(closed.before(), closed.after());
    out.append("\nafter\n");
    out.append(changed.isEmpty() ? "  all is as it was\n" : "");
    changed.forEach(line -> out.append("  ").append(line).append('\n'));
  }

  /** What is different between two worlds, each line with what it belongs to. */
  static List<String> changed(String before, String after) {
    return before.equals(after) ? List.of() : Diff.lines(flat(before), flat(after));
  }

  private static String flat(String world) {
    List<String> lines = new ArrayList<>();
    String head = "";
    for (String line : world.lines().toList()) {
      if (line.startsWith(" ")) {
        lines.add(head + line.substring(1));
      } else {
        head = line.startsWith("host ") ? line : line.replaceFirst("^(\\w+ \\S+).*", "$1");
        lines.add(line);
      }
    }
    return String.join("\n", lines);
  }

  /** Lines that come again and again are written once. */
  private void lines(List<String> lines) {
    for (int at = 0; at < lines.size(); ) {
      int length = 1;
      int times = 1;
      for (int block = 1; block <= LONGEST_BLOCK; block++) {
        int found = times(lines, at, block);
        if (found > 1 && block * (found - 1) > length * (times - 1)) {
          length = block;
          times = found;
        }
      }
      lines.subList(at, at + length).forEach(line -> out.append("  ").append(line).append('\n'));
      if (times > 1) {
        out.append(
            "    (%s %d times)%n"
                .formatted(length == 1 ? "this line" : "these " + length + " lines", times));
      }
      at += length * times;
    }
  }

  private static int times(List<String> lines, int at, int block) {
    int times = 1;
    while (at + block * (times + 1) <= lines.size()
        && lines
            .subList(at, at + block)
            .equals(lines.subList(at + block * times, at + block * (times + 1)))) {
      times++;
    }
    return times;
  }
}
