package dev.drover.report;

import dev.drover.journal.Entry;
import dev.drover.plan.Plan;
import dev.drover.plan.Step;
import dev.drover.report.Style.Tone;
import dev.drover.run.Progress;
import dev.drover.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Tells a run as it happens: one line per event. */
public final class RunConsole implements Consumer<Entry>, Progress {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  /** A step that ends sooner need not say how it goes. */
  private static final Duration SHORT = Duration.ofMillis(1500);

  /** A step says how it goes at most this often, and is shown to be alive at least this often. */
  private static final Duration PACE = Duration.ofSeconds(5);

  /** A soak says how long it still takes this often. */
  private static final Duration SOAK_PACE = Duration.ofSeconds(30);

  private Optional<Entry.SoakBegan> soaking = Optional.empty();
  private Instant soakTold = Instant.EPOCH;
  private final ConsoleLines lines;
  private final Map<String, Instant> began = new LinkedHashMap<>();
  private final Map<String, Instant> heard = new HashMap<>();
  private final Map<String, Integer> unheard = new LinkedHashMap<>();
  private final Map<String, String> said = new HashMap<>();
  private final Set<String> failed = new LinkedHashSet<>();
  private Optional<Instant> unended = Optional.empty();
  private final String run;
  private final Optional<HostsInHand> inHand;
  private final Consumer<String> out;
  private final Style style;
  private final ZoneId zone;
  private final Clock clock;

  /** Tells the run of {@code plan} to {@code out}, line by line. */
  public RunConsole(
      Plan plan, String run, Consumer<String> out, Style style, ZoneId zone, Clock clock) {
    this(ConsoleNames.of(plan), run, Optional.of(new HostsInHand(plan)), out, style, zone, clock);
  }

  /** Tells a run in which things are called by {@code names}. */
  public RunConsole(
      ConsoleNames names, String run, Consumer<String> out, Style style, ZoneId zone, Clock clock) {
    this(names, run, Optional.empty(), out, style, zone, clock);
  }

  private RunConsole(
      ConsoleNames names,
      String run,
      Optional<HostsInHand> inHand,
      Consumer<String> out,
      Style style,
      ZoneId zone,
      Clock clock) {
    this.lines = new ConsoleLines(names, style);
    this.run = run;
    this.inHand = inHand;
    this.out = out;
    this.style = style;
    this.zone = zone;
    this.clock = clock;
  }

  @Override
  public synchronized void accept(Entry entry) {
    inHand.ifPresent(hosts -> hosts.apply(entry));
    if (entry instanceof Entry.RunResumed) {
      resumed();
    }
    unended = entry instanceof Entry.RunEnded ? Optional.empty() : Optional.of(entry.at());
    switch (entry) {
      case Entry.SoakBegan soak -> {
        soaking = Optional.of(soak);
        soakTold = soak.at();
      }
      case Entry.SoakEnded _ -> soaking = Optional.empty();
      case Entry.StepBegan step -> {
        soaking = Optional.empty(); // a retry breaks it off
        began.putIfAbsent(step.step(), step.at());
        heard.put(step.step(), step.at());
        failed.remove(step.step());
      }
      case Entry.StepEnded step -> ended(step);
      case Entry.RescueBegan rescue -> failed.removeAll(rescue.failed());
      case Entry.SkipAsked skip -> failed.remove(skip.step());
      case Entry.RetryAsked retry -> failed.remove(retry.step());
      case Entry.PlayBegan _, Entry.StopAsked _, Entry.LeaseLost _ ->
          failed.clear(); // only a resumed run comes back to it
      default -> {} // nothing goes on that is to be told later
    }
    if (!(entry instanceof Entry.NoticeLost lost) || isFirst(lost)) {
      lines.of(entry).forEach(words -> line(entry.at(), words));
    }
    if (entry instanceof Entry.RunEnded) {
      undelivered(entry.at());
    }
    if (entry instanceof Entry.StopAsked stop) {
      stopAsked(stop);
    }
  }

  /** The trouble with a recipient is told once, and counted at the end. */
  private boolean isFirst(Entry.NoticeLost lost) {
    return unheard.merge(lost.recipient(), 1, Integer::sum) == 1;
  }

  private void undelivered(Instant at) {
    unheard.forEach((who, count) -> {
      if (count > 1) {
        line(at, "notify %s: %d notices could not be delivered".formatted(who, count));
      }
    });
    unheard.clear();
  }

  /** What an earlier controller had in work is nobody's any more. */
  private void resumed() {
    unended.ifPresent(
        last -> line(last, style.of(Tone.BAD, "cut off: its controller ended without saying so")));
    began.clear();
    heard.clear();
    said.clear();
    failed.clear();
  }

  private void stopAsked(Entry.StopAsked stop) {
    if (stop.abort()) {
      inHand.stream()
          .flatMap(hosts -> hosts.begun().stream())
          .forEach(step -> line(stop.at(), lines.step(step, "", "is interrupted")));
      return;
    }
    inHand.ifPresent(hosts ->
        hosts
            .words()
            .forEach((host, words) -> line(stop.at(), lines.columns(host, "goes on", "", words))));
    line(stop.at(), "a second Ctrl-C, or TERM, aborts");
  }

  private void ended(Entry.StepEnded step) {
    Optional<Instant> from = Optional.ofNullable(began.remove(step.step()));
    heard.remove(step.step());
    said.remove(step.step());
    lines.ended(step, from).forEach(words -> line(step.at(), words));
    if (step.ending() == Entry.Ending.FAILED) {
      failed.add(step.step());
    }
  }

  /** A step that failed can run again as long as others are in work. */
  private void tellRetries(Instant now) {
    if (!began.isEmpty()) {
      failed.forEach(step -> {
        String words = "can run again now: drover retry " + run + " '" + step + "'";
        line(now, style.of(Tone.QUIET, lines.step(step, "...    ", words)));
      });
    }
    failed.clear();
  }

  @Override
  public synchronized void of(Step step, String words) {
    said.put(step.id().text(), words);
  }

  /**
   * Shows what steps in work said last, or at least that they are alive. To be called about every
   * second.
   */
  public synchronized void tick() {
    Instant now = clock.now();
    soaking
        .filter(_ -> Duration.between(soakTold, now).compareTo(SOAK_PACE) >= 0)
        .ifPresent(soak -> {
          soakTold = now;
          line(
              now,
              style.of(
                  Tone.QUIET, "soaking, for " + ConsoleLines.left(now, soak.until()) + " more"));
        });
    tellRetries(now);
    began.forEach((id, from) -> {
      Instant last = heard.getOrDefault(id, from);
      boolean first = last.equals(from) && said.containsKey(id);
      if (Duration.between(last, now).compareTo(first ? SHORT : PACE) >= 0) {
        heard.put(id, now);
        String words =
            said.getOrDefault(
                id, "still running, for " + ConsoleLines.seconds(Duration.between(from, now)));
        line(now, style.of(Tone.QUIET, lines.step(id, "...    ", words)));
      }
    });
  }

  private void line(Instant at, String words) {
    out.accept(style.of(Tone.QUIET, TIME.format(at.atZone(zone))) + "  " + words.stripTrailing());
  }
}
