package dev.drover.report;

import dev.drover.journal.Entry;
import dev.drover.report.RunView.AskedView;
import dev.drover.report.RunView.AttemptView;
import dev.drover.report.RunView.CourseView;
import dev.drover.report.RunView.LeaseView;
import dev.drover.report.RunView.PolicyNoteView;
import dev.drover.report.RunView.SetAsideView;
import dev.drover.review.PlanDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Walks a journal once and notes who did what when. */
final class RunFold {

  /** An attempt of which the end is not known yet. */
  private record Begun(String by, Instant from) {}

  private final boolean running;
  private final RunSteps steps;
  private final RunBrackets brackets = new RunBrackets();
  private final RunWaits waits = new RunWaits();
  private final List<AttemptView> attempts = new ArrayList<>();
  private final List<AskedView> asked = new ArrayList<>();
  private final List<PolicyNoteView> policies = new ArrayList<>();
  private final List<SetAsideView> setAside = new ArrayList<>();
  private final List<LeaseView> leases = new ArrayList<>();
  private final Map<String, Entry.LeaseTaken> held = new LinkedHashMap<>();
  private Optional<Begun> attempt = Optional.empty();
  private Optional<Entry.RunEnded> end = Optional.empty();
  private Instant last = Instant.EPOCH;

  private RunFold(Optional<PlanDocument> plan, boolean running) {
    this.running = running;
    this.steps = new RunSteps(plan);
  }

  static RunFold of(List<Entry> entries, Optional<PlanDocument> plan, boolean running) {
    RunFold fold = new RunFold(plan, running);
    for (Entry entry : entries) {
      fold.apply(entry);
      fold.last = entry.at();
    }
    fold.finish();
    return fold;
  }

  private void apply(Entry entry) {
    steps.apply(entry);
    brackets.apply(entry);
    waits.apply(entry);
    switch (entry) {
      case Entry.RunBegan began -> begin(new Begun(began.by(), began.at()));
      case Entry.RunResumed resumed -> {
        over(false);
        waits.away(end.map(Entry.RunEnded::at).orElse(last), resumed.at());
        end = Optional.empty();
        begin(new Begun(resumed.by(), resumed.at()));
      }
      case Entry.RunEnded ended -> end = Optional.of(ended);
      case Entry.PolicyNoted policy -> {
        policies.add(new PolicyNoteView(policy.policy(), policy.at(), policy.words()));
        if (policy.setAside()) {
          String by = attempt.map(Begun::by).orElse("");
          setAside.add(new SetAsideView(policy.policy(), by, policy.at(), policy.words()));
        }
      }
      case Entry.StopAsked stop ->
          asked(stop, stop.by(), stop.abort() ? "abort" : "stop", "", stop.reason());
      case Entry.PauseAsked pause -> asked(pause, pause.by(), "pause", "", pause.reason());
      case Entry.ContinueAsked go -> asked(go, go.by(), "continue", "", go.reason());
      case Entry.SkipAsked skip -> asked(skip, skip.by(), "skip", skip.step(), skip.reason());
      case Entry.RetryAsked retry ->
          asked(retry, retry.by(), "retry", retry.step(), retry.reason());
      case Entry.LeaseTaken lease -> {
        Entry.LeaseTaken before = held.get(lease.cluster());
        if (before == null || before.token() != lease.token()) {
          held.put(lease.cluster(), lease);
        }
      }
      case Entry.LeaseLost lost -> given(lost.cluster(), lost.at(), "lost", lost.why());
      case Entry.LeaseReleased released -> given(released.cluster(), released.at(), "released", "");
      default -> {} // told by what follows from them
    }
  }

  private void asked(Entry entry, String by, String what, String step, String reason) {
    asked.add(new AskedView(entry.at(), by, what, step, reason));
  }

  private void given(String cluster, Instant at, String state, String why) {
    Entry.LeaseTaken lease = held.remove(cluster);
    if (lease != null) {
      leases.add(
          new LeaseView(
              cluster, lease.place(), lease.token(), lease.at(), Optional.of(at), state, why));
    }
  }

  private void begin(Begun begun) {
    attempt = Optional.of(begun);
  }

  /** An attempt is over, or its journal ends. */
  private void over(boolean atTheEnd) {
    List<String> doubt = steps.over(last, atTheEnd && running);
    attempt.ifPresent(begun ->
        attempts.add(
            new AttemptView(
                attempts.size() + 1,
                begun.by(),
                begun.from(),
                end.map(Entry.RunEnded::at).orElse(last),
                Standing.verdict(end, atTheEnd && running),
                Standing.why(end, atTheEnd && running),
                atTheEnd && running ? List.of() : doubt)));
  }

  private void finish() {
    over(true);
    waits.over(end.map(Entry.RunEnded::at).orElse(last), last);
    held.values()
        .forEach(lease ->
            leases.add(
                new LeaseView(
                    lease.cluster(),
                    lease.place(),
                    lease.token(),
                    lease.at(),
                    Optional.empty(),
                    "held",
                    "")));
  }

  List<AttemptView> attempts() {
    return List.copyOf(attempts);
  }

  List<AskedView> asked() {
    return List.copyOf(asked);
  }

  List<PolicyNoteView> policies() {
    return List.copyOf(policies);
  }

  List<SetAsideView> setAside() {
    return List.copyOf(setAside);
  }

  List<LeaseView> leases() {
    return List.copyOf(leases);
  }

  CourseView course() {
    return new CourseView(steps.views(), brackets.views(), waits.views(), steps.notRun());
  }
}
