package dev.drover.cli;

import dev.drover.sign.Checked;
import dev.drover.sign.Finding;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Tells what became of a signature. */
final class SignatureText {

  private SignatureText() {}

  /** All in a line each. */
  static List<String> lines(Checked checked) {
    List<Boolean> again = again(checked);
    return IntStream.range(0, again.size())
        .mapToObj(at -> line(checked.findings().get(at), again.get(at)))
        .toList();
  }

  /** All as data. */
  static List<Map<String, Object>> data(Checked checked) {
    List<Boolean> again = again(checked);
    return IntStream.range(0, again.size())
        .mapToObj(at -> data(checked.findings().get(at), again.get(at)))
        .toList();
  }

  /** Which are of a person, known by name or key, whose signature was found before. */
  private static List<Boolean> again(Checked checked) {
    Set<String> seen = new HashSet<>();
    return checked.findings().stream()
        .map(finding -> {
          if (!(finding instanceof Finding.Counts counts)) {
            return false;
          }
          boolean name = !seen.add("name " + counts.statement().signer());
          boolean key = !seen.add("key " + counts.key());
          return name || key;
        })
        .toList();
  }

  private static String line(Finding finding, boolean again) {
    return switch (finding) {
      case Finding.Counts counts when again ->
          "%s: the same person again, who is counted once; valid until %s (key %s)"
              .formatted(counts.statement().signer(), counts.until(), counts.key());
      case Finding.Counts counts ->
          "%s: counts until %s (key %s)"
              .formatted(counts.statement().signer(), counts.until(), counts.key());
      case Finding.Refused refused ->
          "%s: does not count: %s".formatted(refused.statement().signer(), refused.why());
    };
  }

  private static Map<String, Object> data(Finding finding, boolean again) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("signer", finding.statement().signer());
    data.put("plan", finding.statement().plan());
    data.put("made", finding.statement().made().toString());
    data.put("expires", finding.statement().expires().toString());
    data.put("counts", finding instanceof Finding.Counts && !again);
    data.put("again", again);
    switch (finding) {
      case Finding.Counts counts -> {
        data.put("until", counts.until().toString());
        data.put("key", counts.key());
      }
      case Finding.Refused refused -> {
        data.put("why", refused.why());
        data.put("next", refused.next());
      }
    }
    return data;
  }
}
