package dev.drover.review;

import dev.drover.review.PlanDocument.Basis;
import dev.drover.review.PlanDocument.FactView;
import dev.drover.review.PlanDocument.InputView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Something that a plan rests on and that is no longer as it was when the plan was made. What the
 * plan calls live is not compared, nor what follows from earlier runs, such as durations.
 *
 * @param what its sort and its name
 * @param was as the plan has it
 * @param now as it is found
 */
public record Drift(String what, String was, String now) {

  private static final String ABSENT = "not there";

  /** The files of a plan that are not as they were. */
  public static List<Drift> ofInputs(List<InputView> planned, List<InputView> found) {
    return compared(
        named(planned, input -> input.role() + " " + input.name(), Drift::checksum),
        named(found, input -> input.role() + " " + input.name(), Drift::checksum));
  }

  private static String checksum(InputView input) {
    return "SHA-256 " + PlanFile.shown(input.sha256());
  }

  /** What was given and read, and is not as it was; it is known without any connection. */
  public static List<Drift> ofBasis(Basis planned, Basis now) {
    List<Drift> drifts = new ArrayList<>();
    drifts.addAll(
        compared(
            Map.of("version of drover", planned.drover()),
            Map.of("version of drover", now.drover())));
    drifts.addAll(ofInputs(planned.inputs(), now.inputs()));
    drifts.addAll(
        compared(
            prefixed("parameter ", planned.parameters()),
            prefixed("parameter ", now.parameters())));
    return drifts;
  }

  /** All that is not as it was. */
  public static List<Drift> between(PlanDocument planned, PlanDocument found) {
    PlanDocument now = PlanJson.asRead(found);
    List<Drift> drifts = new ArrayList<>(ofBasis(planned.basis(), now.basis()));
    drifts.addAll(compared(plays(planned), plays(now)));
    if (!planned.basis().offline()) {
      drifts.addAll(compared(facts(planned), facts(now)));
      drifts.addAll(compared(steps(planned), steps(now)));
    }
    return drifts;
  }

  private static Map<String, String> prefixed(String prefix, Map<String, String> values) {
    Map<String, String> prefixed = new LinkedHashMap<>();
    values.forEach((name, value) -> prefixed.put(prefix + name, value));
    return prefixed;
  }

  private static Map<String, String> plays(PlanDocument document) {
    Map<String, String> plays = new LinkedHashMap<>();
    for (PlayView play : document.plays()) {
      plays.put("hosts of play " + play.id(), String.join(", ", play.hosts()));
      plays.put("other hosts of play " + play.id(), String.join(", ", play.others()));
    }
    return plays;
  }

  private static Map<String, String> facts(PlanDocument document) {
    return document.facts().stream()
        .filter(fact -> !fact.live())
        .collect(
            Collectors.toMap(
                fact -> fact.name() + " of " + fact.subject(),
                FactView::value,
                (one, other) -> one + ", " + other,
                LinkedHashMap::new));
  }

  private static Map<String, String> steps(PlanDocument document) {
    Map<String, String> steps = new LinkedHashMap<>();
    for (PlayView play : document.plays()) {
      steps.putAll(named(play.steps(), step -> "step " + step.id(), Drift::step));
    }
    return steps;
  }

  private static String step(StepView step) {
    String details = String.join("; ", step.details());
    return step.state().replace('_', ' ')
        + (details.isEmpty() ? "" : " (" + details + ")")
        + (step.arguments().isEmpty() ? "" : " with " + step.arguments());
  }

  private static <T> Map<String, String> named(
      List<T> items, Function<T, String> name, Function<T, String> value) {
    Map<String, String> named = new LinkedHashMap<>();
    items.forEach(item -> named.put(name.apply(item), value.apply(item)));
    return named;
  }

  private static List<Drift> compared(Map<String, String> was, Map<String, String> now) {
    Set<String> names = new LinkedHashSet<>(was.keySet());
    names.addAll(now.keySet());
    return names.stream()
        .map(
            name -> new Drift(name, was.getOrDefault(name, ABSENT), now.getOrDefault(name, ABSENT)))
        .filter(drift -> !drift.was().equals(drift.now()))
        .toList();
  }

  /** In one line. */
  public String words() {
    return what + ": was " + was + ", is " + now;
  }
}
