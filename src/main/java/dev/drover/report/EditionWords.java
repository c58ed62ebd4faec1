package dev.drover.report;

import dev.drover.journal.Edition;
import java.util.ArrayList;
import java.util.List;

/** Says in a few words which edition of a runbook is meant. */
final class EditionWords {

  private static final int SHOWN = 12;

  private EditionWords() {}

  /** Empty if nothing is known but its language. */
  static String of(Edition edition) {
    List<String> words = new ArrayList<>();
    if (!edition.tag().isEmpty()) {
      words.add("tag " + Style.harmless(edition.tag()));
    }
    if (!edition.commit().isEmpty()) {
      words.add(
          "commit " + edition.commit().substring(0, Math.min(SHOWN, edition.commit().length())));
    }
    if (edition.dirty()) {
      words.add("with changes that are not committed");
    }
    return String.join(", ", words);
  }
}
