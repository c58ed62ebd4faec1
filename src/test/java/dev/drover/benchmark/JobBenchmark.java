package dev.drover.benchmark;

import dev.drover.demo.OpenSshServer;
import dev.drover.remote.Command;
import dev.drover.remote.Job;
import dev.drover.remote.Jobs;
import dev.drover.remote.Remote;
import dev.drover.remote.Target;
import dev.drover.remote.ssh.Machines;
import dev.drover.remote.ssh.SshSettings;
import dev.drover.testing.SshKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What it costs to run a command as a job, beside the same command that does not outlive its
 * connection: over one connection to an OpenSSH server of this machine, in turns. See
 * docs/benchmarks.md.
 */
public final class JobBenchmark {

  private static final int WARMING = 10;
  private static final int ROUNDS = 40;

  private JobBenchmark() {}

  /** Something that is measured. */
  @FunctionalInterface
  private interface Work {
    void go(int round) throws Exception;
  }

  /** Takes no arguments. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("drover-benchmark");
    Path key = SshKeys.generate(directory.resolve("key"), "-t", "ed25519");
    Path authorized = directory.resolve("authorized_keys");
    SshKeys.authorize(authorized, key);
    Path known = directory.resolve("known_hosts");
    Path config = Files.writeString(directory.resolve("config"), "");
    SshSettings settings = SshSettings.ofUser(Optional.empty(), _ -> {}).config(config);
    try (OpenSshServer server =
            OpenSshServer.start(directory.resolve("server"), authorized, 0, List.of());
        Machines machines = new Machines(settings)) {
      Files.writeString(known, server.knownHostsLine() + "\n");
      Remote remote = machines.to(target(server.port(), key, known));
      System.out.println("| command | plain | as a job | difference | ratio |");
      System.out.println("|---|---|---|---|---|");
      compare(remote, "`true`", Command.of("true"));
      compare(remote, "`sleep 1`", Command.of("sleep", "1"));
      compare(
          remote,
          "printing 4 MB",
          Command.script("print", "head -c 4000000 /dev/zero | tr '\\0' x"));
    }
    Processes.delete(directory);
  }

  private static void compare(Remote remote, String what, Command command) throws Exception {
    Work plain = _ -> remote.exec(command);
    Work asJob = round -> remote.exec(command.job(Job.of("benchmark-" + round)));
    double[][] millis = new double[2][ROUNDS];
    boolean brief = !what.contains("sleep");
    int rounds = brief ? ROUNDS : 5;
    for (int i = brief ? -WARMING : 0; i < rounds; i++) {
      double first = millis(plain, i + WARMING);
      double second = millis(asJob, i + WARMING);
      if (i >= 0) {
        millis[0][i] = first;
        millis[1][i] = second;
      }
    }
    new Jobs(remote).remove(List.of("benchmark-"));
    double first = median(millis[0], rounds);
    double second = median(millis[1], rounds);
    System.out.printf(
        "| %s | %.0f ms | %.0f ms | %.0f ms | %.1f |%n",
        what, first, second, second - first, second / first);
  }

  private static double millis(Work work, int round) throws Exception {
    long began = System.nanoTime();
    work.go(round);
    return (System.nanoTime() - began) / 1e6;
  }

  private static double median(double[] all, int count) {
    double[] sorted = Arrays.copyOf(all, count);
    Arrays.sort(sorted);
    return sorted[count / 2];
  }

  private static Target target(int port, Path key, Path known) {
    return new Target(
        "node",
        Target.Kind.SSH,
        Optional.of("127.0.0.1"),
        Optional.of(port),
        Optional.empty(),
        Optional.empty(),
        List.of(key.toString()),
        List.of(known.toString()),
        Optional.empty(),
        Optional.empty());
  }
}
