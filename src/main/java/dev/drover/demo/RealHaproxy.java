package dev.drover.demo;

import dev.drover.time.Waiter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The HAProxy that is installed on this machine, as a child process. */
public final class RealHaproxy implements Balancer {

  private static final Duration START = Duration.ofSeconds(15);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final BalancerSpec spec;
  private final String version;
  private final Process process;

  /** Writes its configuration and starts it; it takes connections when this returns. */
  public RealHaproxy(BalancerSpec spec, Waiter waiter) throws IOException, InterruptedException {
    this.spec = spec;
    Path binary =
        installed()
            .orElseThrow(() ->
                new IOException(
                    "HAProxy is not installed: install the package `haproxy`, or use the embedded"
                        + " balancer"));
    this.version = version(binary);
    Files.createDirectories(spec.directory());
    Files.deleteIfExists(spec.socket());
    Path configuration = spec.directory().resolve("haproxy.cfg");
    Files.writeString(configuration, HaproxyConfiguration.of(spec));
    Path log = spec.directory().resolve("haproxy.log");
    process =
        new ProcessBuilder(binary.toString(), "-db", "-f", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    awaitStart(waiter, log);
  }

  /** Where the binary is, if it is installed; Debian puts it where only root looks. */
  public static Optional<Path> installed() {
    return Stream.of(
            "/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin")
        .map(directory -> Path.of(directory, "haproxy"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static String version(Path binary) throws IOException {
    Process asked = new ProcessBuilder(binary.toString(), "-v").redirectErrorStream(true).start();
    String answer =
        new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return answer.lines().findFirst().orElse("").replaceAll("^HA-?Proxy version (\\S+).*$", "$1");
  }

  private void awaitStart(Waiter waiter, Path log) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        close();
        throw new IOException(
            "HAProxy did not start; its log " + log + " says: " + Files.readString(log).strip());
      }
      waiter.sleep(LOOK_AGAIN);
    }
  }

  private boolean answers() {
    try {
      return !ask("show version").isBlank();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public String description() {
    return "HAProxy " + version;
  }

  @Override
  public Path socket() {
    return spec.socket();
  }

  @Override
  public List<Long> processes() {
    return List.of(process.pid());
  }

  /** TERM ends a foreground HAProxy at once, connections included. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      Files.deleteIfExists(spec.socket());
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // Its directory is gone already.
    }
  }
}
