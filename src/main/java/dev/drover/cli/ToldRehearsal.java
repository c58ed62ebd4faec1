package dev.drover.cli;

import dev.drover.journal.Entry;
import dev.drover.journal.Journal;
import dev.drover.plan.Plan;
import dev.drover.plan.Step;
import dev.drover.rehearse.Onlooker;
import dev.drover.rehearse.ScenarioResult;
import dev.drover.report.RehearsalText;
import dev.drover.report.RunConsole;
import dev.drover.report.Style;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows one scenario as if it were a run, with its journal. */
final class ToldRehearsal implements Onlooker {

  private final Terminal terminal;
  private final boolean json;
  private final RunConsole console;
  private final List<String> journal = new ArrayList<>();
  private Instant now = Instant.EPOCH;

  ToldRehearsal(Plan plan, Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
    // In virtual time, and where its reader is does not matter.
    this.console =
        new RunConsole(
            plan,
            "RUN",
            json ? _ -> {} : terminal::line,
            terminal.style(),
            ZoneOffset.UTC,
            () -> now);
  }

  @Override
  public void begins(int attempt) {
    if (!json) {
      terminal.line(
          terminal.style().of(Style.Tone.STRONG, attempt == 0 ? "" : "resume " + attempt));
    }
  }

  @Override
  public void entry(Entry entry) {
    now = entry.at();
    journal.add(Journal.json(entry));
    console.accept(entry);
  }

  @Override
  public void of(Step step, String words) {
    console.of(step, words);
  }

  /** Shows what became of it. */
  void tell(ScenarioResult result) {
    if (json) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("scenario", result);
      all.put("journal", journal);
      terminal.json(all);
      return;
    }
    terminal.line("");
    terminal.line("journal:");
    journal.forEach(line -> terminal.line("  " + Style.harmless(line)));
    terminal.line("");
    terminal.print(RehearsalText.of(result, terminal.style()));
  }
}
