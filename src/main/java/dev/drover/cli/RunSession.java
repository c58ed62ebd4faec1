package dev.drover.cli;

import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Verdict;
import dev.drover.journal.Journal;
import dev.drover.journal.JournalException;
import dev.drover.journal.JournalWriteException;
import dev.drover.journal.RunState;
import dev.drover.journal.Runs;
import dev.drover.notify.Notifier;
import dev.drover.notify.Recipient;
import dev.drover.plan.Plan;
import dev.drover.report.RunConsole;
import dev.drover.report.RunText;
import dev.drover.report.RunView;
import dev.drover.report.StatusText;
import dev.drover.report.StatusView;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanFile;
import dev.drover.run.Asker;
import dev.drover.run.Closings;
import dev.drover.run.Closings.Consent;
import dev.drover.run.Engine;
import dev.drover.run.FoundOut;
import dev.drover.run.Ledger;
import dev.drover.time.SystemTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run from its first journal entry to its summary. */
final class RunSession {

  /** Only who runs it may read it, as with the journal. */
  private static final FileAttribute<?> OWN =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Compiled compiled;
  private final Connections connections;
  private final Terminal terminal;
  private final AskOptions ask;
  private final List<Recipient> told;

  RunSession(Compiled compiled, Connections connections, Terminal terminal, AskOptions ask) {
    this.compiled = compiled;
    this.connections = connections;
    this.terminal = terminal;
    this.ask = ask;
    this.told = ask.notify.recipients(compiled);
  }

  /**
   * Begins a new run of a plan, which is kept beside the journal, as its signatures are.
   *
   * @param looked what was found when the hosts were looked at
   */
  ExitCode begin(PlanDocument plan, Plan looked, SignedPlan signed)
      throws IOException, JournalException, InterruptedException {
    preconditions().refuse(SystemTime.SYSTEM.now());
    Runs runs = Places.runs();
    String id = newRun(runs);
    Path file = runs.journal(id);
    try (Locking locking = lock(id, file)) {
      String hash = PlanFile.write(plan, runs.plan(id), OWN).hash();
      signed.keep(runs.plan(id));
      KeptInputs.keep(file.resolveSibling(""), compiled);
      return begin(id, file, hash, looked, signed, locking);
    }
  }

  private ExitCode begin(
      String id, Path file, String hash, Plan looked, SignedPlan signed, Locking locking)
      throws IOException, JournalException, InterruptedException {
    try (Journal journal = Journal.create(file)) {
      Entry began =
          new Entry.RunBegan(
              SystemTime.SYSTEM.now(),
              id,
              compiled.plan().runbook().name(),
              compiled.plan().runbook().version(),
              Places.operator(),
              compiled.request(),
              compiled.checksums(),
              compiled.plan().steps().stream().map(step -> step.id().text()).toList(),
              hash,
              compiled.edition());
      List<Entry> first = new ArrayList<>(List.of(began));
      first.addAll(signed.entries(SystemTime.SYSTEM.now()));
      first.addAll(FoundOut.entries(looked, SystemTime.SYSTEM.now()));
      return go(new OpenRun(id, file, journal), new RunState(), first, locking);
    }
  }

  /** Of a run that may not begin nothing is kept. */
  private Locking lock(String id, Path file) throws IOException, InterruptedException {
    boolean taken = false;
    try {
      Locking locking = Locking.take(compiled, connections.doors(), id, file, terminal);
      taken = true;
      return locking;
    } finally {
      if (!taken) {
        Files.deleteIfExists(Path.of(String.valueOf(file.getParent())));
      }
    }
  }

  private Locking lock(OpenRun run) throws InterruptedException {
    return Locking.take(compiled, connections.doors(), run.id(), run.file(), terminal);
  }

  private Preconditions preconditions() {
    return new Preconditions(
        compiled.plan().runbook().policy(),
        new KeptRuns(Places.runs(), compiled.request()),
        ask.outsideWindow);
  }

  private static String newRun(Runs runs) {
    try {
      return runs.create(SystemTime.SYSTEM.now());
    } catch (IOException e) {
      throw new EndException(
          ExitCode.JOURNAL,
          "the state directory " + Places.state() + " can't be used: " + e.getMessage(),
          "set DROVER_STATE to a directory that can be written; nothing was changed");
    }
  }

  /** Goes on with a run. */
  ExitCode resume(OpenRun run) throws IOException, JournalException, InterruptedException {
    try (Locking locking = lock(run)) {
      Entry resumed = new Entry.RunResumed(SystemTime.SYSTEM.now(), Places.operator());
      return go(run, run.state(), List.of(resumed), locking);
    }
  }

  /**
   * Closes what a run has left open, as far as that is safe.
   *
   * @param consent who lets each be closed
   */
  ExitCode recover(OpenRun run, Consent consent)
      throws IOException, JournalException, InterruptedException {
    String why = "`drover recover` by " + Places.operator();
    UnderWay.Work closing =
        (ledger, stop, means, console) -> {
          new Closings(run.id(), compiled.plan(), ledger, stop, means, console).close(why, consent);
          return Verdict.FINISHED;
        };
    boolean lost;
    try (Locking locking = lock(run)) {
      worked(run, run.state(), List.of(), locking, List.of(), closing);
      lost = locking.lost();
    }
    StatusView status = StatusView.of(run.id(), Journal.read(run.file()), Optional.empty());
    if (ask.json) {
      terminal.json(status);
    } else {
      terminal.line("");
      terminal.print(
          StatusText.of(status, terminal.style(), terminal.zone(), SystemTime.SYSTEM.now()));
    }
    return lost ? ExitCode.LOCKED : status.isLeftOpen() ? ExitCode.OPEN : ExitCode.OK;
  }

  private ExitCode go(OpenRun run, RunState state, List<Entry> first, Locking locking)
      throws IOException, JournalException, InterruptedException {
    List<Entry> noted = new ArrayList<>(first);
    noted.addAll(preconditions().notes(SystemTime.SYSTEM.now()));
    Verdict verdict;
    try {
      verdict =
          worked(
              run,
              state,
              noted,
              locking,
              told,
              (ledger, stop, means, console) ->
                  new Engine(run.id(), compiled.plan(), ledger, stop, means, console).run());
    } catch (JournalWriteException e) {
      show(run);
      throw new EndException(
          ExitCode.JOURNAL,
          e.getMessage() + "; nothing was done that it does not say",
          "see that there is space (df -h %s); then: drover resume %s"
              .formatted(run.directory(), run.id()));
    }
    show(run);
    return locking.lost() ? ExitCode.LOCKED : ExitCode.of(verdict);
  }

  private void show(OpenRun run) throws IOException, JournalException {
    RunView view = KeptRun.ended(run.file(), terminal);
    if (ask.json) {
      terminal.json(view);
    } else {
      terminal.line("");
      terminal.print(RunText.of(view, terminal.style(), terminal.zone()));
    }
  }

  /**
   * Does something with a run while its leases are held.
   *
   * @param told who is told how it goes
   */
  private Verdict worked(
      OpenRun run,
      RunState state,
      List<Entry> first,
      Locking locking,
      List<Recipient> told,
      UnderWay.Work work)
      throws InterruptedException {
    Notifier notifier = NotifyOptions.notifier(told, compiled, connections, state);
    RunConsole console =
        new RunConsole(
            compiled.plan(),
            run.id(),
            ask.json ? terminal::tell : terminal::line,
            terminal.style(),
            terminal.zone(),
            SystemTime.SYSTEM);
    Asker person = ask.asker(terminal);
    Asker asker = ask.asks(terminal) ? new NotifyingAsker(person, notifier) : person;
    return new UnderWay(
            new Ledger(run.journal(), state, List.of(console, notifier)),
            connections.means(asker, locking.fence()),
            console,
            locking,
            notifier,
            terminal)
        .worked(first, run.requests(), work);
  }
}
