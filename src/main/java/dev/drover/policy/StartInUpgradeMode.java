package dev.drover.policy;

import dev.drover.model.Host;
import dev.drover.plan.Lane;
import dev.drover.plan.NodeEffects;
import dev.drover.plan.PlannedPlay;
import dev.drover.plan.Step;
import dev.drover.review.PlanDocument.FindingView;
import dev.drover.schema.Version;
import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import dev.drover.task.Installations;
import dev.drover.task.NodeEffect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A node of another version starts only in upgrade mode, or while no other node of its cluster
 * runs: else it changes the database under the others. To put an installation on a host is
 * harmless; to let the host's service start it is not, for a reboot would.
 */
final class StartInUpgradeMode implements Rule {

  @Override
  public String name() {
    return "start_in_upgrade_mode";
  }

  @Override
  public Optional<String> says(Subject subject) {
    return subject.plan().plays().stream()
            .flatMap(play -> play.lanes().stream())
            .anyMatch(lane -> lane.steps().stream().anyMatch(step -> started(step).isPresent()))
        ? Optional.of("No node of another version is started while upgrade mode is off.")
        : Optional.empty();
  }

  /** The installation from which a node will start by a step, now or after a reboot. */
  private static Optional<String> started(Step step) {
    for (NodeEffect effect : NodeEffects.of(step)) {
      if (effect instanceof NodeEffect.Starts(String installation)) {
        return Optional.of(installation);
      }
      if (effect instanceof NodeEffect.Enables(String installation)) {
        return Optional.of(installation);
      }
    }
    return Optional.empty();
  }

  @Override
  public String enforced() {
    return "`start` compares the versions first, and refuses another one while upgrade mode is off.";
  }

  @Override
  public Judgement judge(Subject subject) {
    return new Walk(subject).judgement();
  }

  /** One way through the plan. */
  private static final class Walk {
    private final Subject subject;
    private final SeenNodes seen;
    private final Set<String> upgrading = new HashSet<>();
    private final Set<String> stopped = new HashSet<>();
    private final Map<String, Version> installed = new HashMap<>();
    private final Map<String, Version> finished = new HashMap<>();
    private final List<FindingView> findings = new ArrayList<>();
    private final List<FindingView> open = new ArrayList<>();

    Walk(Subject subject) {
      this.subject = subject;
      this.seen = new SeenNodes(subject.clusters(), subject.plan().seen());
      subject.clusters().clusters().keySet().stream()
          .filter(seen::isInUpgradeMode)
          .forEach(upgrading::add);
    }

    Judgement judgement() {
      for (PlannedPlay play : subject.plan().plays()) {
        RunningVersions versions = new RunningVersions(subject, seen, Set.copyOf(stopped));
        Set<String> before = Set.copyOf(upgrading);
        for (Lane lane : play.lanes()) {
          Set<String> mode = new LinkedHashSet<>(before);
          for (Step step : lane.steps()) {
            if (!step.once() && step.host().equals(lane.host())) {
              ask(step, play, mode, versions);
            }
            walk(step, mode);
          }
          upgrading.addAll(mode);
          upgrading.removeIf(cluster -> before.contains(cluster) && !mode.contains(cluster));
        }
      }
      return Judgement.of(findings, open);
    }

    private void walk(Step step, Set<String> mode) {
      for (BracketEffect effect : step.brackets()) {
        if (effect.bracket().type() == Bracket.Type.UPGRADE_MODE) {
          switch (effect) {
            case BracketEffect.Opens _ -> mode.add(effect.bracket().subject());
            case BracketEffect.Closes _ -> mode.remove(effect.bracket().subject());
          }
        }
      }
      String host = step.host().name();
      for (NodeEffect effect : NodeEffects.of(step)) {
        switch (effect) {
          case NodeEffect.Stops _ -> {
            if (SureStep.is(step)) {
              stopped.add(host);
            }
          }
          case NodeEffect.Starts _ -> stopped.remove(host);
          case NodeEffect.Installs(String directory, Optional<Version> version) ->
              version
                  .or(() -> Installations.named(directory))
                  .ifPresent(of -> installed.put(host + ":" + directory, of));
          case NodeEffect.Finishes(Version version, List<String> _) ->
              cluster(step.host()).ifPresent(of -> finished.put(of, version));
          case NodeEffect.Enables _, NodeEffect.Awaits _ -> {}
        }
      }
    }

    private Optional<String> cluster(Host host) {
      return subject.clusters().product(host).map(product -> product.cluster());
    }

    private void ask(Step step, PlannedPlay play, Set<String> mode, RunningVersions versions) {
      Optional<String> directory = started(step);
      Optional<String> cluster = cluster(step.host());
      if (directory.isEmpty() || cluster.isEmpty() || mode.contains(cluster.get())) {
        return;
      }
      Optional<Version> own =
          Optional.ofNullable(installed.get(step.host().name() + ":" + directory.get()));
      Version version = own.or(() -> Installations.named(directory.get())).orElse(null);
      if (version == null || version.equals(finished.get(cluster.get()))) {
        return;
      }
      Set<String> others = versions.ofOthers(step.host());
      others.remove(version.text());
      if (!others.isEmpty()) {
        findings.add(
            finding(
                step,
                play,
                "it would start %s while the others run %s and upgrade mode is off"
                    .formatted(version, String.join(", ", others))));
      } else if (own.isPresent() && versions.isOneUnseen(step.host())) {
        open.add(
            finding(
                step,
                play,
                "it would start %s, which this plan installs, while upgrade mode is off, and nobody has looked what the others run"
                    .formatted(version)));
      }
    }

    private static FindingView finding(Step step, PlannedPlay play, String problem) {
      return new FindingView(
          play.play().id(),
          step.id().text(),
          step.host().name(),
          problem,
          "put `- upgrade_mode: on` in an earlier play");
    }
  }
}
