package dev.drover.run;

import dev.drover.plan.Capacity;
import dev.drover.plan.Limited;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A small runbook drawn at random, with hosts that leave and enter service in one play or in
 * several, once or often, in groups of all sorts.
 */
record DrawnPlan(String text, List<String> hosts) {

  /** No drawn plan has more hosts. */
  static final int MOST = 4;

  /** One that compiles. */
  static FleetRun compiled(Random random, boolean decided, Path directory) throws Exception {
    return compiled(random, decided, new Fleet(MOST), directory);
  }

  /** One over a fleet that compiles. */
  static FleetRun compiled(Random random, boolean decided, Fleet fleet, Path directory)
      throws Exception {
    while (true) {
      DrawnPlan drawn = of(random, decided);
      Optional<FleetRun> run = drawn.compile(fleet, directory);
      if (run.isPresent() && run.get().plan().plays().stream().anyMatch(Capacity::takesOut)) {
        return run.get();
      }
    }
  }

  private Optional<FleetRun> compile(Fleet fleet, Path directory) throws Exception {
    try {
      return Optional.of(FleetRun.of(fleet, directory, text, hosts, Limited.NOT));
    } catch (AssertionError refused) {
      return Optional.empty(); // what it opens is not closed, for instance
    }
  }

  /**
   * Draws one.
   *
   * @param decided whether the order of hosts is decided before the run
   */
  static DrawnPlan of(Random random, boolean decided) {
    int size = 1 + random.nextInt(MOST);
    List<String> hosts =
        IntStream.rangeClosed(1, size)
            .mapToObj(number -> "h" + number + "@" + (char) ('a' + random.nextInt(2)))
            .toList();
    StringBuilder text =
        new StringBuilder(
            """
            runbook: drawn
            language: 1
            version: 1.0.0
            policy: {min_in_service: %d, on_failure: %s%s}
            plays:
            """
                .formatted(
                    random.nextInt(3) == 0 ? random.nextInt(size) : 0,
                    one(random, "stop_starting", "stop_at_safe_point", "continue"),
                    random.nextInt(4) == 0
                        ? ", max_out_of_service: " + (1 + random.nextInt(size))
                        : ""));
    int plays = 1 + random.nextInt(3);
    for (int i = 0; i < plays; i++) {
      text.append(play(random, size, decided, tasks(random, 1 + random.nextInt(4), 6, true)));
    }
    if (random.nextBoolean()) {
      text.append(play(random, 0, decided, "      - put_back: {}\n"));
    }
    return new DrawnPlan(text.toString(), hosts);
  }

  private static String play(Random random, int size, boolean decided, String tasks) {
    boolean handled = random.nextInt(5) == 0;
    String some =
        IntStream.rangeClosed(1, size)
            .filter(_ -> random.nextInt(4) > 0)
            .mapToObj(number -> "h" + number)
            .collect(Collectors.joining(":"));
    String head =
        """
          - hosts: %s
            window: %s
            order: %s
            %s
            tasks:
              - work: {}
                register: one
              - work: {}
                register: other
        """
            .formatted(
                some.isEmpty() || random.nextBoolean() ? "all" : some,
                window(random),
                decided ? one(random, "inventory", "reverse", "sorted", "shuffle") : "least_busy",
                random.nextInt(3) == 0 ? "domain: rack" : "vars: {}");
    String handlers =
        """
            handlers:
              - name: handler
                %s: {}
        """
            .formatted(one(random, "put_back", "take_out"));
    return head.replace("register: one", "notify: handler\n        register: one")
            .replace(handled ? "@@" : "        notify: handler\n", "")
        + tasks
        + (handled ? handlers : "");
  }

  private static String tasks(Random random, int number, int indent, boolean top) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < number; i++) {
      text.append(task(random, indent, top));
    }
    return text.toString();
  }

  private static String task(Random random, int indent, boolean top) {
    String blank = " ".repeat(indent);
    int kind = random.nextInt(12);
    String inner = indent < 16 ? tasks(random, 1 + random.nextInt(2), indent + 4, false) : "";
    if (kind == 0 && !inner.isEmpty()) {
      return blank + "- parallel:\n" + inner + tasks(random, 1, indent + 4, false);
    }
    if (kind == 1 && !inner.isEmpty()) {
      return blank
          + "- block:\n"
          + inner
          + blank
          + "  always:\n"
          + tasks(random, 1, indent + 4, false);
    }
    if (kind == 2 && !inner.isEmpty()) {
      return blank
          + "- block:\n"
          + inner
          + blank
          + "  retry: {times: 2, delay: 1s"
          + (random.nextBoolean() ? ", until: one.changed" : "")
          + "}\n";
    }
    String what = one(random, "take_out", "take_out", "take_out", "put_back", "put_back", "work");
    List<String> keywords = new ArrayList<>();
    if (top && random.nextInt(6) == 0) {
      keywords.add("run_once: true");
    }
    if (random.nextInt(6) == 0) {
      keywords.add("when: " + one(random, "one.changed", "other.changed"));
    }
    if (what.equals("work") && random.nextInt(3) == 0) {
      keywords.add("throttle: 1");
    }
    return blank
        + "- "
        + what
        + ": {}\n"
        + keywords.stream()
            .map(keyword -> blank + "  " + keyword + "\n")
            .collect(Collectors.joining());
  }

  private static String window(Random random) {
    int number = 1 + random.nextInt(3);
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      entries.add(
          random.nextInt(4) > 0
              ? String.valueOf(1 + random.nextInt(4))
              : (1 + random.nextInt(100)) + "%");
    }
    return number == 1 ? entries.getFirst() : "[" + String.join(", ", entries) + "]";
  }

  private static String one(Random random, String... words) {
    return words[random.nextInt(words.length)];
  }
}
