package dev.zdu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zdu.cluster.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts under every shell that they may meet. */
class ScriptsTest {

  private static final Version VERSION = new Version(7, 9, 0);

  /** What the scripts may use, and nothing else of the machine. */
  private static final List<String> TOOLS =
      List.of(
          "cat",
          "chown",
          "dirname",
          "grep",
          "head",
          "id",
          "mkdir",
          "nohup",
          "readlink",
          "rm",
          "sed",
          "setsid",
          "sleep",
          "su");

  @TempDir private static Path shared = Path.of("");
  private static Path installation = Path.of("");

  @TempDir private Path directory = Path.of("");

  @BeforeAll
  static void install() throws Exception {
    Requirement.program("tar");
    installation = new Archives(shared).install(VERSION, shared);
  }

  /** The command for a shell; BusyBox brings its own tools along. */
  private List<String> shell(String name, String script, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (name.equals("busybox")) {
      command.addAll(List.of(Requirement.program("busybox").toString(), "sh"));
    } else {
      command.add(Requirement.program(name).toString());
    }
    command.add(installedFor(name).resolve("bin").resolve(script).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private Path installedFor(String shell) throws IOException, InterruptedException {
    if (!shell.equals("busybox")) {
      return installation;
    }
    Path copy = shared.resolve("busybox");
    if (!Files.exists(copy)) {
      Programs.run(shared, "cp", "-r", installation.toString(), copy.toString());
      String interpreter = "#!" + Requirement.program("busybox") + " sh";
      try (Stream<Path> scripts = Files.list(copy.resolve("bin"))) {
        for (Path script : scripts.toList()) {
          Files.writeString(
              script, Files.readString(script).replaceFirst("#!/bin/sh", interpreter));
        }
      }
    }
    return copy;
  }

  private Map<String, String> environment(String shell, Path home)
      throws IOException, InterruptedException {
    if (!shell.equals("busybox")) {
      return Map.of("BITBUCKET_HOME", home.toString());
    }
    Path tools = directory.resolve("tools");
    Path busybox = Requirement.program("busybox");
    Files.createDirectories(tools);
    for (String tool : TOOLS) {
      Path program = tools.resolve(tool);
      Files.writeString(
          program, "#!" + busybox + " sh\nexec " + busybox + " " + tool + " \"$@\"\n");
      assertThat(program.toFile().setExecutable(true)).isTrue();
    }
    return Map.of("BITBUCKET_HOME", home.toString(), "PATH", tools.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "busybox"})
  void aNodeStartsAndStops(String shell) throws Exception {
    try (ProcessCluster cluster = new ProcessCluster(directory, new Archives(shared), 1)) {
      Map<String, String> environment = environment(shell, cluster.home(1));
      List<String> start = shell(shell, "start-bitbucket.sh", "--no-search");
      Programs.Result started = Programs.result(directory, environment, start);
      ProcessHandle process = cluster.process(1).orElseThrow();
      assertThat(started)
          .isEqualTo(
              new Programs.Result(
                  0,
                  """
                  BITBUCKET_HOME set to %s
                  The node is starting as process %d; it will take a while. See %s/log/launcher.log.
                  """
                      .formatted(cluster.home(1), process.pid(), cluster.home(1))));
      assertThat(Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")))
          .contains("com.atlassian.bitbucket.internal.launcher.BitbucketServerLauncher\0start\0");
      assertThat(Programs.result(directory, environment, start).output())
          .endsWith("The node is already running as process " + process.pid() + ".\n");
      cluster.awaitStatus(1, "RUNNING");

      List<String> stop = shell(shell, "stop-bitbucket.sh");
      assertThat(Programs.result(directory, environment, stop))
          .isEqualTo(
              new Programs.Result(
                  0,
                  """
                  BITBUCKET_HOME set to %s
                  Stopping process %d; running requests may finish first.
                  The node has stopped.
                  """
                      .formatted(cluster.home(1), process.pid())));
      assertThat(ProcessCluster.isGone(process)).isTrue();
      assertThat(Programs.result(directory, environment, stop).output())
          .endsWith(
              "The node is not running: there is no " + cluster.home(1) + "/log/bitbucket.pid.\n");
    }
  }

  @Test
  void thePidFileOfAnotherProcessIsNotBelieved() throws Exception {
    Process other = new ProcessBuilder("sleep", "60").start();
    try {
      Path home = directory.resolve("home");
      Files.createDirectories(home.resolve("log"));
      Files.writeString(home.resolve("log/bitbucket.pid"), other.pid() + "\n");
      Programs.Result result =
          Programs.result(directory, environment("dash", home), shell("dash", "stop-bitbucket.sh"));
      assertThat(result.output()).contains("Process " + other.pid() + " is not this node");
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "busybox", "bash"})
  void theHomeIsTakenFromTheLineUnlessTheEnvironmentSetsIt(String shell) throws Exception {
    Path script = directory.resolve("set-bitbucket-home.sh");
    String text = Files.readString(installation.resolve("bin/set-bitbucket-home.sh"));
    assertThat(text).contains("\n    BITBUCKET_HOME=\n");
    Files.writeString(
        script, text.replaceFirst("(?m)^ {4}BITBUCKET_HOME=$", "    BITBUCKET_HOME=/var/own"));
    List<String> words = new ArrayList<>(shell(shell, "set-bitbucket-home.sh"));
    words.set(words.size() - 1, script.toString());

    assertThat(Programs.result(directory, Map.of(), words))
        .isEqualTo(new Programs.Result(0, "BITBUCKET_HOME set to /var/own\n"));
    assertThat(Programs.result(directory, Map.of("BITBUCKET_HOME", "/else"), words))
        .isEqualTo(new Programs.Result(0, "BITBUCKET_HOME set to /else\n"));
    assertThat(Programs.result(directory, Map.of("BITBUCKET_HOME", "/with space"), words))
        .isEqualTo(
            new Programs.Result(1, "BITBUCKET_HOME must not contain a space: '/with space'\n"));
    assertThat(Programs.result(directory, Map.of(), shell(shell, "set-bitbucket-home.sh")))
        .isEqualTo(
            new Programs.Result(
                1,
                "BITBUCKET_HOME is not set. Set it in the environment or in"
                    + " set-bitbucket-home.sh.\n"));
  }

  @Test
  void anOldJavaIsRefused() throws Exception {
    Path old = directory.resolve("java17");
    Files.createDirectories(old.resolve("bin"));
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
    Files.writeString(old.resolve("bin/java"), "");
    assertThat(old.resolve("bin/java").toFile().setExecutable(true)).isTrue();
    assertThat(
            Programs.result(
                directory,
                Map.of("BITBUCKET_HOME", directory.toString(), "JRE_HOME", old.toString()),
                shell("dash", "start-bitbucket.sh")))
        .isEqualTo(new Programs.Result(1, "JRE_HOME is " + old + ", which is not a Java 25.\n"));
  }

  @Test
  void theArchiveCarriesItsVersion() throws Exception {
    assertThat(Files.readString(installation.resolve("conf/build.properties")))
        .isEqualTo("version=7.9.0\nbuildNumber=7009000\n");
    assertThat(installation.resolve("bin/start-bitbucket.sh")).isExecutable();
    Path newer = new Archives(shared).install(new Version(7, 9, 10), directory);
    assertThat(newer).isEqualTo(directory.resolve("atlassian-bitbucket-7.9.10"));
    assertThat(Files.readString(newer.resolve("conf/build.properties")))
        .isEqualTo("version=7.9.10\nbuildNumber=7009010\n");
  }
}
