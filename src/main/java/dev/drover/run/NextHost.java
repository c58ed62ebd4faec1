package dev.drover.run;

import dev.drover.journal.Entry;
import dev.drover.model.Host;
import dev.drover.model.Order;
import dev.drover.plan.Lane;
import dev.drover.plan.PlannedPlay;
import dev.drover.plan.StepFacts;
import dev.drover.remote.RemoteException;
import dev.drover.task.Bracket;
import dev.drover.task.Busyness;
import dev.drover.task.Facts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides which host of a play comes next, and journals the choice with its reason. */
final class NextHost {

  private final Running running;
  private final StartLimits limits;

  NextHost(Running running, StartLimits limits) {
    this.running = running;
    this.limits = limits;
  }

  /**
   * The lane to start next. Hosts that an earlier attempt left in work come first, and of these the
   * ones that are out of service: others may have to wait for them.
   */
  Lane of(PlannedPlay play, List<Lane> waiting) throws InterruptedException {
    Optional<Lane> begun =
        waiting.stream()
            .filter(lane -> isOut(lane.host()))
            .findFirst()
            .or(() -> waiting.stream().filter(this::wasBegun).findFirst());
    if (begun.isPresent()) {
      return chosen(play, begun.get(), "it was in work before");
    }
    if (play.order() != Order.LEAST_BUSY) {
      return chosen(
          play,
          waiting.getFirst(),
          play.order().name().toLowerCase(java.util.Locale.ROOT) + " order");
    }
    if (waiting.size() == 1) {
      return chosen(play, waiting.getFirst(), "the last one");
    }
    return leastBusy(play, waiting);
  }

  /**
   * The lanes that may start next to the hosts in work: while any host is in work, or was left out
   * of service, only lanes of its failure domain. The policy may be against further ones.
   */
  List<Lane> eligible(PlannedPlay play, List<Lane> waiting, Set<Host> inWork) {
    return waiting.stream()
        .filter(lane ->
            play.hosts().stream()
                .filter(host -> inWork.contains(host) || isOut(host))
                .allMatch(host -> play.rolling().together(host, lane.host())))
        .filter(lane -> isInWork(lane) || limits.refusal(lane).isEmpty())
        .toList();
  }

  /** Why the policy lets no further lane start; empty if it is not against that. */
  Optional<String> refusal(List<Lane> waiting) {
    return waiting.stream()
        .filter(lane -> !isInWork(lane))
        .flatMap(lane -> limits.refusal(lane).stream())
        .findFirst();
  }

  /**
   * Whether a host was left in work, or out of service: nobody is served by leaving it so. One that
   * the run put back when it ended serves, and waits like those that have not begun.
   */
  private boolean isInWork(Lane lane) {
    return isOut(lane.host())
        || (wasBegun(lane) && new Reopening(running.ledger().state()).in(lane).isEmpty());
  }

  /** The hosts of a play that are out of service, in words. */
  String out(PlannedPlay play) {
    return play.hosts().stream()
        .filter(this::isOut)
        .map(Host::name)
        .collect(Collectors.joining(", "));
  }

  private Lane leastBusy(PlannedPlay play, List<Lane> waiting) throws InterruptedException {
    Order.Busy source = play.busy().orElse(Order.Busy.LOAD);
    Busyness busyness = running.means().busyness(source);
    Map<Lane, Double> measured = new LinkedHashMap<>();
    String unknown = "";
    for (Lane lane : waiting) {
      try {
        Host host = lane.host();
        measured.put(lane, busyness.measure(host, facts(play, lane)));
      } catch (RemoteException e) {
        unknown += "; " + lane.host() + " could not be asked: " + e.getMessage();
      }
    }
    String words = source.name().toLowerCase(java.util.Locale.ROOT);
    if (measured.isEmpty()) {
      return chosen(
          play,
          waiting.getFirst(),
          "inventory order, for no host could be asked its " + words + unknown);
    }
    Lane least =
        measured.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey();
    String values =
        measured.entrySet().stream()
            .map(entry -> entry.getKey().host() + " " + number(entry.getValue()))
            .collect(Collectors.joining(", "));
    return chosen(play, least, "least busy by " + words + ": " + values + unknown);
  }

  private Facts facts(PlannedPlay play, Lane lane) {
    return new StepFacts(
        running.means().doors(),
        lane.steps().getFirst(),
        play.hosts(),
        running.means().doors().scopes().ofHost(lane.host()));
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : "%.2f".formatted(value);
  }

  private Lane chosen(PlannedPlay play, Lane lane, String reason) {
    running
        .ledger()
        .write(new Entry.HostChosen(running.now(), play.play().id(), lane.host().name(), reason));
    return lane;
  }

  private boolean isOut(Host host) {
    return running
        .ledger()
        .state()
        .isOpen(new Bracket(Bracket.Type.NODE_OUT_OF_SERVICE, host.name()));
  }

  /** Whether an earlier attempt left a lane in work. */
  boolean wasBegun(Lane lane) {
    return lane.steps().stream()
        .filter(step -> !step.once())
        .map(step -> step.id().text())
        .anyMatch(step ->
            running.ledger().state().isInDoubt(step)
                || running.ledger().state().ended(step).isPresent());
  }
}
