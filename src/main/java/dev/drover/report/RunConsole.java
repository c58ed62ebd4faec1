package dev.drover.report;

import dev.drover.journal.Entry;
import dev.drover.plan.Plan;
import dev.drover.plan.Step;
import dev.drover.report.Style.Tone;
import dev.drover.run.Progress;
import dev.drover.task.Gate;
import dev.drover.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
  private final ConsoleNames names;
  private final Map<String, Instant> began = new LinkedHashMap<>();
  private final Map<String, Instant> heard = new HashMap<>();
  private final Map<String, String> said = new HashMap<>();
  private final Optional<HostsInHand> inHand;
  private final Consumer<String> out;
  private final Style style;
  private final ZoneId zone;
  private final Clock clock;
  private final int hostWidth;
  private final int taskWidth;

  /** Tells the run of {@code plan} to {@code out}, line by line. */
  public RunConsole(Plan plan, Consumer<String> out, Style style, ZoneId zone, Clock clock) {
    this(ConsoleNames.of(plan), Optional.of(new HostsInHand(plan)), out, style, zone, clock);
  }

  /** Tells a run in which things are called by {@code names}. */
  public RunConsole(
      ConsoleNames names, Consumer<String> out, Style style, ZoneId zone, Clock clock) {
    this(names, Optional.empty(), out, style, zone, clock);
  }

  private RunConsole(
      ConsoleNames names,
      Optional<HostsInHand> inHand,
      Consumer<String> out,
      Style style,
      ZoneId zone,
      Clock clock) {
    this.names = names;
    this.inHand = inHand;
    this.out = out;
    this.style = style;
    this.zone = zone;
    this.clock = clock;
    this.hostWidth = names.hostWidth();
    this.taskWidth = names.taskWidth();
  }

  @Override
  public synchronized void accept(Entry entry) {
    inHand.ifPresent(hosts -> hosts.apply(entry));
    switch (entry) {
      case Entry.RunBegan run ->
          line(
              run.at(),
              style.of(
                  Tone.STRONG, "run " + run.run() + ": " + run.runbook() + " " + run.version()));
      case Entry.PlanSigned signed ->
          line(signed.at(), "signed by " + Style.harmless(signed.signer()));
      case Entry.RunResumed resumed ->
          line(resumed.at(), style.of(Tone.STRONG, "resumed by " + resumed.by()));
      case Entry.PolicyNoted policy ->
          line(
              policy.at(),
              style.of(
                  policy.setAside() ? Tone.BAD : Tone.QUIET,
                  policy.policy() + (policy.setAside() ? " set aside: " : ": ") + policy.words()));
      case Entry.PlayBegan play ->
          line(
              play.at(),
              style.of(Tone.STRONG, names.plays().getOrDefault(play.play(), play.play())));
      case Entry.SoakBegan soak -> {
        soaking = Optional.of(soak);
        soakTold = soak.at();
        line(
            soak.at(),
            "soaking for " + left(soak.at(), soak.until()) + " before the next wave begins");
      }
      case Entry.SoakEnded soak -> {
        soaking = Optional.empty();
        soaked(soak);
      }
      case Entry.HostChosen chosen -> {
        if (names.taken().contains(chosen.play())) {
          line(chosen.at(), columns(chosen.host(), "next host", "", chosen.reason()));
        }
      }
      case Entry.StepBegan step -> {
        soaking = Optional.empty(); // a retry breaks it off
        began.putIfAbsent(step.step(), step.at());
        heard.put(step.step(), step.at());
      }
      case Entry.StepEnded step -> ended(step);
      case Entry.HostDown down ->
          line(down.at(), columns(down.host(), "down already", "", down.seen()));
      case Entry.HostServes host -> line(host.at(), columns(host.host(), "serves again", "", ""));
      case Entry.FactsGathered _ -> {} // the step that uses them says what became of it
      case Entry.BracketOpened _ -> {} // the step that does it says so
      case Entry.BracketClosed closed -> {
        if (!closed.how().isEmpty()) { // else the step that does it says so
          line(
              closed.at(),
              columns(
                  closed.bracket().subject(),
                  "closed",
                  style.of(Tone.CHANGE, "closed "),
                  closed.bracket().type() + ": " + closed.how()));
        }
      }
      case Entry.RescueBegan rescue ->
          line(
              rescue.at(),
              group(rescue.group(), "rescue", String.join(", ", rescue.failed()) + " failed"));
      case Entry.GroupRepeated again -> {
        if (again.attempt() > 0) {
          line(
              again.at(),
              group(again.group(), "again", again.why() + "; repetition " + again.attempt()));
        }
      }
      case Entry.GroupFailed failed ->
          line(failed.at(), group(failed.group(), style.of(Tone.BAD, "FAILED "), failed.why()));
      case Entry.GroupHeld _, Entry.HandlerStarted _ -> {} // their steps tell enough
      case Entry.HandlerNotified handler ->
          line(handler.at(), group(handler.handler(), "notified", "runs later"));
      case Entry.StopAsked stop -> stopAsked(stop);
      case Entry.PauseAsked pause ->
          line(pause.at(), asked("paused", pause.by(), pause.reason(), "no step begins"));
      case Entry.ContinueAsked go -> line(go.at(), asked("goes on", go.by(), go.reason(), ""));
      case Entry.SkipAsked skip ->
          line(skip.at(), asked("to be skipped", skip.by(), skip.reason(), skip.step()));
      case Entry.RetryAsked retry ->
          line(retry.at(), asked("to be run again", retry.by(), retry.reason(), retry.step()));
      case Entry.ClosingBegan closing ->
          line(
              closing.at(),
              columns(
                  closing.bracket().subject(),
                  "closing",
                  "",
                  closing.bracket().type() + ": " + closing.why()));
      case Entry.BracketLeft left ->
          line(
              left.at(),
              columns(
                  left.bracket().subject(),
                  "left open",
                  style.of(Tone.BAD, "open   "),
                  left.bracket().type() + ": " + left.why()));
      case Entry.LeaseTaken lease ->
          line(
              lease.at(),
              style.of(
                  Tone.QUIET,
                  "holds the lease of " + lease.cluster() + " (" + lease.place() + ")"));
      case Entry.LeaseLost lost ->
          line(
              lost.at(),
              style.of(Tone.BAD, "lost the lease of " + lost.cluster() + ": " + lost.why()));
      case Entry.LeaseReleased _ -> {} // as expected
      case Entry.NoticeLost lost ->
          line(lost.at(), style.of(Tone.BAD, "notify " + lost.recipient() + ": " + lost.why()));
      case Entry.RunEnded _ -> {} // the summary says it
    }
  }

  /** Who gave a reason did so in another terminal. */
  private static String by(Entry.StopAsked stop) {
    return stop.reason().isEmpty() ? "" : ", as " + stop.by() + " asks (" + stop.reason() + ")";
  }

  private void stopAsked(Entry.StopAsked stop) {
    line(
        stop.at(),
        style.of(
            Tone.BAD,
            stop.abort()
                ? "aborting"
                    + by(stop)
                    + ": what is under way is interrupted, and nothing is closed any more"
                : "stopping"
                    + by(stop)
                    + ": nothing new is started, hosts in work go on to their safe point"));
    if (stop.abort()) {
      inHand.stream()
          .flatMap(hosts -> hosts.begun().stream())
          .forEach(step -> line(stop.at(), columns(host(step), task(step), "", "is interrupted")));
      return;
    }
    inHand.ifPresent(hosts ->
        hosts
            .words()
            .forEach((host, words) -> line(stop.at(), columns(host, "goes on", "", words))));
    line(stop.at(), "a second Ctrl-C, or TERM, aborts");
  }

  private String asked(String what, String by, String reason, String more) {
    return style.of(Tone.STRONG, what + " by " + by + (reason.isEmpty() ? "" : " (" + reason + ")"))
        + (more.isEmpty() ? "" : ": " + Style.harmless(more));
  }

  private void soaked(Entry.SoakEnded soak) {
    soak.problems()
        .forEach((host, problem) ->
            line(
                soak.at(),
                columns(host, "looked at again", style.of(Tone.BAD, "FAILED "), problem)));
    if (soak.problems().isEmpty()) {
      String hosts = Style.harmless(String.join(", ", soak.hosts()));
      line(soak.at(), "soaked; " + hosts + ": all is well");
    }
  }

  /** A line about a group or a handler, which is named by the last part of its address. */
  private String group(String address, String word, String text) {
    String task = address.replaceFirst("\\[.*", "").replaceFirst(".*/", "");
    return columns(RunView.host(address), task, word, text);
  }

  private void ended(Entry.StepEnded step) {
    if (step.ending() == Entry.Ending.NOT_TAKEN) {
      return; // nothing happened, and nothing was to happen
    }
    Instant from = began.remove(step.step());
    heard.remove(step.step());
    said.remove(step.step());
    String word =
        switch (step.ending()) {
          case DONE ->
              step.changed() ? style.of(Tone.CHANGE, "changed") : style.of(Tone.GOOD, "ok     ");
          case FAILED -> style.of(Tone.BAD, "FAILED ");
          case IGNORED -> style.of(Tone.BAD, "ignored");
          case SKIPPED, NOT_TAKEN -> style.of(Tone.QUIET, "skipped");
        };
    String took =
        from == null || Duration.between(from, step.at()).toMillis() < 100
            ? ""
            : style.of(Tone.QUIET, " (" + seconds(from, step.at()) + ")");
    line(step.at(), columns(host(step.step()), task(step.step()), word, step.summary()) + took);
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
          line(now, style.of(Tone.QUIET, "soaking, for " + left(now, soak.until()) + " more"));
        });
    began.forEach((id, from) -> {
      Instant last = heard.getOrDefault(id, from);
      boolean first = last.equals(from) && said.containsKey(id);
      if (Duration.between(last, now).compareTo(first ? SHORT : PACE) >= 0) {
        heard.put(id, now);
        String words = said.getOrDefault(id, "still running, for " + seconds(from, now));
        line(now, style.of(Tone.QUIET, columns(host(id), task(id), "...    ", words)));
      }
    });
  }

  private String host(String id) {
    return Optional.ofNullable(names.steps().get(id)).map(ConsoleNames.Named::host).orElse("");
  }

  private String task(String id) {
    return Optional.ofNullable(names.steps().get(id)).map(ConsoleNames.Named::task).orElse(id);
  }

  /** A line about something; only the word in its middle has colours of ours. */
  private String columns(String host, String task, String word, String text) {
    return pad(Style.harmless(host.isEmpty() ? "-" : host), hostWidth)
        + "  "
        + pad(Style.harmless(task), taskWidth)
        + "  "
        + (word.isEmpty() ? "" : word + "  ")
        + Style.harmless(text);
  }

  private static String pad(String text, int width) {
    return text.length() >= width ? text : text + " ".repeat(width - text.length());
  }

  private void line(Instant at, String words) {
    out.accept(style.of(Tone.QUIET, TIME.format(at.atZone(zone))) + "  " + words.stripTrailing());
  }

  private static String left(Instant now, Instant until) {
    Duration left = Duration.between(now, until);
    return Gate.words(left.isNegative() ? Duration.ZERO : left.truncatedTo(ChronoUnit.SECONDS));
  }

  private static String seconds(Instant from, Instant to) {
    return String.format(Locale.ROOT, "%.1f s", Duration.between(from, to).toMillis() / 1000.0);
  }
}
