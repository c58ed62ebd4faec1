package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.plan.Capacity;
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
