package dev.drover.load;

import java.util.Map;
import java.util.Optional;

/** Knows what does here what a keyword of Ansible does there, for those who write its name. */
final class AnsibleKeywords {

  private static final String INCLUDE_ROLE =
      "write `include: FILE` with the tasks of the role in it";
  private static final String FACTS = "remove it: facts are gathered when something uses them";

  private static final String BENEATH =
      "it belongs beneath the kind: `command: {argv: [ls], chdir: /tmp, creates: FILE}`";

  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("action", "write the kind itself as the key, for instance `command: [ls]`"),
          Map.entry("always", "a group has it: put the tasks under `block:`"),
          Map.entry(
              "any_errors_fatal",
              "remove it: `policy: {on_failure: stop_starting}` is that, and is the default"),
          Map.entry("args", "write the arguments beneath the kind"),
          Map.entry(
              "async", "remove it: hosts are worked on side by side, and `timeout` bounds a task"),
          Map.entry("become_exe", "remove it: users are changed by the `sudo` of the machine"),
          Map.entry("become_flags", "remove it: users are changed by `sudo` without flags"),
          Map.entry("check_mode", "remove it: `drover plan` shows what a run would change"),
          Map.entry("chdir", BENEATH),
          Map.entry("creates", BENEATH),
          Map.entry("removes", BENEATH),
          Map.entry("collections", "remove it: a kind has one name; plugins add kinds"),
          Map.entry("connection", "write `ansible_connection` into the inventory"),
          Map.entry("debugger", "remove it: `drover run --step` asks before each step"),
          Map.entry("diff", "remove it: `drover plan` shows what a run would change"),
          Map.entry("fact_path", FACTS),
          Map.entry("force_handlers", "remove it: what was notified is never forgotten"),
          Map.entry("gather_facts", FACTS),
          Map.entry("gather_subset", FACTS),
          Map.entry("gather_timeout", FACTS),
          Map.entry(
              "ignore_unreachable",
              "a host that can't be reached has failed like any other: write `ignore_errors`, or"
                  + " `policy: {on_failure: continue}`"),
          Map.entry("import_playbook", "write its plays into this runbook"),
          Map.entry("import_role", INCLUDE_ROLE),
          Map.entry("import_tasks", "write `include: FILE`"),
          Map.entry("include_role", INCLUDE_ROLE),
          Map.entry("include_tasks", "write `include: FILE`"),
          Map.entry("listen", "only handlers listen"),
          Map.entry("local_action", "write the task itself with `delegate_to: localhost`"),
          Map.entry("meta", "for `meta: flush_handlers` write `flush_handlers: {}`"),
          Map.entry("module_defaults", "write the arguments at the tasks, or an anchor for them"),
          Map.entry(
              "poll", "remove it: each task is waited for, and `until` with `delay` looks again"),
          Map.entry("port", "write `ansible_port` into the inventory"),
          Map.entry("post_tasks", "write them as the last of `tasks`"),
          Map.entry("pre_tasks", "write them as the first of `tasks`"),
          Map.entry("remote_user", "write `ansible_user` into the inventory"),
          Map.entry("rescue", "a group has it: put the tasks under `block:`"),
          Map.entry("retry", "a group has it: put the tasks under `block:`; a task has `retries`"),
          Map.entry("roles", INCLUDE_ROLE),
          Map.entry(
              "strategy",
              "remove it: hosts of a window don't wait for each other; `window` says how many there"
                  + " are"),
          Map.entry("sudo", "write `become: true`"),
          Map.entry("sudo_user", "write `become: true` and `become_user`"),
          Map.entry(
              "vars_files", "put the values into group_vars, or give the file with `-e @FILE`"),
          Map.entry("vars_prompt", "make it one of `params`, and give it with `-e`"),
          Map.entry(
              "with_dict", "write `loop:` with the map; `item.key` and `item.value` are its parts"),
          Map.entry("with_first_found", "name the file itself: which one it is must be known"));

  private AnsibleKeywords() {}

  /** What to write in place of a keyword; empty for words that are none of Ansible's. */
  static Optional<String> instead(String keyword) {
    return Optional.ofNullable(INSTEAD.get(keyword))
        .or(() ->
            keyword.startsWith("with_") ? Optional.of("write `loop: [...]`") : Optional.empty());
  }
}
