package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Verdict;
import dev.drover.model.Host;
import dev.drover.plan.Capacity;
import dev.drover.plan.Limited;
import dev.drover.plan.PlannedWindow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Windows, waves, failure domains and throttles of random plays over random fleets. */
class WindowsTest {

  @TempDir Path directory;

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  /** A random play: its text, its hosts, and which of them are changed. */
  private record Drawn(
      String text, List<String> hosts, Optional<List<String>> limit, int throttle) {

    static Drawn of(Random random) {
      int size = 1 + random.nextInt(9);
      boolean domain = random.nextBoolean();
      List<String> hosts =
          IntStream.rangeClosed(1, size)
              .mapToObj(number -> "h" + number + "@" + (char) ('a' + random.nextInt(3)))
              .toList();
      List<String> names = hosts.stream().map(name -> name.replaceFirst("@.*", "")).toList();
      List<String> some = names.stream().filter(_ -> random.nextBoolean()).toList();
      int throttle = 1 + random.nextInt(3);
      String window = window(random);
      String text =
          """
          runbook: rolling
          language: 1
          version: 1.0.0
          policy: {min_in_service: 0, on_failure: %s}
          plays:
            - name: Roll
              hosts: all
              window: %s
              order: %s
              %s
              %s
              tasks:
                - take_out: {}
                - work: {}
                  throttle: %d
                - put_back: {}
          """
              .formatted(
                  one(random, "stop_starting", "stop_at_safe_point", "continue"),
                  window,
                  one(random, "inventory", "reverse", "sorted", "shuffle"),
                  domain ? "domain: rack" : "vars: {}",
                  window.startsWith("[") && random.nextBoolean() ? "soak: 5m" : "tags: [x]",
                  throttle);
      boolean limited = !some.isEmpty() && random.nextInt(3) == 0;
      return new Drawn(text, hosts, limited ? Optional.of(some) : Optional.empty(), throttle);
    }

    private static String window(Random random) {
      List<String> entries = new ArrayList<>();
      int number = 1 + random.nextInt(3);
      for (int i = 0; i < number; i++) {
        entries.add(
            random.nextBoolean()
                ? String.valueOf(1 + random.nextInt(5))
                : (1 + random.nextInt(100)) + "%");
      }
      return number == 1 ? entries.getFirst() : "[" + String.join(", ", entries) + "]";
    }

    private static String one(Random random, String... words) {
      return words[random.nextInt(words.length)];
    }

    FleetRun compile(Fleet fleet, Path directory) throws Exception {
      List<Host> all = List.copyOf(FleetRun.inventory(hosts).hosts().values());
      Limited limited =
          limit
              .map(names ->
                  new Limited(
                      Optional.of(
                          all.stream().filter(host -> names.contains(host.name())).toList()),
                      String.join(",", names)))
              .orElse(Limited.NOT);
      return FleetRun.of(fleet, directory, text, hosts, limited);
    }

    List<String> changed() {
      return limit.orElse(hosts.stream().map(name -> name.replaceFirst("@.*", "")).toList());
    }
  }

  /** Looks at every entry whether what the play promises is kept. */
  private static final class Watch implements Consumer<Entry> {
    private final PlannedWindow rolling;
    private final List<Host> hosts;
    private final int throttle;
    private final Set<String> inWork = new TreeSet<>();
    private final Set<String> working = new TreeSet<>();
    private final Set<String> out = new TreeSet<>();
    private final List<String> chosen = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private boolean resumed;

    Watch(FleetRun run, int throttle) {
      this.rolling = run.plan().plays().getFirst().rolling();
      this.hosts = run.plan().plays().getFirst().hosts();
      this.throttle = throttle;
    }

    @Override
    public synchronized void accept(Entry entry) {
      switch (entry) {
        case Entry.HostChosen host -> chosen(host.host());
        case Entry.StepBegan step when step.step().contains("work") -> {
          working.add(step.step());
          expect(working.size() <= throttle, "throttled to " + throttle + ": " + working);
        }
        case Entry.StepEnded step -> {
          working.remove(step.step());
          boolean last = step.step().contains("put_back");
          if (last || step.ending() == Entry.Ending.FAILED) {
            inWork.remove(host(step.step()));
          }
        }
        case Entry.BracketOpened open -> out.add(open.bracket().subject());
        case Entry.BracketClosed close -> out.remove(close.bracket().subject());
        default -> {} // says nothing of windows
      }
    }

    private void chosen(String name) {
      inWork.add(name);
      chosen.add(name);
      if (!resumed) {
        expectOneWave();
      }
      expect(inWork.size() <= rolling.most(), "at most " + rolling.most() + ": " + inWork);
      Set<String> busy = new TreeSet<>(inWork);
      busy.addAll(out);
      for (String other : busy) {
        expect(rolling.together(host(hosts, name), host(hosts, other)), name + " next to " + other);
      }
    }

    /** In a run without failures: all hosts of a wave are done before others begin. */
    private void expectOneWave() {
      Set<Integer> waves = new TreeSet<>();
      inWork.forEach(host -> waves.add(wave(chosen.indexOf(host))));
      expect(waves.size() == 1, "hosts of two waves: " + inWork);
    }

    private int wave(int index) {
      int end = 0;
      for (int i = 0; i < rolling.waves().size(); i++) {
        end += rolling.waves().get(i).hosts();
        if (index < end) {
          return i;
        }
      }
      return -1;
    }

    private void expect(boolean kept, String words) {
      if (!kept) {
        broken.add(words);
      }
    }

    private static String host(String step) {
      return step.substring(step.indexOf('[') + 1, step.length() - 1);
    }

    private static Host host(List<Host> hosts, String name) {
      return hosts.stream().filter(host -> host.name().equals(name)).findFirst().orElseThrow();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyHostIsDoneOnceAndNoPromiseIsBroken(long seed) throws Exception {
    Drawn drawn = Drawn.of(new Random(seed));
    Fleet fleet = new Fleet(drawn.hosts().size());
    FleetRun run = drawn.compile(fleet, directory);
    Watch watch = new Watch(run, drawn.throttle());

    assertThat(run.run(watch, new Stop(), false)).isEqualTo(Verdict.FINISHED);

    assertThat(watch.broken).as(drawn.text()).isEmpty();
    assertThat(fleet.done().stream().filter(what -> what.startsWith("work ")))
        .containsExactlyInAnyOrderElementsOf(
            drawn.changed().stream().map(host -> "work " + host).toList());
    assertThat(fleet.lowest()).isGreaterThanOrEqualTo(Capacity.of(run.plan()).lowest());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatFailedIsFinishedByResumingAndNoPromiseIsBroken(long seed) throws Exception {
    Random random = new Random(seed);
    Drawn drawn = Drawn.of(random);
    Fleet fleet = new Fleet(drawn.hosts().size());
    Set<String> broken = new TreeSet<>();
    drawn.changed().stream().filter(_ -> random.nextInt(3) == 0).forEach(broken::add);
    fleet.fail(broken);
    FleetRun run = drawn.compile(fleet, directory);
    Watch watch = new Watch(run, drawn.throttle());

    Verdict first = run.run(watch, new Stop(), false);
    assertThat(first).isEqualTo(broken.isEmpty() ? Verdict.FINISHED : Verdict.FAILED);
    assertThat(watch.broken).as(drawn.text()).isEmpty();
    if (first == Verdict.FINISHED) {
      return;
    }
    fleet.fail(Set.of());
    watch.inWork.clear();
    watch.resumed = true;
    assertThat(run.run(watch, new Stop(), true)).isEqualTo(Verdict.FINISHED);
    assertThat(watch.broken).as(drawn.text()).isEmpty();
    assertThat(fleet.out()).isEmpty();
    assertThat(fleet.done().stream().filter(what -> what.startsWith("in ")))
        .containsExactlyInAnyOrderElementsOf(
            drawn.changed().stream().map(host -> "in " + host).toList());
  }
}
