package dev.drover.model;

import java.util.List;
import java.util.stream.Collectors;

/** How many hosts of a play may be in work at once; it slides, it is not lock-step. */
public sealed interface Window {

  /** The number for a play of {@code hosts} hosts: at least 1. */
  int of(int hosts);

  /** A fixed number. */
  record Count(int count) implements Window {
    @Override
    public int of(int hosts) {
      return Math.max(1, Math.min(count, hosts));
    }

    @Override
    public String toString() {
      return Integer.toString(count);
    }
  }

  /** A share of the hosts, rounded down as Ansible does. */
  record Percentage(int percent) implements Window {
    @Override
    public int of(int hosts) {
      return Math.max(1, hosts * percent / 100);
    }

    @Override
    public String toString() {
      return percent + "%";
    }
  }

  /** Waves: each entry is one, and the last is the window of all hosts that are left then. */
  record Waves(List<Window> windows) implements Window {
    public Waves {
      windows = List.copyOf(windows);
    }

    /** The number of the largest wave. */
    @Override
    public int of(int hosts) {
      return windows.stream().mapToInt(window -> window.of(hosts)).max().orElse(1);
    }

    @Override
    public String toString() {
      return windows.stream().map(Window::toString).collect(Collectors.joining(", ", "[", "]"));
    }
  }
}
