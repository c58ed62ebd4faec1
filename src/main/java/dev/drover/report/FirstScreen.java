package dev.drover.report;

import dev.drover.report.Answer.Line;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanDocument.CapacityView;
import dev.drover.review.PlanDocument.NoteView;
import dev.drover.review.PlanDocument.ProblemView;
import dev.drover.review.PlanDocument.SignaturesView;
import dev.drover.review.PlayView;
import dev.drover.review.StepView;
import dev.drover.schema.Durations;
import dev.drover.task.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a change review asks first, and what the plan answers; all renderings begin with it. What
 * the plan knows nothing of is left out.
 */
final class FirstScreen {

  private final PlanDocument plan;
  private final StepNames names;
  private final List<Answer> answers = new ArrayList<>();

  private FirstScreen(PlanDocument plan) {
    this.plan = plan;
    this.names = new StepNames(plan);
  }

  static List<Answer> of(PlanDocument plan) {
    FirstScreen screen = new FirstScreen(plan);
    screen.answer("Refused", screen.problems());
    screen.answer("Runbook", screen.edition());
    screen.answer("Changes", screen.changes());
    screen.answer("Order", screen.order());
    screen.answer("Window", PolicyWords.window(plan));
    screen.answer("Down already", screen.down());
    screen.answer("Out of service", OutOfService.lines(plan, screen.names));
    screen.answer("Lowest capacity", screen.capacity());
    screen.answer("On failure", List.of(Line.of(plan.onFailure())));
    screen.answer("Can't be undone", screen.notes(plan.irreversible()));
    screen.answer("Not checked", screen.unchecked());
    screen.answer("Duration", Expected.duration(plan));
    screen.answer("Critical path", Expected.critical(plan, screen.names));
    screen.answer("Asks a person", screen.notes(plan.confirmations()));
    screen.answer("Signatures", screen.signatures());
    screen.answer("Policies", PolicyWords.lines(plan));
    return List.copyOf(screen.answers);
  }

  private List<Line> signatures() {
    SignaturesView rule = plan.runbook().signatures();
    return rule.signers() == 0
        ? List.of()
        : List.of(
            Line.of(
                (rule.signers() == 1 ? "1 person" : rule.signers() + " people")
                    + " must sign it (keys in "
                    + rule.allowed()
                    + "), "
                    + Durations.text(Duration.ofSeconds(rule.valid()))
                    + " at most before it runs"));
  }

  private void answer(String question, List<Line> lines) {
    if (!lines.isEmpty()) {
      answers.add(new Answer(question, lines));
    }
  }

  private List<Line> problems() {
    List<Line> lines = new ArrayList<>();
    for (ProblemView problem : plan.problems()) {
      lines.add(Line.bad(problem.host() + ": " + problem.problem()));
    }
    return lines;
  }

  /** From which commit the runbook is; that it is changed since is a thing to know. */
  private List<Line> edition() {
    String words = EditionWords.of(plan.basis().edition());
    return words.isEmpty()
        ? List.of()
        : List.of(plan.basis().edition().dirty() ? Line.careful(words) : Line.of(words));
  }

  private List<Line> changes() {
    Map<Sign, Long> tally =
        plan.plays().stream()
            .flatMap(play -> play.steps().stream())
            .collect(
                Collectors.groupingBy(
                    step -> Sign.of(step.state()),
                    () -> new EnumMap<>(Sign.class),
                    Collectors.counting()));
    Set<String> hosts = new LinkedHashSet<>();
    Set<String> others = new LinkedHashSet<>();
    for (PlayView play : plan.plays()) {
      hosts.addAll(play.hosts());
      others.addAll(play.others());
    }
    others.removeAll(hosts);
    String alone =
        others.isEmpty() ? "" : "; " + Count.of(others.size(), "host", "is", "are") + " left alone";
    return List.of(
        Line.of(
            Count.of(hosts.size(), "host") + ": " + HostNames.brief(List.copyOf(hosts)) + alone),
        Line.of(
            Count.of(tally.values().stream().mapToLong(Long::longValue).sum(), "step")
                + ": "
                + tally.entrySet().stream()
                    .map(entry -> entry.getValue() + " " + entry.getKey().tally())
                    .collect(Collectors.joining(", "))));
  }

  private List<Line> order() {
    List<String> all =
        plan.plays().stream().flatMap(play -> play.hosts().stream()).distinct().toList();
    List<Line> lines = new ArrayList<>();
    for (PlayView play : plan.plays()) {
      lines.add(
          Line.of(
              (lines.size() + 1)
                  + ". "
                  + play.name()
                  + ": "
                  + (all.equals(play.hosts()) ? "" : WindowWords.hosts(play) + ", ")
                  + WindowWords.ofOrder(play)));
    }
    return lines;
  }

  /** Hosts that nobody has taken out, and that take no traffic all the same. */
  private List<Line> down() {
    return plan.facts().stream()
        .filter(fact -> Observation.isDown(fact.name()))
        .map(fact -> Line.careful(fact.subject() + ": " + fact.value()))
        .toList();
  }

  private List<Line> capacity() {
    CapacityView capacity = plan.capacity();
    String words =
        capacity.lowest()
            + " of "
            + capacity.hosts()
            + " in service at any moment"
            + (capacity.ifStepsFail() < capacity.lowest()
                ? ", and " + capacity.ifStepsFail() + " if steps fail"
                : "")
            + " (policy: at least "
            + capacity.minimum()
            + ")";
    return List.of(
        capacity.lowest() < capacity.minimum()
            ? Line.bad(words)
            : capacity.lowest() == 0 && capacity.hosts() > 0 && takesOut()
                ? Line.careful(words)
                : Line.of(words));
  }

  private boolean takesOut() {
    return plan.plays().stream().anyMatch(OutOfService::takesOut);
  }

  private List<Line> notes(List<NoteView> notes) {
    return notes.stream()
        .map(note -> Line.careful(note.what() + " (" + names.of(note.steps()) + ")"))
        .toList();
  }

  private List<Line> unchecked() {
    List<Line> lines = new ArrayList<>();
    if (plan.basis().offline()) {
      lines.add(Line.careful("made offline: no host was looked at"));
    }
    for (PlayView play : count(Sign.UNCHECKED) == 0 ? List.<PlayView>of() : plan.plays()) {
      for (TaskRow row : TaskRow.of(play)) {
        if (row.sign() == Sign.UNCHECKED) {
          lines.add(
              Line.careful(
                  "`%s` on %s: %s"
                      .formatted(row.title(), row.whom(), String.join("; ", row.details()))));
        }
      }
    }
    long later = count(Sign.UNKNOWN_UNTIL);
    if (later > 0) {
      lines.add(
          Line.of(
              "what "
                  + Count.of(later, "step", "does", "do")
                  + " rests on what earlier steps leave behind"));
    }
    return lines;
  }

  private long count(Sign sign) {
    return plan.plays().stream()
        .flatMap(play -> play.steps().stream())
        .map(StepView::state)
        .filter(state -> Sign.of(state) == sign)
        .count();
  }
}
