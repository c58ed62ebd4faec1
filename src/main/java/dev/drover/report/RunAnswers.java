package dev.drover.report;

import dev.drover.report.Answer.Line;
import dev.drover.report.RunView.AttemptView;
import dev.drover.report.RunView.FailureView;
import dev.drover.report.RunView.HeldView;
import dev.drover.report.RunView.HostView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is asked first about a run, and what its view answers; all reports begin with it. */
final class RunAnswers {

  private final RunView run;
  private final RunTimes times;
  private final List<Answer> answers = new ArrayList<>();

  private RunAnswers(RunView run, RunTimes times) {
    this.run = run;
    this.times = times;
  }

  static List<Answer> of(RunView run, RunTimes times) {
    RunAnswers all = new RunAnswers(run, times);
    all.answer("Verdict", List.of(all.verdict()));
    all.answer("What to do", all.next());
    all.answer("Open now", all.open());
    all.answer("Failed", all.failures());
    all.answer("In doubt", all.inDoubt());
    all.answer("Capacity", all.capacity());
    all.answer("Work done", all.work());
    all.answer("When", List.of(all.when()));
    all.answer("Who", all.who());
    all.answer("Runbook", all.runbook());
    all.answer("Plan", all.plan());
    all.answer("Set aside", all.setAside());
    return List.copyOf(all.answers);
  }

  private void answer(String question, List<Line> lines) {
    if (!lines.isEmpty()) {
      answers.add(new Answer(question, lines));
    }
  }

  private Line verdict() {
    String words =
        run.standing()
            + (run.verdict().equals("running") ? " since " : " after ")
            + RunTimes.took(run.began(), run.last())
            + ": "
            + run.why();
    return switch (run.verdict()) {
      case "finished" -> Line.good(words);
      case "running" -> Line.of(words);
      default -> Line.bad(words);
    };
  }

  private List<Line> next() {
    boolean running = run.verdict().equals("running");
    return run.next().stream()
        .map(next -> "`" + next.command() + "` " + next.what())
        .map(words -> running ? Line.of(words) : Line.careful(words))
        .toList();
  }

  private List<Line> open() {
    List<Line> lines = new ArrayList<>();
    run.open()
        .forEach(open -> {
          lines.add(
              Line.bad(
                  open.what()
                      + ": "
                      + open.subject()
                      + ", since "
                      + at(open.since())
                      + ", by "
                      + open.step()
                      + " of "
                      + open.owner()));
          lines.add(Line.of("not closed: " + open.why()));
          lines.add(Line.of("by hand: " + open.byHand()));
        });
    run.inDoubt()
        .forEach(step ->
            lines.add(Line.bad("in doubt: " + step.step() + ", since " + at(step.since()))));
    run.notified()
        .forEach(handler ->
            lines.add(
                Line.bad(
                    "handler "
                        + handler.handler()
                        + ", notified by "
                        + handler.step()
                        + ", has not run")));
    return lines.isEmpty() ? List.of(Line.good("nothing is left open")) : lines;
  }

  private List<Line> failures() {
    List<Line> lines = new ArrayList<>();
    for (FailureView failure : run.failures()) {
      String words = failure.step() + ": " + failure.cause();
      lines.add(
          failure.ignored()
              ? Line.of(words + " (ignored)")
              : failure.rescued() ? Line.careful(words + " (rescued)") : Line.bad(words));
      if (!failure.next().isEmpty() && !failure.rescued()) {
        lines.add(Line.of("next: " + failure.next()));
      }
    }
    return lines;
  }

  private List<Line> inDoubt() {
    return run.attempts().stream()
        .filter(attempt -> !attempt.inDoubt().isEmpty())
        .map(attempt ->
            Line.careful(
                "when attempt %d was over, nobody knew how these had ended: %s"
                    .formatted(attempt.number(), String.join(", ", attempt.inDoubt()))))
        .toList();
  }

  private List<Line> capacity() {
    HeldView held = run.capacity();
    if (!held.known() || held.hosts() == 0) {
      return List.of();
    }
    String words =
        "held %d of %d in service at any moment; the plan promised %d%s (policy: at least %d)"
            .formatted(
                held.lowest(),
                held.hosts(),
                held.promised(),
                held.ifStepsFail() < held.promised()
                    ? ", and " + held.ifStepsFail() + " if steps fail"
                    : "",
                held.minimum());
    return List.of(
        held.lowest() >= held.promised()
            ? Line.good(words)
            : held.lowest() >= held.ifStepsFail() ? Line.careful(words) : Line.bad(words));
  }

  private List<Line> work() {
    long hosts = run.hosts().stream().filter(host -> host.host().isPresent()).count();
    return List.of(
        Line.of(
            "%s; steps: %d changed something, %d were ok, %d skipped, %d failed, %d not run"
                .formatted(
                    Count.of(hosts, "host"),
                    run.hosts().stream().mapToInt(HostView::changed).sum(),
                    run.hosts().stream().mapToInt(HostView::ok).sum(),
                    run.hosts().stream().mapToInt(HostView::skipped).sum(),
                    run.hosts().stream().mapToInt(host -> host.failed() + host.rescued()).sum(),
                    run.hosts().stream().mapToInt(HostView::notRun).sum())));
  }

  private Line when() {
    return Line.of(
        at(run.began())
            + (run.verdict().equals("running") || run.verdict().equals("cut_off")
                ? "; last heard of at "
                : " to ")
            + at(run.last()));
  }

  /** A moment as code, so that nobody takes its colons for something else. */
  private String at(Instant moment) {
    return "`" + times.full(moment) + "`";
  }

  private List<Line> who() {
    List<Line> lines = new ArrayList<>();
    for (AttemptView attempt : run.attempts()) {
      lines.add(
          Line.of(
              (attempt.number() == 1 ? "begun by " : "resumed by ")
                  + attempt.by()
                  + " at "
                  + at(attempt.from())));
    }
    if (!run.signers().isEmpty()) {
      lines.add(
          Line.of(
              "signed by "
                  + run.signers().stream()
                      .map(signer ->
                          signer.signer()
                              + " ("
                              + signer.key()
                              + ", "
                              + times.full(signer.made())
                              + ")")
                      .collect(Collectors.joining(", "))));
    }
    return lines;
  }

  private List<Line> runbook() {
    String edition = EditionWords.of(run.edition());
    return run.runbook().isEmpty()
        ? List.of()
        : List.of(
            Line.of(
                run.runbook() + " " + run.version() + (edition.isEmpty() ? "" : ", " + edition)));
  }

  private List<Line> plan() {
    return List.of(
        run.plan().isEmpty()
            ? Line.careful("was not kept; titles and promises are missing here")
            : run.capacity().known()
                ? Line.of("SHA-256 " + run.plan())
                : Line.careful("SHA-256 " + run.plan() + ", which is not at hand"));
  }

  private List<Line> setAside() {
    return run.setAside().stream()
        .map(one ->
            Line.careful(
                "policy "
                    + one.policy()
                    + " by "
                    + one.by()
                    + " at "
                    + times.full(one.at())
                    + ": "
                    + one.why()))
        .toList();
  }
}
