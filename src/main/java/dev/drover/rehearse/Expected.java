package dev.drover.rehearse;

import dev.drover.model.Host;
import dev.drover.plan.Step;
import dev.drover.schema.Bound;
import dev.drover.schema.Version;
import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import dev.drover.task.Kinds.Registered;
import dev.drover.task.NodeEffect;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a plan expects of the world before its first step. */
final class Expected {

  private static final String SOME_VERSION = "7.9.0";

  private final List<Step> steps;
  private final Set<Bracket> open = new HashSet<>();
  private final Set<String> stopped = new HashSet<>();

  private Expected(List<Step> steps) {
    this.steps = steps;
  }

  static Expected of(Rehearsable site) {
    Expected expected = new Expected(site.plan().steps());
    Set<Bracket> seen = new HashSet<>();
    Set<String> touched = new HashSet<>();
    for (Step step : expected.steps) {
      for (BracketEffect effect : step.brackets()) {
        if (seen.add(effect.bracket()) && effect instanceof BracketEffect.Closes) {
          expected.open.add(effect.bracket());
        }
      }
      for (NodeEffect effect : effects(step)) {
        boolean runs = effect instanceof NodeEffect.Starts;
        if ((runs || effect instanceof NodeEffect.Stops)
            && touched.add(step.host().name())
            && runs) {
          expected.stopped.add(step.host().name());
        }
      }
    }
    return expected;
  }

  /** Whether it must be open, for the plan closes it without having opened it. */
  boolean isOpen(Bracket bracket) {
    return open.contains(bracket);
  }

  /** Whether the product of a host must be stopped, for the plan starts it first. */
  boolean isStopped(Host host) {
    return stopped.contains(host.name());
  }

  /** The installations that the plan starts from without having made them. */
  Stream<String> startsFrom(Host host) {
    List<NodeEffect> effects =
        steps.stream()
            .filter(step -> step.host().equals(host))
            .flatMap(step -> effects(step).stream())
            .toList();
    Set<String> made = new HashSet<>();
    Set<String> started = new HashSet<>();
    for (NodeEffect effect : effects) {
      switch (effect) {
        case NodeEffect.Installs(String installation, Optional<Version> _) ->
            made.add(installation);
        case NodeEffect.Starts(String installation) -> started.add(installation);
        case NodeEffect.Enables(String installation) -> started.add(installation);
        case NodeEffect.Stops _, NodeEffect.Awaits _, NodeEffect.Finishes _ -> {}
      }
    }
    started.removeAll(made);
    return started.stream().sorted();
  }

  /** A release that can be upgraded to the one that the plan installs on a host. */
  String versionBefore(Host host) {
    return steps.stream()
        .filter(step -> step.host().equals(host))
        .flatMap(step -> effects(step).stream())
        .flatMap(effect ->
            effect instanceof NodeEffect.Installs(String _, Optional<Version> version)
                ? version.stream()
                : Stream.of())
        .findFirst()
        .map(version -> before(version.text()))
        .orElse(SOME_VERSION);
  }

  private static String before(String version) {
    int dot = version.lastIndexOf('.');
    return dot < 0 || version.endsWith(".0") ? version : version.substring(0, dot) + ".0";
  }

  private static List<NodeEffect> effects(Step step) {
    return step.arguments() instanceof Bound.Ready<?> ready
        ? effects(step.kind(), ready.arguments())
        : List.of();
  }

  private static <A extends Record> List<NodeEffect> effects(Registered<A> kind, Record arguments) {
    return kind.kind().nodeEffects(kind.own(arguments));
  }
}
