package dev.drover.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The real OpenSSH server as a child process, with its own configuration in a directory. As root it
 * lets in every user whose key is authorized, else only the user of this process.
 */
public final class OpenSshServer implements SshServer {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int ATTEMPTS = 5;
  private static final int SECONDS = 20;

  private final Process process;
  private final int port;
  private final String hostKey;

  private OpenSshServer(Process process, int port, String hostKey) {
    this.process = process;
    this.port = port;
    this.hostKey = hostKey;
  }

  /** Where {@code sshd} is on this machine, if it is. */
  public static Optional<Path> program() {
    return Stream.of("/usr/sbin", "/usr/local/sbin", "/sbin", "/usr/bin", "/opt/homebrew/sbin")
        .map(directory -> Path.of(directory, "sshd"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts a server.
   *
   * @param directory for its host key, configuration and log; kept for the next start
   * @param authorizedKeys file with the public keys that may log in
   * @param port 0 for any free one
   * @param settings further lines of sshd_config; the first of two that differ wins
   */
  public static OpenSshServer start(
      Path directory, Path authorizedKeys, int port, List<String> settings)
      throws IOException, InterruptedException {
    Path program =
        program().orElseThrow(() -> new IOException("OpenSSH's server `sshd` is not installed"));
    Files.createDirectories(directory);
    Path key = directory.resolve("host_key");
    if (!Files.exists(key)) {
      generate(key);
    }
    if (System.getProperty("user.name").equals("root")) {
      // Where the server gives up its rights to; the system's service would make it at its start.
      Files.createDirectories(Path.of("/run/sshd"));
    }
    String line = Files.readString(Path.of(key + ".pub")).strip();
    String hostKey = line.split(" ", 3)[0] + " " + line.split(" ", 3)[1];
    for (int attempt = 1; ; attempt++) {
      int free = port == 0 ? freePort() : port;
      Path config = directory.resolve("sshd_config");
      Files.write(config, configuration(key, authorizedKeys, free, settings));
      Path log = directory.resolve("sshd.log");
      Process process =
          new ProcessBuilder(program.toString(), "-D", "-e", "-f", config.toString())
              .redirectErrorStream(true)
              .start();
      if (listens(process, log)) {
        return new OpenSshServer(process, free, hostKey);
      }
      process.destroyForcibly();
      // Somebody else may have taken the port since it was found free.
      if (attempt == ATTEMPTS || port != 0) {
        throw new IOException("sshd does not start: " + Files.readString(log).strip());
      }
    }
  }

  @Override
  public String host() {
    return LOOPBACK;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String hostKey() {
    return hostKey;
  }

  /** Ends its connections as well; commands that run on are not its children. */
  @Override
  public void close() {
    List<ProcessHandle> connections = process.children().toList();
    process.destroy();
    connections.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stop) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** The processes that serve its connections, for tests that hang them up. */
  public List<ProcessHandle> connections() {
    return process.descendants().toList();
  }

  private static List<String> configuration(
      Path key, Path authorizedKeys, int port, List<String> settings) {
    List<String> lines = new ArrayList<>(settings);
    lines.addAll(
        List.of(
            "Port " + port,
            "ListenAddress " + LOOPBACK,
            "HostKey \"" + key + "\"",
            "PidFile none",
            "AuthorizedKeysFile \"" + authorizedKeys + "\"",
            "StrictModes no",
            "UsePAM no",
            "PermitRootLogin yes",
            "PasswordAuthentication no",
            "KbdInteractiveAuthentication no",
            "MaxStartups 100",
            "PrintMotd no",
            "LogLevel VERBOSE"));
    return lines;
  }

  private static void generate(Path key) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "drover", "-f", key.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("ssh-keygen makes no host key: " + said.strip());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Waits for the word that it listens, then goes on to write its log to a file. */
  private static boolean listens(Process process, Path log)
      throws IOException, InterruptedException {
    CompletableFuture<Boolean> listening = new CompletableFuture<>();
    Files.writeString(log, "");
    Thread.ofVirtual()
        .start(() -> {
          try (BufferedReader lines = process.inputReader();
              var file = Files.newBufferedWriter(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
              file.append(line).append('\n').flush();
              if (line.contains("Server listening on")) {
                listening.complete(true);
              }
            }
          } catch (IOException over) {
            listening.complete(false);
          }
          listening.complete(false);
        });
    try {
      return listening.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException silent) {
      return false;
    }
  }
}
