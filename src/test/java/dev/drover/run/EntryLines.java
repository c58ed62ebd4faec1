package dev.drover.run;

import dev.drover.journal.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Entries of a journal as lines of a case. */
final class EntryLines {

  private EntryLines() {}

  static List<String> of(Entry entry) {
    return switch (entry) {
      case Entry.RunBegan _, Entry.PlanSigned _, Entry.StepBegan _, Entry.HostChosen _ -> List.of();
      case Entry.HostDown down -> List.of("down " + down.host() + ": " + down.seen());
      case Entry.HostServes host -> List.of("serves " + host.host());
      case Entry.RunResumed _ -> List.of("resumed");
      case Entry.PolicyNoted policy ->
          List.of(
              (policy.setAside() ? "set aside " : "policy ")
                  + policy.policy()
                  + ": "
                  + policy.words());
      case Entry.PlayBegan play -> List.of("play " + play.play());
      case Entry.SoakBegan soak -> List.of("soak until " + RunCase.words(soak.until()));
      case Entry.SoakEnded soak ->
          List.of(
              "soaked " + String.join(" ", soak.hosts()) + ": " + new TreeMap<>(soak.problems()));
      case Entry.StepEnded step -> step(step);
      case Entry.BracketOpened open -> List.of("opens " + open.bracket());
      case Entry.BracketClosed close ->
          List.of("closes " + close.bracket() + (close.how().isEmpty() ? "" : ": " + close.how()));
      case Entry.FactsGathered facts -> List.of(facts.host() + " tells its facts");
      case Entry.RescueBegan rescue -> List.of("rescue of " + rescue.group());
      case Entry.GroupRepeated again -> List.of("again " + again.group() + ": " + again.why());
      case Entry.GroupHeld group -> List.of("held " + group.group());
      case Entry.GroupFailed group -> List.of("failed " + group.group() + ": " + group.why());
      case Entry.HandlerNotified handler ->
          List.of("notified " + handler.handler() + " by " + handler.step());
      case Entry.HandlerStarted handler -> List.of("handler " + handler.handler());
      case Entry.StopAsked stop -> List.of("stop asked by " + stop.by());
      case Entry.PauseAsked pause -> List.of("paused by " + pause.by());
      case Entry.ContinueAsked go -> List.of("goes on by " + go.by());
      case Entry.SkipAsked skip -> List.of("skip " + skip.step() + " asked by " + skip.by());
      case Entry.RetryAsked retry -> List.of("retry " + retry.step() + " asked by " + retry.by());
      case Entry.ClosingBegan closing ->
          List.of("closing " + closing.bracket() + ": " + closing.why());
      case Entry.BracketLeft left -> List.of("left open " + left.bracket() + ": " + left.why());
      case Entry.LeaseTaken lease -> List.of("lease of " + lease.cluster() + " taken");
      case Entry.LeaseLost lease ->
          List.of("lease of " + lease.cluster() + " lost: " + lease.why());
      case Entry.LeaseReleased lease -> List.of("lease of " + lease.cluster() + " released");
      case Entry.NoticeLost lost -> List.of("not told " + lost.recipient() + ": " + lost.why());
      case Entry.RunEnded end ->
          List.of(
              "run " + end.verdict().name().toLowerCase(java.util.Locale.ROOT) + ": " + end.why());
    };
  }

  private static List<String> step(Entry.StepEnded step) {
    List<String> lines = new ArrayList<>();
    String ending = step.ending().name().toLowerCase(java.util.Locale.ROOT);
    lines.add(
        step.step() + ": " + ending + (step.changed() ? ", changed" : "") + ": " + step.summary());
    step.evidence().forEach(line -> lines.add("    | " + line));
    if (!step.next().isEmpty()) {
      lines.add("    next: " + step.next());
    }
    return lines;
  }
}
