package dev.drover.cli;

import java.util.Map;
import java.util.Optional;

/** Knows what to do here in place of an option of Ansible, for those who type it. */
final class AnsibleOptions {

  private static final String PLAN = "`drover plan` shows what a run would change";
  private static final String FORKS = "`window` of a play says how many hosts are worked on";
  private static final String USER = "write `ansible_user` into the inventory";
  private static final String TOLD = "`drover show last` tells all that a run did";
  private static final String BECOME = "write `become: true` at a play or a task";
  private static final String KEY = "write `ansible_ssh_private_key_file` into the inventory";
  private static final String CONNECTION = "write `ansible_connection` into the inventory";

  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("--check", PLAN),
          Map.entry("-C", PLAN),
          Map.entry("--diff", PLAN),
          Map.entry("-D", PLAN),
          Map.entry("--syntax-check", "`drover validate` checks a runbook without connecting"),
          Map.entry("--list-tasks", "`drover plan` lists the steps of each host"),
          Map.entry("--list-tags", "`drover explain RUNBOOK` tells what a runbook has"),
          Map.entry(
              "--list-hosts",
              "`drover inventory list` lists the hosts, `drover plan` those of a run"),
          Map.entry("--forks", FORKS),
          Map.entry("-f", FORKS),
          Map.entry("--user", USER),
          Map.entry("-u", USER),
          Map.entry("--verbose", TOLD),
          Map.entry("-v", TOLD),
          Map.entry("--become", BECOME),
          Map.entry("-b", BECOME),
          Map.entry("--private-key", KEY),
          Map.entry("--key-file", KEY),
          Map.entry("--connection", CONNECTION),
          Map.entry("-c", CONNECTION));

  private AnsibleOptions() {}

  /** What to do in place of an argument, for instance of {@code -vvv} or {@code --forks=5}. */
  static Optional<String> instead(String argument) {
    boolean isLong = argument.startsWith("--");
    String name =
        isLong
            ? argument.replaceFirst("=.*", "")
            : argument.substring(0, Math.min(2, argument.length()));
    return Optional.ofNullable(INSTEAD.get(name));
  }
}
