package dev.drover.cli;

import dev.drover.sign.Finding;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells what became of a signature. */
final class SignatureText {

  private SignatureText() {}

  /** In a line. */
  static String of(Finding finding) {
    return switch (finding) {
      case Finding.Counts counts ->
          "%s: counts until %s (key %s)"
              .formatted(counts.statement().signer(), counts.until(), counts.key());
      case Finding.Refused refused ->
          "%s: does not count: %s".formatted(refused.statement().signer(), refused.why());
    };
  }

  /** As data. */
  static Map<String, Object> data(Finding finding) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("signer", finding.statement().signer());
    data.put("plan", finding.statement().plan());
    data.put("made", finding.statement().made().toString());
    data.put("expires", finding.statement().expires().toString());
    data.put("counts", finding instanceof Finding.Counts);
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
