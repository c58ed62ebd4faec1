package dev.drover.load;

import dev.drover.diag.Suggestion;
import java.util.Map;
import java.util.Optional;

/** Knows what does here what a module of Ansible does there, for those who write its name. */
final class AnsibleModules {

  private static final String SERVICE =
      "use `command: [systemctl, restart, NAME]` with `become: true`; `set_service`, `start` and"
          + " `graceful_stop` are for the product only";

  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("add_host", "put the host into the inventory: hosts are known before a run"),
          Map.entry("apk", command("apk, add, PACKAGE")),
          Map.entry("apt", command("apt-get, install, -y, PACKAGE")),
          Map.entry("apt_repository", "use `template` for a file in /etc/apt/sources.list.d"),
          Map.entry("archive", "use `command: [tar, -czf, FILE, -C, DIRECTORY, .]` with `creates`"),
          Map.entry("async_status", "long commands are detached and looked after anyway"),
          Map.entry("authorized_key", "use `template` for the whole file"),
          Map.entry("blockinfile", "use `template` for the whole file"),
          Map.entry("copy", "use `upload: {src: …, dest: …}`, or `template` if it has values"),
          Map.entry("cron", "use `template` for a file in /etc/cron.d"),
          Map.entry("debug", "use `drover explain NAME --host H`, or `assert` to judge a value"),
          Map.entry("dnf", command("dnf, install, -y, PACKAGE")),
          Map.entry("docker_compose", command("docker, compose, up, -d")),
          Map.entry("docker_compose_v2", command("docker, compose, up, -d")),
          Map.entry("docker_container", command("docker, run, -d, --name, NAME, IMAGE")),
          Map.entry("docker_image", command("docker, pull, IMAGE")),
          Map.entry(
              "expect",
              "use `shell` with what it shall answer, for instance `printf 'yes\\n' | CMD`"),
          Map.entry("fail", "use `assert: {that: [condition], message: …}`"),
          Map.entry("file", "use `command: [mkdir, -p, DIRECTORY]` with `creates`, or `removes`"),
          Map.entry("find", "use `command: [find, DIRECTORY, -name, PATTERN]` with `register`"),
          Map.entry("firewalld", command("firewall-cmd, …")),
          Map.entry("gather_facts", "facts are gathered when something uses them"),
          Map.entry("get_url", "use `command: [curl, -fsSLo, FILE, URL]` with `creates`"),
          Map.entry("git", "use `command: [git, clone, URL, DIRECTORY]` with `creates`"),
          Map.entry("group", command("groupadd, NAME")),
          Map.entry("group_by", "put the group into the inventory: groups are known before a run"),
          Map.entry("haproxy", "use `lb_detach` and `lb_attach`"),
          Map.entry("hostname", command("hostnamectl, set-hostname, NAME")),
          Map.entry("import_playbook", "write its plays into this runbook"),
          Map.entry("include_vars", "put the values into `vars`, or into group_vars"),
          Map.entry("ini_file", "use `template` for the whole file"),
          Map.entry("iptables", command("iptables, -A, CHAIN, …")),
          Map.entry("k8s", "use `command: [kubectl, apply, -f, FILE]`"),
          Map.entry("kubernetes", "use `command: [kubectl, apply, -f, FILE]`"),
          Map.entry("lineinfile", "use `template` for the whole file"),
          Map.entry("make", "use `command: [make, -C, DIRECTORY]` with `creates`"),
          Map.entry("modprobe", command("modprobe, NAME")),
          Map.entry("mount", command("mount, DIRECTORY")),
          Map.entry("mysql_db", "use `shell` with `mysqldump` or `mysql`"),
          Map.entry("npm", command("npm, install, -g, PACKAGE")),
          Map.entry("package", command("apt-get, install, -y, PACKAGE")),
          Map.entry("pacman", command("pacman, -S, --noconfirm, PACKAGE")),
          Map.entry("ping", "use `drover inventory ping`"),
          Map.entry("pip", command("pip, install, PACKAGE")),
          Map.entry("postgresql_db", "use `shell` with `pg_dump` or `psql`"),
          Map.entry("raw", "use `shell`: hosts need nothing but a POSIX shell anyway"),
          Map.entry("reboot", "use `command: [systemctl, reboot]`, then `wait_for`"),
          Map.entry("replace", "use `template` for the whole file"),
          Map.entry("selinux", command("setenforce, 1")),
          Map.entry("service", SERVICE),
          Map.entry("set_fact", "use `set_vars`"),
          Map.entry("setup", "facts are gathered when something uses them"),
          Map.entry("slurp", "use `fetch`"),
          Map.entry("snap", command("snap, install, PACKAGE")),
          Map.entry("stat", "use `command: [test, -e, FILE]`, or `creates` and `removes`"),
          Map.entry("supervisorctl", "use `command: [supervisorctl, restart, NAME]`"),
          Map.entry("synchronize", "use `upload` or `fetch`"),
          Map.entry("sysctl", command("sysctl, -w, NAME=VALUE")),
          Map.entry("systemd", SERVICE),
          Map.entry("systemd_service", SERVICE),
          Map.entry("tempfile", "use `shell` with `mktemp` and a `trap` that removes it"),
          Map.entry("timezone", command("timedatectl, set-timezone, ZONE")),
          Map.entry("ufw", command("ufw, …")),
          Map.entry(
              "unarchive",
              "use `command: [tar, -xzf, FILE, -C, DIRECTORY]` with `creates`;"
                  + " `extract_install` is for the product"),
          Map.entry("uri", "use `http: {url: …}`"),
          Map.entry("user", command("useradd, NAME")),
          Map.entry("wait_for_connection", "use `wait_for`"),
          Map.entry("win_command", "only hosts with a POSIX shell can be worked with"),
          Map.entry("win_service", "only hosts with a POSIX shell can be worked with"),
          Map.entry("win_shell", "only hosts with a POSIX shell can be worked with"),
          Map.entry("yum", command("yum, install, -y, PACKAGE")),
          Map.entry("yum_repository", "use `template` for a file in /etc/yum.repos.d"),
          Map.entry("zypper", command("zypper, install, -y, PACKAGE")));

  private AnsibleModules() {}

  private static String command(String words) {
    return "use `command: [" + words + "]` with `become: true` and `unless`";
  }

  /** All hints, by the module. */
  static Map<String, String> hints() {
    return INSTEAD;
  }

  /** What to use in place of a module, named in full or by its last word. */
  static Optional<String> instead(String module) {
    String word = module.substring(module.lastIndexOf('.') + 1);
    return Optional.ofNullable(INSTEAD.get(word))
        .or(() -> shortName(module).map(_ -> "use `command` with the program that does it"))
        .map(use -> "in place of Ansible's `" + module + "` " + use);
  }

  /** What to use in place of the module that was misspelt so. */
  static Optional<String> near(String module) {
    return Suggestion.nearest(module, INSTEAD.keySet()).flatMap(AnsibleModules::instead);
  }

  /** The short name of a module that is named in full, such as {@code ansible.builtin.command}. */
  static Optional<String> shortName(String module) {
    return module.matches("[a-z0-9_]+\\.[a-z0-9_]+\\.[a-z0-9_]+")
        ? Optional.of(module.substring(module.lastIndexOf('.') + 1))
        : Optional.empty();
  }
}
