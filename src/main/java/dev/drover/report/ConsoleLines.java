package dev.drover.report;

import dev.drover.journal.Entry;
import dev.drover.report.Style.Tone;
import dev.drover.task.Gate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the console of a run says of an entry: its lines, without the time in front of them. */
final class ConsoleLines {

  private static final List<String> NONE = List.of();

  /** A step that is shorter need not say how long it took. */
  private static final Duration WORTH_TELLING = Duration.ofMillis(100);

  private final ConsoleNames names;
  private final Style style;
  private final int hostWidth;
  private final int taskWidth;

  ConsoleLines(ConsoleNames names, Style style) {
    this.names = names;
    this.style = style;
    this.hostWidth = names.hostWidth();
    this.taskWidth = names.taskWidth();
  }

  /** Those of an entry, whatever came before it. */
  List<String> of(Entry entry) {
    return switch (entry) {
      case Entry.RunBegan run ->
          strong("run " + run.run() + ": " + run.runbook() + " " + run.version());
      case Entry.PlanSigned signed -> List.of("signed by " + Style.harmless(signed.signer()));
      case Entry.RunResumed resumed -> strong("resumed by " + resumed.by());
      case Entry.PolicyNoted policy ->
          policy.setAside()
              ? bad(policy.policy() + " set aside: " + policy.words())
              : quiet(policy.policy() + ": " + policy.words());
      case Entry.PlayBegan play -> strong(names.plays().getOrDefault(play.play(), play.play()));
      case Entry.SoakBegan soak ->
          List.of("soaking for " + left(soak.at(), soak.until()) + " before the next wave begins");
      case Entry.SoakEnded soak -> soaked(soak);
      case Entry.HostChosen chosen ->
          names.taken().contains(chosen.play())
              ? row(chosen.host(), "next host", "", chosen.reason())
              : NONE;
      case Entry.StepBegan _, Entry.StepEnded _ -> NONE; // told by who knows how long it takes
      case Entry.HostDown down -> row(down.host(), "down already", "", down.seen());
      case Entry.HostServes host -> row(host.host(), "serves again", "", "");
      case Entry.FactsGathered _ -> NONE; // the step that uses them says what became of it
      case Entry.BracketOpened _ -> NONE; // the step that does it says so
      case Entry.BracketClosed closed ->
          closed.how().isEmpty() // else the step that does it says so
              ? NONE
              : row(
                  closed.bracket().subject(),
                  "closed",
                  style.of(Tone.CHANGE, "closed "),
                  closed.bracket().type() + ": " + closed.how());
      case Entry.RescueBegan rescue ->
          group(rescue.group(), "rescue", String.join(", ", rescue.failed()) + " failed");
      case Entry.GroupRepeated again ->
          again.attempt() > 0
              ? group(again.group(), "again", again.why() + "; repetition " + again.attempt())
              : NONE;
      case Entry.GroupFailed failed ->
          group(failed.group(), style.of(Tone.BAD, "FAILED "), failed.why());
      case Entry.GroupHeld _, Entry.HandlerStarted _ -> NONE; // their steps tell enough
      case Entry.HandlerNotified handler -> group(handler.handler(), "notified", "runs later");
      case Entry.StopAsked stop -> stopAsked(stop);
      case Entry.PauseAsked pause -> asked("paused", pause.by(), pause.reason(), "no step begins");
      case Entry.ContinueAsked go -> asked("goes on", go.by(), go.reason(), "");
      case Entry.SkipAsked skip ->
          asked("to be skipped, as asked", skip.by(), skip.reason(), skip.step());
      case Entry.RetryAsked retry ->
          asked("to run again, as asked", retry.by(), retry.reason(), retry.step());
      case Entry.ClosingBegan closing ->
          row(
              closing.bracket().subject(),
              "closing",
              "",
              closing.bracket().type() + ": " + closing.why());
      case Entry.BracketLeft left ->
          row(
              left.bracket().subject(),
              "left open",
              style.of(Tone.BAD, "open   "),
              left.bracket().type() + ": " + left.why());
      case Entry.LeaseTaken lease ->
          quiet("holds the lease of " + lease.cluster() + " (" + lease.place() + ")");
      case Entry.LeaseLost lost -> bad("lost the lease of " + lost.cluster() + ": " + lost.why());
      case Entry.LeaseReleased _ -> NONE; // as expected
      case Entry.NoticeLost lost -> bad("notify " + lost.recipient() + ": " + lost.why());
      case Entry.RunEnded _ -> NONE; // the summary says it
    };
  }

  private List<String> strong(String words) {
    return List.of(style.of(Tone.STRONG, words));
  }

  private List<String> quiet(String words) {
    return List.of(style.of(Tone.QUIET, words));
  }

  private List<String> bad(String words) {
    return List.of(style.of(Tone.BAD, words));
  }

  private List<String> stopAsked(Entry.StopAsked stop) {
    return bad(
        stop.abort()
            ? "aborting"
                + by(stop)
                + ": what is under way is interrupted, and nothing is closed any more"
            : "stopping"
                + by(stop)
                + ": nothing new is started, hosts in work go on to their safe point");
  }

  /** Who gave a reason did so in another terminal. */
  private static String by(Entry.StopAsked stop) {
    return stop.reason().isEmpty() ? "" : ", as " + stop.by() + " asks (" + stop.reason() + ")";
  }

  private List<String> asked(String what, String by, String reason, String more) {
    String who = what + " by " + by + (reason.isEmpty() ? "" : " (" + reason + ")");
    return List.of(
        style.of(Tone.STRONG, who) + (more.isEmpty() ? "" : ": " + Style.harmless(more)));
  }

  private List<String> soaked(Entry.SoakEnded soak) {
    return soak.problems().isEmpty()
        ? List.of("soaked; " + Style.harmless(String.join(", ", soak.hosts())) + ": all is well")
        : soak.problems().entrySet().stream()
            .map(problem ->
                columns(
                    problem.getKey(),
                    "looked at again",
                    style.of(Tone.BAD, "FAILED "),
                    problem.getValue()))
            .toList();
  }

  /** A line about a group or a handler, which is named by the last part of its address. */
  private List<String> group(String address, String word, String text) {
    String task = address.replaceFirst("\\[.*", "").replaceFirst(".*/", "");
    return row(RunView.host(address), task, word, text);
  }

  /** Of a step that has ended; nothing if nothing was to happen. */
  List<String> ended(Entry.StepEnded step, Optional<Instant> began) {
    String word =
        switch (step.ending()) {
          case DONE ->
              step.changed() ? style.of(Tone.CHANGE, "changed") : style.of(Tone.GOOD, "ok     ");
          case FAILED -> style.of(Tone.BAD, "FAILED ");
          case IGNORED -> style.of(Tone.BAD, "ignored");
          case SKIPPED -> style.of(Tone.QUIET, "skipped");
          case NOT_TAKEN -> "";
        };
    String took =
        began
            .map(from -> Duration.between(from, step.at()))
            .filter(time -> time.compareTo(WORTH_TELLING) >= 0)
            .map(time -> style.of(Tone.QUIET, " (" + seconds(time) + ")"))
            .orElse("");
    return word.isEmpty() ? NONE : List.of(step(step.step(), word, step.summary()) + took);
  }

  /** A line about a step. */
  String step(String id, String word, String text) {
    ConsoleNames.Named named = names.steps().getOrDefault(id, new ConsoleNames.Named("", id));
    return columns(named.host(), named.task(), word, text);
  }

  private List<String> row(String host, String task, String word, String text) {
    return List.of(columns(host, task, word, text));
  }

  /** A line about something; only the word in its middle has colours of ours. */
  String columns(String host, String task, String word, String text) {
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

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }

  static String left(Instant now, Instant until) {
    Duration left = Duration.between(now, until);
    return Gate.words(left.isNegative() ? Duration.ZERO : left.truncatedTo(ChronoUnit.SECONDS));
  }
}
