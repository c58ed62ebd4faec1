package dev.drover.cli;

import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Verdict;
import dev.drover.journal.Journal;
import dev.drover.journal.JournalException;
import dev.drover.journal.RunState;
import dev.drover.journal.Runs;
import dev.drover.model.Host;
import dev.drover.notify.Notifier;
import dev.drover.notify.Recipient;
import dev.drover.plan.Plan;
import dev.drover.report.RunConsole;
import dev.drover.report.RunText;
import dev.drover.report.RunView;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanFile;
import dev.drover.run.Asker;
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
import java.util.function.Consumer;

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

  private ExitCode go(
      String run, Path file, Journal journal, RunState state, List<Entry> first, Locking locking)
      throws IOException, JournalException, InterruptedException {
    Consumer<String> out = ask.json ? terminal::tell : terminal::line;
    RunConsole console =
        new RunConsole(compiled.plan(), out, terminal.style(), terminal.zone(), SystemTime.SYSTEM);
    Notifier notifier = notifier(state);
    Ledger ledger = new Ledger(journal, state, List.of(console, notifier));
    Stop stop = new Stop();
    Asker person = ask.asker(terminal);
    Asker asker = ask.asks(terminal) ? new NotifyingAsker(person, notifier) : person;
    Means means = connections.means(asker, locking.fence());
    notifier.start(ledger::write);
    first.forEach(ledger::write);
    locking.entries().forEach(ledger::write);
    preconditions().notes(SystemTime.SYSTEM.now()).forEach(ledger::write);
    Thread walking = Thread.currentThread();
    Operator operator =
        new Operator(
            new Inbox(file.resolveSibling("requests")),
            ledger,
            means,
            request -> asked(request, stop, ledger, walking));
    Interrupts.listen(signal -> heard(signal, stop, ledger, walking));
    Engine engine = new Engine(run, compiled.plan(), ledger, stop, means, console);
    Thread keeper = locking.keep(ledger, stop, walking, terminal);
    Verdict verdict;
    try {
      verdict = watched(console, operator, engine);
    } finally {
      keeper.interrupt();
      keeper.join();
      locking.release(ledger);
      notifier.finish();
    }
    RunView view = KeptRun.ended(file, terminal);
    if (ask.json) {
      terminal.json(view);
    } else {
      terminal.line("");
      terminal.print(RunText.of(view, terminal.style(), terminal.zone()));
    }
    if (locking.lost()) {
      return ExitCode.LOCKED;
    }
    return code(verdict);
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

  /** Runs the engine with a heartbeat on the console, and hears operators in other terminals. */
  private Verdict watched(RunConsole console, Operator operator, Engine engine)
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
      return engine.run();
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
