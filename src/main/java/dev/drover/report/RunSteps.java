package dev.drover.report;

import dev.drover.journal.Entry;
import dev.drover.report.RunView.NotRunView;
import dev.drover.report.RunView.StepRunView;
import dev.drover.review.PlanDocument;
import dev.drover.review.StepView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The runs of steps, as a journal tells them one by one. */
final class RunSteps {

  /** A step that has begun and not ended; {@code first} is its first try in this attempt. */
  private record Begun(Entry.StepBegan first, int tries) {}

  private final Map<String, StepView> planned = new HashMap<>();
  private final List<String> all = new ArrayList<>();
  private final Map<String, Begun> begun = new LinkedHashMap<>();
  private final List<StepRunView> views = new ArrayList<>();

  RunSteps(Optional<PlanDocument> plan) {
    plan.ifPresent(document ->
        document
            .plays()
            .forEach(play -> play.steps().forEach(step -> planned.put(step.id(), step))));
  }

  void apply(Entry entry) {
    switch (entry) {
      case Entry.RunBegan run -> all.addAll(run.steps());
      case Entry.StepBegan step ->
          begun.merge(
              step.step(),
              new Begun(step, 1),
              (before, _) -> new Begun(before.first(), before.tries() + 1));
      case Entry.StepEnded step -> ended(step);
      default -> {} // no step's
    }
  }

  private void ended(Entry.StepEnded step) {
    Optional<Begun> before = Optional.ofNullable(begun.remove(step.step()));
    views.add(
        view(
            step.step(),
            before,
            step.at(),
            step.ending().name().toLowerCase(Locale.ROOT),
            Optional.of(step)));
  }

  /** An attempt is over: answers the steps that it left half done. */
  List<String> over(Instant at, boolean running) {
    List<String> steps = List.copyOf(begun.keySet());
    begun.forEach((step, before) ->
        views.add(
            view(
                step,
                Optional.of(before),
                at,
                running ? "running" : "in_doubt",
                Optional.empty())));
    begun.clear();
    return steps;
  }

  /** Those of the plan that no attempt came to. */
  List<NotRunView> notRun() {
    Set<String> ran = views.stream().map(StepRunView::step).collect(Collectors.toSet());
    return all.stream()
        .filter(step -> !ran.contains(step))
        .map(step -> new NotRunView(step, title(step), play(step), host(step)))
        .toList();
  }

  private String title(String id) {
    return Optional.ofNullable(planned.get(id)).map(StepTitle::of).orElse(id);
  }

  private static String play(String id) {
    return id.substring(0, Math.max(0, id.indexOf('/')));
  }

  private static Optional<String> host(String id) {
    return Optional.of(RunView.host(id)).filter(host -> !host.isEmpty());
  }

  private StepRunView view(
      String id,
      Optional<Begun> before,
      Instant until,
      String ending,
      Optional<Entry.StepEnded> end) {
    return new StepRunView(
        id,
        title(id),
        Optional.ofNullable(planned.get(id)).map(StepView::kind).orElse(""),
        play(id),
        host(id),
        before.map(Begun::tries).orElse(0),
        before.map(first -> first.first().at()).orElse(until),
        until,
        ending,
        end.map(Entry.StepEnded::changed).orElse(false),
        end.map(Entry.StepEnded::summary).orElse(""),
        before.map(first -> first.first().arguments()).orElse(Map.of()),
        end.map(Entry.StepEnded::values).orElse(Map.of()),
        end.map(Entry.StepEnded::evidence).orElse(List.of()),
        end.map(Entry.StepEnded::next).orElse(""));
  }

  List<StepRunView> views() {
    return List.copyOf(views);
  }
}
