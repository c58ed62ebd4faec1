package dev.drover.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.cli.Main;
import dev.drover.cli.Training;
import dev.drover.sabotage.Accomplice;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The tool as a user starts it: a process of its own, with its own place for the journals of runs.
 *
 * @param directory where journals and outputs are kept
 * @param accomplice what strikes it from within
 * @param umask what files that it makes may not be
 */
record Tool(Path directory, Optional<Accomplice> accomplice, String umask) {

  private static final Duration LIMIT = Duration.ofMinutes(8);

  /** One whose JVM is as that of a user. */
  Tool(Path directory) {
    this(directory, Optional.empty(), "022");
  }

  /** This, to be struck. */
  Tool with(Accomplice one) {
    return new Tool(directory, Optional.of(one), umask);
  }

  /** This for a user who leaves all files to everybody. */
  Tool careless() {
    return new Tool(directory, accomplice, "000");
  }

  /** This, started quicker from now on, as the packed tool is; worth it for many starts only. */
  Tool trained() throws IOException, InterruptedException {
    Path state = directory.resolve("training");
    List<String> command = new ArrayList<>(java());
    command.add("-XX:AOTCacheOutput=" + cache());
    command.addAll(List.of(Training.class.getName(), state.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(directory.resolve("training.log").toFile());
    builder.environment().put("DROVER_STATE", state.toString());
    assertThat(builder.start().waitFor()).as("see " + directory + "/training.log").isZero();
    return this;
  }

  /**
   * How a command ended.
   *
   * @param out what it said on standard output
   * @param err what it said on standard error
   */
  record Ending(String command, int code, String out, String err) {

    /** This, after making sure of its exit code; a failure shows all that it said. */
    Ending expect(int wanted) {
      assertThat(code).as(this::toString).isEqualTo(wanted);
      return this;
    }

    @Override
    public String toString() {
      return "`%s` ended with %d\n--- out\n%s\n--- err\n%s\n---".formatted(command, code, out, err);
    }
  }

  /** Runs a command to its end. */
  Ending run(String... arguments) throws IOException, InterruptedException {
    return start(arguments).await();
  }

  /** Runs a command to its end, in another directory. */
  Ending runIn(Path place, String... arguments) throws IOException, InterruptedException {
    return start(place, arguments).await();
  }

  /** Starts a command. */
  Started start(String... arguments) throws IOException {
    return start(Path.of("").toAbsolutePath(), arguments);
  }

  private Started start(Path place, String... arguments) throws IOException {
    Path out = directory.resolve("out-" + UUID.randomUUID());
    Path err = directory.resolve(out.getFileName() + ".err");
    List<String> command = new ArrayList<>();
    // A build that was started in the background ignores Ctrl-C, and would hand that down.
    String signals = "umask " + umask + "; exec env --default-signal=INT \"$@\"";
    command.addAll(List.of("sh", "-c", signals, "drover"));
    command.addAll(java());
    if (Files.exists(cache())) {
      command.addAll(List.of("-XX:AOTCache=" + cache(), "-Xlog:aot*=off"));
    }
    accomplice.ifPresent(one -> command.add(one.option()));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(place.toFile());
    builder.environment().keySet().removeAll(List.of("SSH_AUTH_SOCK", "COLUMNS"));
    builder
        .environment()
        .putAll(Map.of("DROVER_STATE", directory.resolve("state").toString(), "NO_COLOR", "1"));
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    return new Started("drover " + String.join(" ", arguments), builder.start(), out, err);
  }

  /** As bin/drover starts it. */
  private List<String> java() throws IOException {
    String struck = accomplice.isPresent() ? accomplice.get().jar() + File.pathSeparator : "";
    return List.of(
        Path.of(System.getProperty("java.home"), "bin/java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        struck + packed().map(Path::toString).orElseGet(Tool::classPath));
  }

  /** What the JVM has kept of an earlier start, if there is any. */
  private Path cache() {
    return accomplice
        .map(Accomplice::directory)
        .or(() -> packed().map(Path::getParent))
        .orElse(directory)
        .resolve("drover.aot");
  }

  /** The packed tool of a Maven build. */
  private static Optional<Path> packed() {
    try {
      Path own = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path lib = own.resolveSibling("dist/lib");
      if (!own.endsWith("classes") || !Files.isDirectory(lib)) {
        return Optional.empty();
      }
      try (Stream<Path> files = Files.list(lib)) {
        return files.filter(file -> file.toString().matches(".*/drover-[^/]*\\.jar")).findFirst();
      }
    } catch (URISyntaxException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What this test itself runs with. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** A command under way. */
  record Started(String command, Process process, Path out, Path err) {

    /** Waits until it has said something on standard output. */
    void awaitWords(String words) {
      Awaitility.await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> {
            assertThat(process.isAlive()).as("%s still runs, as %s", command, said()).isTrue();
            return Files.readString(out).contains(words);
          });
    }

    /** Sends it a signal, for instance {@code INT}, as Ctrl-C does. */
    void signal(String name) throws IOException, InterruptedException {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    /** Waits until it has ended. */
    Ending await() throws IOException, InterruptedException {
      if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError("did not end in " + LIMIT + ": " + said());
      }
      return said();
    }

    private Ending said() throws IOException {
      int code = process.isAlive() ? -1 : process.exitValue();
      return new Ending(command, code, Files.readString(out), Files.readString(err));
    }
  }
}
