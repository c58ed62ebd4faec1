package dev.drover.cli;

import dev.drover.demo.TestCluster;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Runs the shipped runbook in a process of its own, as a user would, and passes its lines on. */
final class DemoRun {

  private static final String RUNBOOK = "bitbucket-rolling-upgrade.yml";

  private final Terminal terminal;
  private final AtomicReference<Optional<Process>> running =
      new AtomicReference<>(Optional.empty());

  DemoRun(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Plans and runs; returns the exit code. */
  int run(TestCluster cluster, String to, Path archive) throws IOException, InterruptedException {
    int planned = drover(cluster, arguments("plan", cluster, to, archive));
    if (planned != 0) {
      return planned;
    }
    List<String> run = arguments("run", cluster, to, archive);
    run.add("--yes");
    return drover(cluster, run);
  }

  private static List<String> arguments(
      String command, TestCluster cluster, String to, Path archive) throws IOException {
    return new ArrayList<>(
        List.of(
            command,
            runbook().toString(),
            "-i",
            cluster.inventory().toString(),
            "-e",
            "to_version=" + to,
            "-e",
            "archive=" + archive,
            "-e",
            "busy_by=sessions",
            // Shorter than a long clone lasts: the graceful stop is put to the test as well.
            "-e",
            "drain=3s",
            "-e",
            "soak=2s",
            "-e",
            "warm_up=demo/project"));
  }

  /** The words that start another process of this tool. */
  static List<String> command() {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName()));
  }

  private int drover(TestCluster cluster, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = command();
    command.addAll(arguments);
    terminal.line("");
    terminal.line("$ drover " + String.join(" ", arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // Its journal goes where the cluster is, and with it.
    builder.environment().put("DROVER_STATE", cluster.directory().resolve("state").toString());
    Process process = builder.start();
    running.set(Optional.of(process));
    try {
      process.getOutputStream().close();
      try (BufferedReader lines = process.inputReader()) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          terminal.line(line);
        }
      }
      return process.waitFor();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Ends the process, if one runs. */
  void end() {
    running.get().ifPresent(Process::destroyForcibly);
  }

  /** The runbook beside the tool: in the checkout, or in the installed distribution. */
  static Path runbook() throws IOException {
    try {
      Path own = Path.of(DemoRun.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (Path place = own; place != null; place = place.getParent()) {
        Path runbook = place.resolve("runbooks").resolve(RUNBOOK);
        if (Files.isRegularFile(runbook)) {
          return runbook;
        }
      }
      throw new IOException("runbooks/" + RUNBOOK + " is not beside " + own);
    } catch (java.net.URISyntaxException e) {
      throw new IOException("can't tell where the tool is installed", e);
    }
  }
}
