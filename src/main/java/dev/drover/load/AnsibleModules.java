package dev.drover.load;

import java.util.Map;
import java.util.Optional;

/** Knows what does here what a module of Ansible does there, for those who write its name. */
final class AnsibleModules {

  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("add_host", "put the host into the inventory: hosts are known before a run"),
          Map.entry("apt", install("apt-get, install, -y, PACKAGE")),
          Map.entry("archive", "use `command: [tar, -czf, FILE, -C, DIRECTORY, .]` with `creates`"),
          Map.entry("async_status", "long commands are detached and looked after anyway"),
          Map.entry("blockinfile", "use `template` for the whole file"),
          Map.entry("copy", "use `upload: {src: …, dest: …}`, or `template` if it has values"),
          Map.entry("cron", "use `template` for a file in /etc/cron.d"),
          Map.entry("debug", "use `drover explain NAME --host H`, or `assert` to judge a value"),
          Map.entry("dnf", install("dnf, install, -y, PACKAGE")),
          Map.entry("fail", "use `assert: {that: [condition], message: …}`"),
          Map.entry("file", "use `command: [mkdir, -p, DIRECTORY]` with `creates`, or `removes`"),
          Map.entry("gather_facts", "facts are gathered when something uses them"),
          Map.entry("get_url", "use `command: [curl, -fsSLo, FILE, URL]` with `creates`"),
          Map.entry("git", "use `command: [git, clone, URL, DIRECTORY]` with `creates`"),
          Map.entry("group_by", "put the group into the inventory: groups are known before a run"),
          Map.entry("haproxy", "use `lb_detach` and `lb_attach`"),
          Map.entry("import_playbook", "write its plays into this runbook"),
          Map.entry("include_vars", "put the values into `vars`, or into group_vars"),
          Map.entry("lineinfile", "use `template` for the whole file"),
          Map.entry("mysql_db", "use `dump_db` or `restore_db`"),
          Map.entry("package", install("apt-get, install, -y, PACKAGE")),
          Map.entry("ping", "use `drover inventory ping`"),
          Map.entry("postgresql_db", "use `dump_db` or `restore_db`"),
          Map.entry("raw", "use `shell`: hosts need nothing but a POSIX shell anyway"),
          Map.entry("reboot", "use `command: [systemctl, reboot]`, then `wait_for`"),
          Map.entry("replace", "use `template` for the whole file"),
          Map.entry("service", "use `set_service` for its definition, `start` and `graceful_stop`"),
          Map.entry("set_fact", "use `set_vars`"),
          Map.entry("setup", "facts are gathered when something uses them"),
          Map.entry("slurp", "use `fetch`"),
          Map.entry("stat", "use `command: [test, -e, FILE]`, or `creates` and `removes`"),
          Map.entry("synchronize", "use `upload` or `fetch`"),
          Map.entry("systemd", "use `set_service` for its definition, `start` and `graceful_stop`"),
          Map.entry(
              "systemd_service",
              "use `set_service` for its definition, `start` and `graceful_stop`"),
          Map.entry("tempfile", "use `shell` with `mktemp` and a `trap` that removes it"),
          Map.entry("unarchive", "use `extract_install: {archive: …, to: …}`"),
          Map.entry("uri", "use `http: {url: …}`"),
          Map.entry("wait_for_connection", "use `wait_for`"),
          Map.entry("win_command", "only hosts with a POSIX shell can be worked with"),
          Map.entry("win_shell", "only hosts with a POSIX shell can be worked with"),
          Map.entry("yum", install("yum, install, -y, PACKAGE")));

  private AnsibleModules() {}

  private static String install(String words) {
    return "use `command: [" + words + "]` with `become: true` and `unless`";
  }

  /** What to use in place of a module, named in full or by its last word. */
  static Optional<String> instead(String module) {
    String word = module.substring(module.lastIndexOf('.') + 1);
    return Optional.ofNullable(INSTEAD.get(word))
        .map(use -> "in place of Ansible's `" + module + "` " + use);
  }

  /** The short name of a module that is named in full, such as {@code ansible.builtin.command}. */
  static Optional<String> shortName(String module) {
    return module.matches("[a-z0-9_]+\\.[a-z0-9_]+\\.[a-z0-9_]+")
        ? Optional.of(module.substring(module.lastIndexOf('.') + 1))
        : Optional.empty();
  }
}
