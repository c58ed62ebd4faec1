package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Verdict;
import dev.drover.model.Inventory;
import dev.drover.model.Policy;
import dev.drover.plan.Limited;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the plan and whatever fails: the engine breaks no policy that it keeps. */
class PoliciesKeptTest {

  private static final Duration WORK = Duration.ofMinutes(1);
  private static final int DAYS = 12;

  @TempDir Path directory;

  static LongStream seeds() {
    return LongStream.range(0, 150);
  }

  /** Looks at every entry whether it breaks the policy. */
  private static final class Watch implements Consumer<Entry> {
    private final Policy policy;
    private final Map<String, Set<String>> groups;
    private final int hosts;
    private final int window;
    private final Set<String> out = new TreeSet<>();
    private final Set<String> taken = new TreeSet<>();
    private final Set<String> begun = new TreeSet<>();
    private final List<String> broken = new ArrayList<>();

    Watch(FleetRun run, Inventory inventory) {
      this.policy = run.plan().runbook().policy();
      this.groups = policy.radius().groups(inventory);
      this.hosts = inventory.hosts().size();
      this.window = run.plan().plays().getFirst().window();
    }

    @Override
    public synchronized void accept(Entry entry) {
      switch (entry) {
        case Entry.HostChosen host -> chosen(host);
        case Entry.StepBegan step -> begun.add(step.step().replaceFirst(".*\\[(.*)]", "$1"));
        case Entry.BracketOpened open -> opened(open.bracket().subject());
        case Entry.BracketClosed close -> out.remove(close.bracket().subject());
        default -> {} // says nothing of policies
      }
    }

    private void chosen(Entry.HostChosen host) {
      taken.add(host.host());
      expect(
          taken.size() <= policy.radius().maxHosts().orElse(Integer.MAX_VALUE),
          "too many hosts: " + taken);
      // Other lanes let the time pass between the look at the clock and the entry.
      Instant looked = host.at().minus(WORK.multipliedBy(window));
      expect(
          begun.contains(host.host())
              || policy
                  .maintenance()
                  .map(times ->
                      times.closes(looked).isPresent() || times.closes(host.at()).isPresent())
                  .orElse(true),
          host.host() + " was started at " + host.at());
    }

    private void opened(String host) {
      out.add(host);
      expect(hosts - out.size() >= policy.minInService(), "too few left: " + out);
      expect(out.size() <= policy.mostOut(hosts), "too many out: " + out);
      groups.forEach((group, names) ->
          expect(!out.containsAll(names), "all of " + group + " are out: " + out));
    }

    private void expect(boolean kept, String words) {
      if (!kept) {
        broken.add(words);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noRunAndNoResumedRunBreaksThem(long seed) throws Exception {
    Random random = new Random(seed);
    int size = 2 + random.nextInt(6);
    List<String> hosts =
        IntStream.rangeClosed(1, size)
            .mapToObj(number -> "h" + number + "@" + (char) ('a' + random.nextInt(3)))
            .toList();
    String text = runbook(random, size);
    Fleet fleet = new Fleet(size);
    fleet.workTakes(WORK);
    Set<String> failing = new TreeSet<>();
    IntStream.rangeClosed(1, size)
        .filter(_ -> random.nextInt(5) == 0)
        .forEach(number -> failing.add("h" + number));
    fleet.fail(failing);
    FleetRun run = FleetRun.of(fleet, directory, text, hosts, Limited.NOT);
    Watch watch = new Watch(run, FleetRun.inventory(hosts));

    Verdict verdict = run.run(watch, new Stop(), false);
    fleet.fail(Set.of());
    for (int day = 1; day < DAYS && verdict != Verdict.FINISHED; day++) {
      verdict = run.at(FleetRun.START.plus(Duration.ofDays(day))).run(watch, new Stop(), true);
    }

    assertThat(watch.broken).as(text).isEmpty();
    boolean all = watch.policy.radius().maxHosts().orElse(size) >= size;
    assertThat(verdict).as(text).isEqualTo(all ? Verdict.FINISHED : Verdict.STOPPED);
    assertThat(fleet.out()).isEmpty();
  }

  private static String runbook(Random random, int size) {
    List<String> policy = new ArrayList<>();
    policy.add("min_in_service: " + (random.nextInt(3) == 0 ? 0 : 1));
    policy.add(
        "on_failure: "
            + List.of("stop_starting", "stop_at_safe_point", "continue").get(random.nextInt(3)));
    if (random.nextBoolean()) {
      policy.add("max_out_of_service: " + (1 + random.nextInt(size)));
    }
    if (random.nextInt(3) == 0) {
      policy.add("max_hosts: " + (1 + random.nextInt(size)));
    }
    if (random.nextBoolean()) {
      policy.add("whole_group: " + (random.nextBoolean() ? "not_out" : "not_touched"));
    }
    if (random.nextBoolean()) {
      policy.add(
          "maintenance_window: {from: \"02:00\", until: \"03:0%d\", zone: UTC}"
              .formatted(1 + random.nextInt(5)));
    }
    return """
    runbook: rolling
    language: 1
    version: 1.0.0
    policy: {%s}
    plays:
      - name: Roll
        hosts: all
        window: %d
        tasks:
          - take_out: {}
          - work: {}
          - put_back: {}
    """
        .formatted(String.join(", ", policy), 1 + random.nextInt(size));
  }
}
