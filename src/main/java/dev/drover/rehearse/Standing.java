package dev.drover.rehearse;

import dev.drover.journal.RunState;
import dev.drover.plan.Lane;
import dev.drover.plan.Plan;
import dev.drover.plan.PlannedPlay;
import dev.drover.plan.Step;
import dev.drover.sim.World;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Where a run and its world stand, in words without moments: a run goes on in the same way from
 * wherever these are the same.
 */
final class Standing {

  private static final Pattern PROCESS = Pattern.compile("(?m)^(.*\\.pid \\S+ \\S+) .*$");

  private Standing() {}

  /** What is there, without what differs from run to run. */
  static String of(World world) {
    return withoutProcesses(world.describe());
  }

  private static String withoutProcesses(String words) {
    return PROCESS.matcher(words).replaceAll("$1");
  }

  /**
   * The same with what only passes, and with where a run stands.
   *
   * @param groups what has become of groups of its tasks
   */
  static String of(Plan plan, RunState state, Set<String> groups, World world) {
    StringBuilder out = new StringBuilder();
    plan.plays().forEach(play -> play.lanes().forEach(lane -> lane(play, lane, state, out)));
    Set<String> chosen = new TreeSet<>();
    state.chosen().forEach(host -> chosen.add(host.play() + " " + host.host()));
    Set<String> open = new TreeSet<>();
    state.open().forEach(bracket -> open.add(bracket.bracket() + " by " + bracket.step()));
    Set<String> found = new TreeSet<>();
    state.found().forEach(bracket -> found.add(bracket.toString()));
    out.append(chosen).append(open).append(found).append(groups);
    out.append(new TreeMap<>(state.down())).append(new TreeMap<>(state.facts())).append('\n');
    return out.append(withoutProcesses(world.describeMoment())).toString();
  }

  /**
   * How steps have ended. Nobody asks any more what those of a lane that is done have changed,
   * unless a soak looks at it again.
   */
  private static void lane(PlannedPlay play, Lane lane, RunState state, StringBuilder out) {
    boolean done =
        play.rolling().soak().isEmpty()
            && lane.steps().stream().allMatch(step -> state.isFinished(step.id().text()));
    for (Step step : lane.steps()) {
      String id = step.id().text();
      out.append(id).append(state.isInDoubt(id)).append(state.undone(id));
      state
          .ended(id)
          .ifPresent(ended -> {
            out.append(ended.ending()).append(ended.values()).append(ended.unheard());
            out.append(!done && ended.changed());
          });
      out.append('\n');
    }
  }
}
