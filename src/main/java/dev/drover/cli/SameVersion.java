package dev.drover.cli;

import dev.drover.journal.Entry;
import dev.drover.journal.Journal;
import dev.drover.journal.JournalException;
import dev.drover.journal.Runs;
import dev.drover.report.Style;
import dev.drover.review.PlanDocument.InputView;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** Notices that a runbook has other content than in an earlier run of the same version. */
final class SameVersion {

  /** Older runs than so many say little of what is meant today. */
  private static final int MOST = 200;

  private SameVersion() {}

  /** Warns of that. */
  static void tell(Compiled compiled, Terminal terminal) {
    last(compiled)
        .filter(began -> differs(began, compiled))
        .ifPresent(began -> {
          terminal.tell(
              "warning: "
                  + Style.harmless(began.runbook() + " " + began.version())
                  + " is not what it was in run "
                  + began.run()
                  + ": the version is the same, the content is not");
          terminal.tell(
              "  next: give the runbook a new `version`, so that plans can be told apart");
        });
  }

  /** The last run of the same version that began here. */
  private static Optional<Entry.RunBegan> last(Compiled compiled) {
    Runs runs = Places.runs();
    try {
      return runs.all().reversed().stream()
          .limit(MOST)
          .flatMap(run -> began(runs, run).stream())
          .filter(began ->
              began.runbook().equals(compiled.plan().runbook().name())
                  && began.version().equals(compiled.plan().runbook().version()))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty(); // a warning is not worth a failure
    }
  }

  private static Optional<Entry.RunBegan> began(Runs runs, String run) {
    try {
      return Journal.began(runs.journal(run));
    } catch (IOException | JournalException | JacksonException e) {
      return Optional.empty(); // `drover show` tells what is wrong with it
    }
  }

  private static boolean differs(Entry.RunBegan began, Compiled compiled) {
    String content = began.ran().content();
    if (!content.isEmpty()) {
      return !content.equals(compiled.edition().content());
    }
    // A journal of a Drover that noted only the files themselves.
    List<String> now =
        compiled.inputs().stream()
            .filter(input -> input.role().equals("runbook"))
            .map(InputView::sha256)
            .toList();
    return Optional.ofNullable(began.inputs().get(began.request().runbook()))
        .map(then -> !now.contains(then))
        .orElse(false);
  }
}
