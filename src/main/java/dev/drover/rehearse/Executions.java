package dev.drover.rehearse;

import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.sim.SimHost;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What commands do that nobody emulates: they end well and print nothing, and leave behind the
 * signs by which it is seen that they were run. It counts how often each step had its effect.
 */
final class Executions {

  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, Map<String, Object>> arguments = new HashMap<>();
  private final Set<String> unknown = new TreeSet<>();
  private final Set<String> found = new TreeSet<>();

  /** The same, for a run that goes on from there. */
  Executions copy() {
    Executions copy = new Executions();
    copy.counts.putAll(counts);
    copy.arguments.putAll(arguments);
    copy.unknown.addAll(unknown);
    copy.found.addAll(found);
    return copy;
  }

  /** A step is run with these arguments. */
  void arguments(String step, Map<String, Object> given) {
    arguments.put(step, given);
  }

  /** A command that nobody emulates is run by a step. */
  CommandResult answer(String step, SimHost host, Command command) {
    unknown.add(command.toString());
    Map<String, Object> given = arguments.getOrDefault(step, Map.of());
    if (command.reads()) {
      return new CommandResult(isProbe(command, given) && count(step) == 0 ? 1 : 0, "", "");
    }
    executed(step);
    path(given, "creates").ifPresent(path -> host.files().write(path, ""));
    path(given, "removes").ifPresent(path -> host.files().delete(path));
    return new CommandResult(0, "", "");
  }

  /** A step had its effect. */
  void executed(String step) {
    counts.merge(step, 1, Integer::sum);
  }

  /** How often a step had its effect. */
  int count(String step) {
    return counts.getOrDefault(step, 0);
  }

  /** Somebody has found out that a step in doubt took place. */
  void tookPlace(String step) {
    found.add(step);
  }

  /** The steps of which that was found out since this was asked last. */
  List<String> found() {
    List<String> all = List.copyOf(found);
    found.clear();
    return all;
  }

  /** The commands that nobody emulates. */
  Set<String> unknown() {
    return Set.copyOf(unknown);
  }

  private static Optional<String> path(Map<String, Object> given, String name) {
    return given.get(name) instanceof String path ? Optional.of(path) : Optional.empty();
  }

  /** The command by which a step sees whether anything is left to do. */
  private static boolean isProbe(Command command, Map<String, Object> given) {
    return given.get("unless") instanceof List<?> words && command.arguments().equals(words);
  }
}
