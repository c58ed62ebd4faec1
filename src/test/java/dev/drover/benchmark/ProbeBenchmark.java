package dev.drover.benchmark;

import dev.drover.demo.OpenSshServer;
import dev.drover.testing.SshKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How long it takes to look at many hosts behind a slow line, ten steps each, beside {@code ansible
 * --check} with the same tasks. The hosts are one OpenSSH server of this machine. See
 * docs/benchmarks.md.
 */
public final class ProbeBenchmark {

  private static final int STEPS = 10;
  private static final int MILLIS = 20;

  private ProbeBenchmark() {}

  /** Takes the number of hosts, 20 if left out. */
  public static void main(String[] arguments) throws Exception {
    int hosts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
    Path directory = Files.createTempDirectory("drover-benchmark");
    Path key = SshKeys.generate(directory.resolve("key"), "-t", "ed25519");
    Path authorized = directory.resolve("authorized_keys");
    SshKeys.authorize(authorized, key);
    try (OpenSshServer server =
            OpenSshServer.start(
                directory.resolve("server"),
                authorized,
                0,
                List.of("MaxStartups 1000", "MaxSessions 100"));
        SlowRoad road = SlowRoad.to(server.port(), MILLIS);
        SlowRoad slower = SlowRoad.to(server.port(), 10 * MILLIS)) {
      Path known = directory.resolve("known_hosts");
      Files.writeString(
          known,
          "[127.0.0.1]:%d %s%n[127.0.0.1]:%d %s%n"
              .formatted(road.port(), server.hostKey(), slower.port(), server.hostKey()));
      write(directory, hosts, key, known, road.port(), road.port());
      System.out.println("| hosts, all at " + MILLIS + " ms | Drover | Ansible | ratio |");
      System.out.println("|---|---|---|---|");
      Path inventory = directory.resolve("hosts");
      compare(
          "logging in, %d hosts".formatted(hosts),
          List.of("inventory", "ping", "-i", inventory.toString()),
          List.of("ansible", "all", "-m", "ping"),
          directory);
      List<String> plan =
          List.of("plan", directory.resolve("drover.yml").toString(), "-i", inventory.toString());
      List<String> check =
          List.of("ansible-playbook", "--check", directory.resolve("ansible.yml").toString());
      compare("dry run, %d hosts, %d steps each".formatted(hosts, STEPS), plan, check, directory);
      write(directory, hosts, key, known, road.port(), slower.port());
      compare("the same, one host at %d ms".formatted(10 * MILLIS), plan, check, directory);
    }
    Processes.delete(directory);
  }

  private static void write(
      Path directory, int hosts, Path key, Path known, int port, int portOfFirst) throws Exception {
    StringBuilder inventory = new StringBuilder();
    for (int i = 0; i < hosts; i++) {
      inventory.append("node%03d ansible_port=%d%n".formatted(i, i == 0 ? portOfFirst : port));
    }
    inventory.append(
        """
        [all:vars]
        ansible_host=127.0.0.1
        ansible_user=%s
        ansible_ssh_private_key_file=%s
        ansible_ssh_common_args=-o UserKnownHostsFile=%s
        """
            .formatted(System.getProperty("user.name"), key, known));
    Files.writeString(directory.resolve("hosts"), inventory);
    StringBuilder ours =
        new StringBuilder(
            """
            runbook: probes
            language: 1
            version: 1.0.0
            plays:
              - name: Work
                hosts: all
                window: 100%
                tasks:
            """);
    StringBuilder theirs = new StringBuilder("- hosts: all\n  gather_facts: false\n  tasks:\n");
    for (int i = 0; i < STEPS; i++) {
      ours.append(
          "      - command: {argv: [mkdir, /srv/new%d], creates: /srv/new%d}%n".formatted(i, i));
      theirs.append(
          "  - command: {argv: [mkdir, /srv/new%d], creates: /srv/new%d}%n".formatted(i, i));
    }
    Files.writeString(directory.resolve("drover.yml"), ours);
    Files.writeString(directory.resolve("ansible.yml"), theirs);
    Files.writeString(
        directory.resolve("ansible.cfg"),
        "[defaults]\nforks = 20\n[ssh_connection]\npipelining = true\n");
  }

  private static void compare(
      String what, List<String> drover, List<String> ansible, Path directory) throws Exception {
    double ours = Processes.median(Processes.drover(Processes.LAUNCHER, drover), 3).seconds();
    List<String> words = new ArrayList<>(List.of("env"));
    words.add("ANSIBLE_CONFIG=" + directory.resolve("ansible.cfg"));
    words.addAll(ansible);
    words.addAll(List.of("-i", directory.resolve("hosts").toString()));
    double theirs = Processes.median(words, 1).seconds();
    System.out.printf("| %s | %.1f s | %.1f s | %.0f |%n", what, ours, theirs, theirs / ours);
  }
}
