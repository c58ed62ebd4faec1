package dev.drover.report;

import dev.drover.journal.Edition;
import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Ending;
import dev.drover.journal.Request;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlayView;
import dev.drover.review.StepView;
import dev.drover.task.Bracket;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The journal of a run of {@link SamplePlan} with something of everything in it: it was paused, its
 * controller was lost, it was resumed the next morning, a step failed, and a node stays out.
 */
final class SampleRun {

  static final ZoneId ZONE = ZoneId.of("UTC");
  static final Instant START = Instant.parse("2026-11-21T01:00:00Z");

  private final PlanDocument plan;
  private final UnaryOperator<String> words;
  private final List<Entry> entries = new ArrayList<>();
  private Instant now = START;

  private SampleRun(PlanDocument plan, UnaryOperator<String> words) {
    this.plan = plan;
    this.words = words;
  }

  /** Of so many hosts, so many of them at once. */
  static RunView of(int hosts, int window) {
    return view(SamplePlan.of(hosts, window), UnaryOperator.identity());
  }

  /** With the same text wherever somebody else may have written one. */
  static RunView saying(String text) {
    return view(SamplePlan.saying(text), _ -> text);
  }

  /** Cut off in the middle of a step; a controller may still be at work. */
  static RunView cutOff(boolean running) {
    PlanDocument plan = SamplePlan.of(3, 1);
    SampleRun run = new SampleRun(plan, UnaryOperator.identity());
    run.firstAttempt();
    return RunView.of("20261121-010000", run.entries, Optional.of(plan), running);
  }

  /** The same without its plan. */
  static RunView withoutPlan() {
    SampleRun run = new SampleRun(SamplePlan.of(3, 1), UnaryOperator.identity());
    run.firstAttempt();
    return RunView.of("20261121-010000", run.entries);
  }

  private static RunView view(PlanDocument plan, UnaryOperator<String> words) {
    SampleRun run = new SampleRun(plan, words);
    run.firstAttempt();
    run.secondAttempt();
    return RunView.of("20261121-010000", run.entries, Optional.of(plan), false);
  }

  private void firstAttempt() {
    List<String> steps =
        plan.plays().stream().flatMap(play -> play.steps().stream()).map(StepView::id).toList();
    add(
        new Entry.RunBegan(
            now,
            "20261121-010000",
            words.apply("bitbucket-rolling-upgrade"),
            words.apply("1.0.0"),
            words.apply("ann@ops1"),
            new Request(
                words.apply("upgrade.yml"),
                List.of(words.apply("inventory")),
                List.of(words.apply("to_version=7.9.4")),
                List.of(),
                1),
            Map.of(),
            steps,
            "0a".repeat(32),
            new Edition(1, "c0ffee".repeat(6), true, words.apply("v1"), "")));
    add(
        new Entry.PlanSigned(
            now, words.apply("carol@example.com"), words.apply("SHA256:abc"), START, START));
    add(new Entry.PolicyNoted(now, "maintenance_window", words.apply("the disk fills up"), true));
    add(
        new Entry.LeaseTaken(
            now, words.apply("bitbucket"), words.apply("the shared home on bb001"), 7));
    for (PlayView play : plan.plays().subList(0, 3)) {
      all(play);
    }
    PlayView upgrade = plan.plays().get(3);
    add(new Entry.PlayBegan(now, "upgrade"));
    host(upgrade, 0);
    add(new Entry.PauseAsked(now, words.apply("bob@ops2"), words.apply("look at the graphs")));
    pass(90);
    add(new Entry.ContinueAsked(now, words.apply("bob@ops2"), words.apply("all is well")));
    List<StepView> second = steps(upgrade, 1);
    for (StepView step : second.subList(0, 3)) {
      step(step, 40, Ending.DONE);
    }
    begin(second.get(3));
    pass(25);
    add(new Entry.HostChosen(now, "upgrade", plan.plays().get(3).hosts().get(2), "next"));
  }

  private void secondAttempt() {
    pass(7 * 3600);
    add(new Entry.RunResumed(now, words.apply("bob@ops2")));
    pass(2);
    PlayView upgrade = plan.plays().get(3);
    for (StepView step : steps(upgrade, 1).subList(3, 9)) {
      step(step, 35, Ending.DONE);
    }
    for (int host = 2; host < upgrade.hosts().size() - 1; host++) {
      host(upgrade, host);
    }
    int last = upgrade.hosts().size() - 1;
    for (StepView step : steps(upgrade, last).subList(0, 4)) {
      step(step, 40, Ending.DONE);
    }
    step(steps(upgrade, last).get(4), 120, Ending.FAILED);
    add(new Entry.StopAsked(now, words.apply("bob@ops2"), false, words.apply("enough for today")));
    Bracket out = service(upgrade.hosts().get(last));
    String opener = steps(upgrade, last).getFirst().id();
    add(new Entry.ClosingBegan(now, out, opener, words.apply("its step failed")));
    pass(4);
    add(
        new Entry.BracketLeft(
            now, out, opener, words.apply("it is not ACTIVE"), words.apply("drover recover x")));
    add(new Entry.LeaseReleased(now, words.apply("bitbucket"), 7));
    add(new Entry.RunEnded(now, Entry.Verdict.FAILED, words.apply("1 host failed")));
  }

  /** A play in which all hosts work at once. */
  private void all(PlayView play) {
    add(new Entry.PlayBegan(now, play.id()));
    List<StepView> steps = play.steps();
    steps.forEach(this::begin);
    pass(12);
    for (StepView step : steps) {
      pass(1);
      end(step, Ending.DONE);
    }
  }

  private void host(PlayView play, int number) {
    add(new Entry.HostChosen(now, play.id(), play.hosts().get(number), "next in the order"));
    pass(6);
    int seconds = 20;
    for (StepView step : steps(play, number)) {
      step(step, seconds, step.state().equals("will_skip") ? Ending.SKIPPED : Ending.DONE);
      seconds = seconds == 20 ? 55 : 20;
    }
  }

  private static List<StepView> steps(PlayView play, int host) {
    return play.steps().stream()
        .filter(step -> step.id().endsWith("[" + play.hosts().get(host) + "]"))
        .toList();
  }

  private void step(StepView step, int seconds, Ending ending) {
    if (ending == Ending.SKIPPED) {
      end(step, ending);
      return;
    }
    if (!step.opens().isEmpty()) {
      add(
          new Entry.BracketOpened(
              now, service(step.host()), step.id(), words.apply("put it back")));
    }
    begin(step);
    pass(seconds);
    if (!step.closes().isEmpty()) {
      add(new Entry.BracketClosed(now, service(step.host()), step.id(), false));
    }
    end(step, ending);
  }

  private void begin(StepView step) {
    add(new Entry.StepBegan(now, step.id(), 1, Map.of("version", words.apply("7.9.4"))));
  }

  private void end(StepView step, Ending ending) {
    boolean failed = ending == Ending.FAILED;
    add(
        new Entry.StepEnded(
            now,
            step.id(),
            ending,
            ending == Ending.DONE && step.state().equals("will_change"),
            words.apply(failed ? "it did not start within 2m" : step.details().getFirst()),
            Map.of("what", words.apply("value")),
            false,
            failed ? List.of(words.apply("WARN heap"), words.apply("ERROR no port")) : List.of(),
            failed ? words.apply("look at its log") : ""));
  }

  private static Bracket service(String host) {
    return new Bracket(Bracket.Type.NODE_OUT_OF_SERVICE, host);
  }

  private void pass(int seconds) {
    now = now.plus(Duration.ofSeconds(seconds));
  }

  private void add(Entry entry) {
    entries.add(entry);
  }
}
