package dev.drover.plugin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The running program of a plugin: lines in, lines out, with bounds. Closing it ends the program
 * with all that it has started.
 */
final class Program implements AutoCloseable {

  /** What a program may print in all; a plugin that prints more has lost its way. */
  private static final int MOST_OUTPUT = 8 << 20;

  /** What is kept of standard error, from its end. */
  private static final int MOST_WORDS = 64 << 10;

  private static final int MOST_EVIDENCE = 20;
  private static final Duration LEAVE = Duration.ofSeconds(2);
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  /** What a program finds in its environment without asking: nothing that could be a secret. */
  private static final Set<String> ENVIRONMENT =
      Set.of("PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR");

  /** What comes from the program. */
  sealed interface Output {
    /** A line that it printed. */
    record Line(String text) implements Output {}

    /** It closed its standard output. */
    record End() implements Output {}

    /** It printed more than is read. */
    record TooMuch() implements Output {}
  }

  private final Process process;
  private final BlockingQueue<Output> output = new LinkedBlockingQueue<>();
  private final BlockingQueue<byte[]> input = new LinkedBlockingQueue<>();
  private final StringBuilder words = new StringBuilder();
  private final Thread errors;

  private Program(Process process) {
    this.process = process;
    Thread.ofVirtual().start(this::read);
    Thread.ofVirtual().start(this::write);
    errors = Thread.ofVirtual().start(this::listen);
  }

  /**
   * Starts a program in its own process group, so that all of it can be ended.
   *
   * @param directory where it works
   * @param variables names in this process's environment that it gets besides the usual ones
   */
  static Program start(Path file, Path directory, String argument, Set<String> variables)
      throws IOException {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      command.add(SETSID.toString());
    }
    command.add(file.toString());
    command.add(argument);
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> !ENVIRONMENT.contains(name) && !variables.contains(name));
    return new Program(builder.start());
  }

  /** Sends a line; the program may be gone, which shows in what it prints. */
  void send(String line) {
    input.add((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** What it prints next; nothing comes in {@code limit} if the answer is empty. */
  java.util.Optional<Output> next(Duration limit) throws InterruptedException {
    return java.util.Optional.ofNullable(
        output.poll(Math.max(0, limit.toMillis()), TimeUnit.MILLISECONDS));
  }

  /** The last lines that it printed on standard error. */
  List<String> evidence() {
    synchronized (words) {
      List<String> lines = words.toString().lines().toList();
      return List.copyOf(lines.subList(Math.max(0, lines.size() - MOST_EVIDENCE), lines.size()));
    }
  }

  /** How it ended, in a few words, if it ends soon. */
  String ending() throws InterruptedException {
    if (!process.waitFor(LEAVE.toMillis(), TimeUnit.MILLISECONDS)) {
      return "it did not end";
    }
    errors.join(LEAVE);
    int status = process.exitValue();
    return status > 128
        ? "signal " + (status - 128) + " ended it"
        : "it ended with status " + status;
  }

  /** Lets it leave by itself for a moment, for it may have something to tidy up. */
  void leave() throws InterruptedException {
    input.add(new byte[0]);
    process.waitFor(LEAVE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    // Listed first: once the parent is dead its children belong to nobody.
    List<ProcessHandle> descendants = process.descendants().toList();
    if (Files.isExecutable(SETSID)) {
      endGroup();
    }
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
    input.add(new byte[0]);
  }

  /** What the program has started and disowned is still in its group. */
  private void endGroup() {
    try {
      new ProcessBuilder("sh", "-c", "kill -s KILL -- \"-$1\"", "end", Long.toString(process.pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      return; // no shell here: then the descendants that are known are all that can be ended
    }
  }

  private void read() {
    int total = 0;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 14];
    try (InputStream out = process.getInputStream()) {
      for (int got = out.read(buffer); got >= 0; got = out.read(buffer)) {
        total += got;
        if (total > MOST_OUTPUT) {
          output.add(new Output.TooMuch());
          return;
        }
        for (int i = 0; i < got; i++) {
          if (buffer[i] == '\n') {
            output.add(new Output.Line(line.toString(StandardCharsets.UTF_8)));
            line.reset();
          } else {
            line.write(buffer[i]);
          }
        }
      }
    } catch (IOException e) {
      line.reset(); // it was ended
    }
    if (line.size() > 0) {
      output.add(new Output.Line(line.toString(StandardCharsets.UTF_8)));
    }
    output.add(new Output.End());
  }

  private void listen() {
    byte[] buffer = new byte[1 << 13];
    try (InputStream err = process.getErrorStream()) {
      for (int got = err.read(buffer); got >= 0; got = err.read(buffer)) {
        synchronized (words) {
          words.append(new String(buffer, 0, got, StandardCharsets.UTF_8));
          words.delete(0, Math.max(0, words.length() - MOST_WORDS));
        }
      }
    } catch (IOException e) {
      return; // it was ended
    }
  }

  private void write() {
    try (OutputStream in = process.getOutputStream()) {
      for (byte[] next = input.take(); next.length > 0; next = input.take()) {
        in.write(next);
        in.flush();
      }
    } catch (IOException e) {
      return; // it reads no more, which is its right
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
