package dev.drover.policy;

import dev.drover.model.Host;
import dev.drover.plan.Lane;
import dev.drover.plan.NodeEffects;
import dev.drover.plan.Plan;
import dev.drover.plan.PlannedPlay;
import dev.drover.plan.Step;
import dev.drover.plan.StepId;
import dev.drover.review.PlanDocument.FindingView;
import dev.drover.schema.Version;
import dev.drover.task.NodeEffect;
import dev.drover.task.NodeEffect.Finishes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An upgrade is finished only behind a gate of every node of the cluster: the product's own
 * readiness leaves nodes out that are OFFLINE. What runs once is run by the host that comes first,
 * so only what stands in earlier plays is sure to be behind all hosts.
 */
final class ApproveLast implements Rule {

  @Override
  public String name() {
    return "approve_last";
  }

  @Override
  public Optional<String> says(Subject subject) {
    return finishes(subject.plan())
        ? Optional.of("No upgrade is approved before every node of its cluster is at the target.")
        : Optional.empty();
  }

  private static boolean finishes(Plan plan) {
    return plan.plays().stream()
        .flatMap(play -> play.lanes().stream())
        .flatMap(lane -> lane.steps().stream())
        .anyMatch(step -> NodeEffects.of(step).stream().anyMatch(Finishes.class::isInstance));
  }

  @Override
  public String enforced() {
    return "`approve` asks the cluster first, and refuses unless every node of the inventory is"
        + " ACTIVE at the version.";
  }

  @Override
  public Judgement judge(Subject subject) {
    return new Walk(subject).judgement();
  }

  /** One way through the plan. */
  private static final class Walk {
    private final Subject subject;
    private final SeenNodes seen;

    /** The version at which each host was waited for, behind whatever was done to it. */
    private final Map<String, Version> ready = new LinkedHashMap<>();

    private final Set<String> touched = new HashSet<>();
    private final List<FindingView> findings = new ArrayList<>();
    private final List<FindingView> open = new ArrayList<>();

    Walk(Subject subject) {
      this.subject = subject;
      this.seen = new SeenNodes(subject.clusters(), subject.plan().seen());
    }

    Judgement judgement() {
      Set<StepId> asked = new HashSet<>();
      for (PlannedPlay play : subject.plan().plays()) {
        Map<String, Version> before = Map.copyOf(ready);
        for (Lane lane : play.lanes()) {
          for (Step step : lane.steps()) {
            NodeEffects.of(step, Finishes.class).stream()
                .filter(_ -> asked.add(step.id()))
                .forEach(
                    finish -> ask(step, play, finish, play.lanes().size() == 1 ? ready : before));
            walk(step, lane);
          }
        }
      }
      return Judgement.of(findings, open);
    }

    private void walk(Step step, Lane lane) {
      String host = lane.host().name();
      if (!step.host().equals(lane.host())) {
        return;
      }
      for (NodeEffect effect : NodeEffects.of(step)) {
        switch (effect) {
          case NodeEffect.Stops _, NodeEffect.Starts _ -> {
            touched.add(host);
            ready.remove(host);
          }
          case NodeEffect.Awaits(Optional<Version> version) -> {
            if (SureStep.is(step)) {
              version.ifPresent(at -> ready.put(host, at));
            }
          }
          case NodeEffect.Installs _, NodeEffect.Enables _, Finishes _ -> {}
        }
      }
    }

    private void ask(Step step, PlannedPlay play, Finishes finish, Map<String, Version> known) {
      for (Host host : members(step.host())) {
        boolean there =
            finish.except().contains(host.name())
                || finish.version().equals(known.get(host.name()))
                || isThere(host, finish.version());
        if (!there) {
          boolean unseen = seen.version(host).isEmpty() && !touched.contains(host.name());
          (unseen ? open : findings).add(finding(step, play, host, finish.version()));
        }
      }
    }

    /** A node that the plan leaves alone may be at the target already. */
    private boolean isThere(Host host, Version version) {
      return !touched.contains(host.name())
          && seen.version(host).equals(Optional.of(version.text()))
          && seen.state(host).equals(Optional.of("ACTIVE"));
    }

    private List<Host> members(Host host) {
      return subject.clusters().members(host).stream()
          .flatMap(name -> subject.inventory().host(name).stream())
          .toList();
    }

    private static FindingView finding(Step step, PlannedPlay play, Host host, Version version) {
      return new FindingView(
          play.play().id(),
          step.id().text(),
          host.name(),
          "nothing in an earlier play waits until it is ACTIVE at " + version,
          "put `- wait_status: {node: ACTIVE, version: %s}` for every node in front of `%s`"
              .formatted(version, step.task().name()));
    }
  }
}
