package dev.drover.plan;

import dev.drover.model.Host;
import dev.drover.model.Rolling;
import dev.drover.model.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How many hosts of a play may be in work at once, and which not together.
 *
 * @param waves one after the other; together they hold all hosts that are changed
 * @param soak how long is waited between them
 * @param domains the failure domain of each host, by its name; empty if domains don't matter
 */
public record PlannedWindow(
    List<Wave> waves, Optional<Duration> soak, Map<String, String> domains) {

  /**
   * Hosts that are done before others begin.
   *
   * @param hosts how many
   * @param window how many of them may be in work at once
   */
  public record Wave(int hosts, int window) {}

  public PlannedWindow {
    waves = List.copyOf(waves);
    domains = Collections.unmodifiableMap(new LinkedHashMap<>(domains));
  }

  /** One window over {@code hosts} hosts. */
  static PlannedWindow of(int window, int hosts) {
    return new PlannedWindow(List.of(new Wave(hosts, window)), Optional.empty(), Map.of());
  }

  /**
   * What a play says.
   *
   * @param known how many hosts the play has: a percentage is one of these
   * @param changed how many of them are changed
   */
  static PlannedWindow of(Rolling rolling, int known, int changed, Map<String, String> domains) {
    List<Window> windows =
        rolling.window() instanceof Window.Waves several
            ? several.windows()
            : List.of(rolling.window());
    List<Wave> waves = new ArrayList<>();
    int left = changed;
    for (int i = 0; i < windows.size() && left > 0; i++) {
      int window = Math.min(windows.get(i).of(known), left);
      int hosts = i == windows.size() - 1 ? left : window;
      waves.add(new Wave(hosts, window));
      left -= hosts;
    }
    return new PlannedWindow(waves, rolling.soak(), domains);
  }

  /** The most hosts in work at any moment. */
  public int most() {
    int most = waves.stream().mapToInt(Wave::window).max().orElse(0);
    return Math.min(most, largestDomain());
  }

  private int largestDomain() {
    Collection<Long> sizes =
        domains.values().stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
            .values();
    return sizes.isEmpty() ? Integer.MAX_VALUE : Math.toIntExact(Collections.max(sizes));
  }

  /** True if two hosts may be in work at once, as far as domains are concerned. */
  public boolean together(Host one, Host other) {
    return domains.isEmpty()
        || Optional.ofNullable(domains.get(one.name()))
            .equals(Optional.ofNullable(domains.get(other.name())));
  }
}
