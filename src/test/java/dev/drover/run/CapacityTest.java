package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.journal.Entry.Verdict;
import dev.drover.model.Host;
import dev.drover.plan.Capacity;
import dev.drover.plan.HeldUp;
import dev.drover.plan.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The computed capacity against every way in which small random plans may go. */
class CapacityTest {

  /** A plan with more states is left out. */
  private static final int STATES = 8_000;

  /** Where only the run knows who stays out, the number next to domains may be too low. */
  private static final Pattern UNSURE =
      Pattern.compile("when:|handlers:|until:|least_busy|always:|parallel:");

  @TempDir Path directory;

  /** How often a computed number was compared, and where it was not the lowest of all ways. */
  private record Compared(int exactly, int safely, List<String> wrong) {}

  @Test
  void isTheLowestOfAllWaysInAnOrderThatIsKnown() throws Exception {
    Compared compared = compare(0, 300, true, plan -> Capacity.of(plan).lowest());
    assertThat(compared.wrong()).isEmpty();
    assertThat(compared.exactly()).isGreaterThan(80);
    assertThat(compared.safely()).isPositive();
  }

  @Test
  void isTheLowestOfAllWaysInAnOrderThatIsDecidedInTheRun() throws Exception {
    Compared compared = compare(50_000, 100, false, plan -> Capacity.of(plan).lowest());
    assertThat(compared.wrong()).isEmpty();
    assertThat(compared.exactly()).isGreaterThan(15);
  }

  /** How many hosts were out at once in a run of the engine, and how many may be. */
  private record Run(String text, int out, int mayBeOut) {}

  @Test
  void noRunEverGoesBelow() throws Exception {
    List<Run> runs = new ArrayList<>();
    for (int seed = 100_000; seed < 100_080; seed++) {
      runs.add(run(new Random(seed), Files.createDirectory(directory.resolve("run-" + seed))));
    }

    assertThat(runs)
        .allSatisfy(
            run -> assertThat(run.out()).as(run.text()).isLessThanOrEqualTo(run.mayBeOut()));
    // Many go as low as they may, so that a limit that is wrong by one would be found.
    assertThat(runs.stream().filter(run -> run.out() == run.mayBeOut())).hasSizeGreaterThan(25);
  }

  /** A run in which hosts may be down before, and fail. */
  private static Run run(Random random, Path directory) throws Exception {
    Fleet fleet = new Fleet(DrawnPlan.MOST);
    FleetRun drawn = DrawnPlan.compiled(random, true, fleet, directory);
    if (random.nextInt(4) == 0) {
      fleet.crash(Set.of(one(drawn, random)));
    }
    if (random.nextBoolean()) {
      fleet.fail(Set.of(one(drawn, random)));
    }
    FleetRun run = drawn.looked();
    Capacity capacity = Capacity.of(run.plan());

    Verdict verdict = run.run(_ -> {}, new Stop(), false);

    int lowest = verdict == Verdict.FINISHED ? capacity.lowest() : capacity.withFailures();
    return new Run(
        Files.readString(directory.resolve("rolling.yml")),
        DrawnPlan.MOST - fleet.lowest(),
        capacity.serving() - lowest);
  }

  private static String one(FleetRun run, Random random) {
    List<Host> hosts = run.plan().hosts();
    return hosts.get(random.nextInt(hosts.size())).name();
  }

  @Test
  void isTheLowestOfAllWaysIfHostsAreDownBefore() throws Exception {
    List<String> wrong = new ArrayList<>();
    int heldUp = 0;
    int compared = 0;
    for (int seed = 200_000; seed < 200_150; seed++) {
      Random random = new Random(seed);
      Fleet fleet = new Fleet(DrawnPlan.MOST);
      fleet.crash(
          Set.copyOf(List.of("h" + (1 + random.nextInt(2)), "h" + (1 + random.nextInt(4)))));
      FleetRun run = DrawnPlan.compiled(random, true, fleet, directory);
      Plan plan = run.looked().plan();
      String text = Files.readString(directory.resolve("rolling.yml"));
      Set<String> down = Capacity.down(plan).keySet();
      Explorer.Explored limited = Explorer.of(plan, Set.of(), down, STATES);
      if (limited.most() < 0 || down.isEmpty()) {
        continue;
      }
      boolean refused = HeldUp.of(plan).isPresent();
      Explorer.Explored explored =
          refused ? Explorer.of(free(run, fleet, text), Set.of(), down, 4 * STATES) : limited;
      boolean plain = !UNSURE.matcher(text).find();
      boolean sure = !text.contains("domain:") || plain;
      boolean stuck = limited.stuck();
      boolean told = text.contains("domain:") || !plain || refused == stuck;
      int computed = Capacity.of(plan).serving() - Capacity.of(plan).lowest();
      compared += sure ? 1 : 0;
      heldUp += refused ? 1 : 0;
      if (explored.most() >= 0
          && ((sure ? computed != explored.most() : computed < explored.most()) || !told)) {
        wrong.add(
            "seed %d: computed %d out, explored %s, refused %s, stuck %s, down %s of\n%s%s\n"
                .formatted(seed, computed, explored, refused, stuck, down, text, racks(plan)));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(heldUp).isGreaterThan(5);
    assertThat(compared).isGreaterThan(40);
  }

  /** The same plan if its policy let any number of hosts be out. */
  private static Plan free(FleetRun run, Fleet fleet, String text) throws Exception {
    return run.reading(
            fleet,
            text.replaceFirst("min_in_service: \\d+", "min_in_service: 0")
                .replaceFirst(", max_out_of_service: \\d+", ""))
        .looked()
        .plan();
  }

  /** What counts only the window, as if hosts came back at once, is found to be wrong. */
  @Test
  void wouldNotPassForAWindowAlone() throws Exception {
    Compared compared =
        compare(
            0,
            60,
            true,
            plan -> {
              int serving = Capacity.of(plan).serving();
              int window = plan.plays().stream().mapToInt(play -> play.window()).max().orElse(0);
              return Math.max(0, serving - window);
            });
    assertThat(compared.wrong()).hasSizeGreaterThan(3);
  }

  private Compared compare(int from, int number, boolean decided, ToIntFunction<Plan> lowest)
      throws Exception {
    List<String> wrong = new ArrayList<>();
    int exactly = 0;
    int safely = 0;
    for (int seed = from; seed < from + number; seed++) {
      FleetRun run = DrawnPlan.compiled(new Random(seed), decided, directory);
      int most = Explorer.most(run.plan(), Set.of(), STATES);
      if (most < 0) {
        continue;
      }
      int computed = lowest.applyAsInt(run.plan());
      int explored = Capacity.of(run.plan()).serving() - most;
      String text = Files.readString(directory.resolve("rolling.yml"));
      boolean sure = !text.contains("domain:") || !UNSURE.matcher(text).find();
      exactly += sure ? 1 : 0;
      safely += sure ? 0 : 1;
      if (sure ? computed != explored : computed > explored) {
        wrong.add(
            "seed %d: computed %d, explored %d of\n%s%s\n"
                .formatted(seed, computed, explored, text, racks(run.plan())));
      }
    }
    return new Compared(exactly, safely, wrong);
  }

  private static List<String> racks(Plan plan) {
    return plan.plays().stream().map(play -> play.hosts() + " " + play.rolling()).toList();
  }
}
