package dev.drover.cli;

import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Verdict;
import dev.drover.journal.Journal;
import dev.drover.journal.JournalException;
import dev.drover.journal.JournalWriteException;
import dev.drover.journal.RunState;
import dev.drover.journal.Runs;
import dev.drover.model.Host;
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
import dev.drover.run.Inbox;
import dev.drover.run.Ledger;
import dev.drover.run.Means;
import dev.drover.run.Operator;
import dev.drover.run.OperatorRequest;
import dev.drover.run.Stop;
import dev.drover.time.SystemTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One run from its first journal entry to its summary. */
final class RunSession {

  private static final Duration TICK = Duration.ofSeconds(1);

  /** So long the end of a run waits until those who are to be told have been told. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

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
    this.told = ask.notify.recipients(compiled, terminal);
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
    String run = newRun(runs);
    Path file = runs.journal(run);
    Locking locking = lock(run, file);
    String hash = PlanFile.write(plan, runs.plan(run), OWN).hash();
    signed.keep(runs.plan(run));
    KeptInputs.keep(file.resolveSibling(""), compiled);
    try (Journal journal = Journal.create(file)) {
      Entry began =
          new Entry.RunBegan(
              SystemTime.SYSTEM.now(),
              run,
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
      return go(run, file, journal, new RunState(), first, locking);
    }
  }

  /** Of a run that may not begin nothing is kept. */
  private Locking lock(String run, Path file) throws IOException, InterruptedException {
    boolean taken = false;
    try {
      Locking locking = Locking.take(compiled, connections.doors(), run, file, terminal);
      taken = true;
      return locking;
    } finally {
      if (!taken) {
        Files.deleteIfExists(Path.of(String.valueOf(file.getParent())));
      }
    }
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

  /** Goes on with a run whose journal is open. */
  ExitCode resume(String run, Path file, Journal journal)
      throws IOException, JournalException, InterruptedException {
    Entry resumed = new Entry.RunResumed(SystemTime.SYSTEM.now(), Places.operator());
    Locking locking = Locking.take(compiled, connections.doors(), run, file, terminal);
    return go(run, file, journal, RunState.of(Journal.read(file)), List.of(resumed), locking);
  }

  /**
   * Closes what a run has left open, as far as that is safe.
   *
   * @param consent who lets each be closed
   */
  ExitCode recover(String run, Path file, Journal journal, Consent consent)
      throws IOException, JournalException, InterruptedException {
    Locking locking = Locking.take(compiled, connections.doors(), run, file, terminal);
    RunState state = RunState.of(Journal.read(file));
    String why = "`drover recover` by " + Places.operator();
    worked(
        file,
        journal,
        state,
        List.of(),
        locking,
        Optional.empty(),
        (ledger, stop, means, console) -> {
          new Closings(run, compiled.plan(), ledger, stop, means, console).close(why, consent);
          return Verdict.FINISHED;
        });
    StatusView status = StatusView.of(run, Journal.read(file), Optional.empty());
    if (ask.json) {
      terminal.json(status);
    } else {
      terminal.line("");
      terminal.print(
          StatusText.of(status, terminal.style(), terminal.zone(), SystemTime.SYSTEM.now()));
    }
    return locking.lost() ? ExitCode.LOCKED : status.isLeftOpen() ? ExitCode.OPEN : ExitCode.OK;
  }

  private ExitCode go(
      String run, Path file, Journal journal, RunState state, List<Entry> first, Locking locking)
      throws IOException, JournalException, InterruptedException {
    List<Entry> noted = new ArrayList<>(first);
    noted.addAll(preconditions().notes(SystemTime.SYSTEM.now()));
    Verdict verdict;
    try {
      verdict =
          worked(
              file,
              journal,
              state,
              noted,
              locking,
              Optional.of(notifier(state)),
              (ledger, stop, means, console) ->
                  new Engine(run, compiled.plan(), ledger, stop, means, console).run());
    } catch (JournalWriteException e) {
      show(file);
      throw new EndException(
          ExitCode.JOURNAL,
          e.getMessage() + "; nothing was done that it does not say",
          "see that there is space (df -h %s); then: drover resume %s"
              .formatted(file.resolveSibling(""), run));
    }
    show(file);
    return locking.lost() ? ExitCode.LOCKED : code(verdict);
  }

  private void show(Path file) throws IOException, JournalException {
    RunView view = KeptRun.ended(file, terminal);
    if (ask.json) {
      terminal.json(view);
    } else {
      terminal.line("");
      terminal.print(RunText.of(view, terminal.style(), terminal.zone()));
    }
  }

  /** The exit code of a run that ended so. */
  static ExitCode code(Verdict verdict) {
    return switch (verdict) {
      case FINISHED -> ExitCode.OK;
      case FAILED -> ExitCode.FAILED;
      case STOPPED -> ExitCode.STOPPED;
    };
  }

  private Notifier notifier(RunState state) {
    return Notifier.of(
        told,
        NotifyOptions.cluster(compiled),
        state,
        new Notifier.Means(
            connections.doors().rests(),
            connections.doors().remote(new Host("localhost", List.of(), Map.of())),
            SystemTime.SYSTEM,
            compiled.scopes().masker(),
            SystemTime.SYSTEM,
            PATIENCE));
  }

  /** What is done with a run. */
  @FunctionalInterface
  private interface Work {
    Verdict done(Ledger ledger, Stop stop, Means means, RunConsole console);
  }

  /** Does it while the leases are held, with a console. */
  private Verdict worked(
      Path file,
      Journal journal,
      RunState state,
      List<Entry> first,
      Locking locking,
      Optional<Notifier> notifier,
      Work work)
      throws InterruptedException {
    Consumer<String> out = ask.json ? terminal::tell : terminal::line;
    RunConsole console =
        new RunConsole(compiled.plan(), out, terminal.style(), terminal.zone(), SystemTime.SYSTEM);
    List<Consumer<Entry>> listeners = new ArrayList<>(List.of(console));
    notifier.ifPresent(listeners::add);
    Ledger ledger = new Ledger(journal, state, listeners);
    Stop stop = new Stop();
    Means means = connections.means(asker(notifier), locking.fence());
    notifier.ifPresent(one -> one.start(ledger::write));
    first.forEach(ledger::write);
    locking.entries().forEach(ledger::write);
    Thread walking = Thread.currentThread();
    Operator operator =
        new Operator(
            new Inbox(file.resolveSibling("requests")),
            ledger,
            means,
            request -> asked(request, stop, ledger, walking));
    Interrupts.listen(signal -> heard(signal, stop, ledger, walking));
    Thread keeper = locking.keep(ledger, stop, walking, terminal);
    try {
      return watched(console, operator, () -> work.done(ledger, stop, means, console));
    } finally {
      keeper.interrupt();
      keeper.join();
      locking.release(ledger);
      if (notifier.isPresent()) {
        notifier.get().finish();
      }
    }
  }

  private Asker asker(Optional<Notifier> notifier) {
    Asker person = ask.asker(terminal);
    return notifier
        .filter(_ -> ask.asks(terminal))
        .<Asker>map(one -> new NotifyingAsker(person, one))
        .orElse(person);
  }

  /** Works with a heartbeat on the console, and hears operators in other terminals. */
  private Verdict watched(RunConsole console, Operator operator, Supplier<Verdict> work)
      throws InterruptedException {
    Thread ear = Thread.ofVirtual().start(() -> listen(operator));
    Thread heart =
        Thread.ofVirtual()
            .start(() -> {
              try {
                while (true) {
                  SystemTime.SYSTEM.sleep(TICK);
                  console.tick();
                }
              } catch (InterruptedException runEnded) {
                // nothing is left to be shown alive
              }
            });
    try {
      return work.get();
    } finally {
      heart.interrupt();
      ear.interrupt();
      awaitEnd(heart);
      awaitEnd(ear);
    }
  }

  /** An abort that comes when the run has ended already changes nothing. */
  private static void awaitEnd(Thread thread) {
    boolean ended = false;
    while (!ended) {
      try {
        thread.join();
        ended = true;
      } catch (InterruptedException tooLate) {
        ended = false;
      }
    }
  }

  private void listen(Operator operator) {
    try {
      operator.listen();
    } catch (IOException | UncheckedIOException e) {
      terminal.tell(
          "drover: what is asked in other terminals is no longer heard: " + e.getMessage());
    }
  }

  /** From another terminal; the first reason to stop is kept. */
  private static void asked(OperatorRequest request, Stop stop, Ledger ledger, Thread walking) {
    boolean abort = request.verb() == OperatorRequest.Verb.ABORT;
    String why =
        "stopped by " + request.by() + (request.reason().isEmpty() ? "" : ": " + request.reason());
    stop.ask(abort ? Stop.Level.ABORT : Stop.Level.AT_SAFE_POINT, why);
    ledger.write(request.entry(SystemTime.SYSTEM.now()));
    if (abort) {
      walking.interrupt();
    }
  }

  private static void heard(String signal, Stop stop, Ledger ledger, Thread walking) {
    boolean abort = stop.askedByOperator("stopped by " + signal) == Stop.Level.ABORT;
    ledger.write(new Entry.StopAsked(SystemTime.SYSTEM.now(), Places.operator(), abort));
    if (abort) {
      walking.interrupt();
    }
  }
}
