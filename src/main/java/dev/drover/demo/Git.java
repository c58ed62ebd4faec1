package dev.drover.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The real Git client, run as a child process with a configuration of its own: what the user has
 * configured plays no part, and no secret is on a command line or in an environment.
 */
public final class Git {

  private final GitAccount account;
  private final Path directory;

  /** Prepares {@code directory} for the account's configuration. */
  public Git(GitAccount account, Path directory) throws IOException {
    this.account = account;
    this.directory = directory;
    Files.createDirectories(directory);
    PrivateFile.write(directory.resolve("gitconfig"), configuration());
    Files.writeString(
        directory.resolve("known_hosts"), GitAccount.HOST_ALIAS + " " + account.hostKey() + "\n");
  }

  /** How a Git command ended. */
  public record Ending(int status, String output) {
    /** True if it did what it was told. */
    public boolean ok() {
      return status == 0;
    }

    /** The first lines of what it said, on one line. */
    public String firstWords() {
      List<String> lines =
          output.lines().map(String::strip).filter(line -> !line.isEmpty()).limit(3).toList();
      return lines.isEmpty() ? "exit " + status + " without a word" : String.join(" / ", lines);
    }
  }

  /** The version of the installed client. */
  public static String version() throws IOException, InterruptedException {
    try {
      Process process = new ProcessBuilder("git", "--version").redirectErrorStream(true).start();
      String answer =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() == 0) {
        return answer.replace("git version ", "");
      }
    } catch (IOException e) {
      throw new IOException(
          "the Git client is not installed: install the package `git`; the traffic is made of real"
              + " clones and pushes",
          e);
    }
    throw new IOException("`git --version` fails; the traffic is made of real clones and pushes");
  }

  /** Runs a command in {@code place} to its end, or ends it and all its children at the limit. */
  public Ending run(Path place, Duration limit, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(directory, "git", ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(place.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    environment(builder.environment());
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        end(process);
        return new Ending(124, "no end after " + limit.toSeconds() + " s");
      }
      return new Ending(process.exitValue(), Files.readString(output));
    } catch (InterruptedException e) {
      end(process);
      throw e;
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private void environment(Map<String, String> variables) {
    variables.keySet().removeIf(name -> name.startsWith("GIT_") || name.startsWith("SSH_"));
    variables.put("GIT_CONFIG_NOSYSTEM", "1");
    variables.put("GIT_CONFIG_GLOBAL", directory.resolve("gitconfig").toString());
    variables.put("GIT_TERMINAL_PROMPT", "0");
    variables.put("LC_ALL", "C");
    variables.put("HOME", directory.toString());
  }

  private String configuration() {
    return """
    [user]
    	name = Drover's traffic
    	email = traffic@localhost
    [init]
    	defaultBranch = master
    [gc]
    	auto = 0
    [protocol]
    	version = 2
    [http]
    	extraHeader = Authorization: Basic %s
    [core]
    	sshCommand = ssh -F none -i '%s' -o IdentitiesOnly=yes -o BatchMode=yes -o ConnectTimeout=20 \
    -o StrictHostKeyChecking=yes -o HostKeyAlias=%s -o UserKnownHostsFile='%s'
    """
        .formatted(
            account.basic(),
            account.key(),
            GitAccount.HOST_ALIAS,
            directory.resolve("known_hosts"));
  }
}
