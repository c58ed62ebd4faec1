package dev.drover.report;

import dev.drover.journal.Entry;
import dev.drover.report.RunView.SpanView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Times in which hosts or all of the run waited, as a journal tells them entry by entry. */
final class RunWaits {

  /** A shorter pause between steps is none. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final List<SpanView> views = new ArrayList<>();

  /** Since when a host in work has no step of its own. */
  private final Map<String, Instant> idle = new HashMap<>();

  private final Map<String, Set<String>> inWork = new HashMap<>();
  private final Map<String, Entry.SoakBegan> soaks = new HashMap<>();
  private Optional<Entry.PauseAsked> pause = Optional.empty();

  void apply(Entry entry) {
    switch (entry) {
      case Entry.HostChosen chosen -> idle.put(chosen.host(), chosen.at());
      case Entry.StepBegan step -> began(step);
      case Entry.StepEnded step -> {
        String host = RunView.host(step.step());
        Set<String> steps = inWork.computeIfAbsent(host, _ -> new HashSet<>());
        steps.remove(step.step());
        if (!host.isEmpty() && steps.isEmpty()) {
          idle.put(host, step.at());
        }
      }
      case Entry.PlayBegan _ -> idle.clear();
      case Entry.SoakBegan soak -> soaks.putIfAbsent(soak.play(), soak); // a retry may break it off
      case Entry.SoakEnded soak -> {
        Entry.SoakBegan begun = soaks.remove(soak.play());
        if (begun != null) {
          add("soak", Optional.empty(), begun.at(), soak.at(), "before the next wave");
        }
      }
      case Entry.PauseAsked asked -> pause = pause.or(() -> Optional.of(asked));
      case Entry.ContinueAsked go -> unpause(go.at());
      case Entry.RunEnded ended -> unpause(ended.at());
      default -> {} // nobody waits for it
    }
  }

  private void began(Entry.StepBegan step) {
    String host = RunView.host(step.step());
    if (host.isEmpty()) {
      return;
    }
    Instant since = idle.remove(host);
    if (since != null && Duration.between(since, step.at()).compareTo(SHORT) >= 0) {
      add("wait", Optional.of(host), since, step.at(), "for `" + step.step() + "` to begin");
    }
    inWork.computeIfAbsent(host, _ -> new HashSet<>()).add(step.step());
  }

  private void unpause(Instant at) {
    pause.ifPresent(asked -> add("pause", Optional.empty(), asked.at(), at, asked.reason()));
    pause = Optional.empty();
  }

  /** No controller was at work, until the run was resumed. */
  void away(Instant from, Instant until) {
    over(from, from);
    add("no_controller", Optional.empty(), from, until, "");
    idle.clear();
    inWork.clear();
  }

  /**
   * An attempt is over.
   *
   * @param last when the last was written, which may be later: what was left open may have been
   *     closed then
   */
  void over(Instant ended, Instant last) {
    unpause(ended);
    soaks
        .values()
        .forEach(soak -> add("soak", Optional.empty(), soak.at(), ended, "before the next wave"));
    soaks.clear();
    if (last.isAfter(ended)) {
      add("no_controller", Optional.empty(), ended, last, "");
    }
  }

  private void add(String what, Optional<String> host, Instant from, Instant until, String words) {
    views.add(new SpanView(what, host, from, until, words));
  }

  List<SpanView> views() {
    return List.copyOf(views);
  }
}
