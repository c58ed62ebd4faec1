package dev.drover.architecture;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which package may use which, bottom to top. A package may use the ones it lists and what those
 * may use.
 */
final class Packages {

  private static final Map<String, Set<String>> MAY_USE = new LinkedHashMap<>();

  static {
    row("diag");
    row("graph");
    row("time");
    row("secret", "diag");
    row("yaml", "diag");
    row("expr", "secret", "diag", "yaml");
    row("schema", "yaml", "expr", "diag", "secret");
    row("model", "yaml", "expr", "secret", "diag");
    row("remote", "secret");
    row("remote.ssh", "remote");
    row("rest", "secret", "remote");
    row("sim", "remote", "rest");
    row("machine", "schema", "expr", "remote", "time");
    row("task", "schema", "model", "remote", "rest", "sim", "time", "machine");
    row("lb", "task");
    row("backup", "task");
    row("silence", "task");
    row("tasks.extract", "task");
    row("tasks", "task", "lb", "backup", "silence", "tasks.extract");
    row("load", "yaml", "schema", "model", "task");
    row("plugin", "task", "lb", "backup", "load");
    row("plan", "graph", "model", "task");
    row("lock", "remote", "task", "plan", "time");
    row("journal", "model", "task");
    row("run", "plan", "journal", "task");
    row("review", "plan", "journal", "task");
    row("policy", "plan", "review", "task");
    row("git", "remote");
    row("sign", "review");
    row("doctor", "plan", "lb", "task", "lock");
    row("discover", "lb", "task");
    row("rehearse", "run", "sim", "lb");
    row("report", "diag", "review", "run", "doctor", "rehearse");
    row("notify", "report");
    row("demo", "remote.ssh", "rest", "time");
    row(
        "cli",
        "report",
        "notify",
        "discover",
        "load",
        "plugin",
        "tasks",
        "demo",
        "rehearse",
        "lock",
        "run",
        "policy",
        "sign",
        "git");
  }

  private Packages() {}

  private static void row(String name, String... uses) {
    Set<String> all = new HashSet<>(Arrays.asList(uses));
    for (String use : uses) {
      all.addAll(MAY_USE.getOrDefault(use, Set.of()));
    }
    MAY_USE.put(name, Set.copyOf(all));
  }

  static Set<String> names() {
    return MAY_USE.keySet();
  }

  static boolean mayUse(String user, String used) {
    return user.equals(used) || MAY_USE.getOrDefault(user, Set.of()).contains(used);
  }
}
