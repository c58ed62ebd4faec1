package dev.drover.demo;

import dev.drover.time.Waiter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The processes of a cluster, found by their command lines: programs of ours that work in its
 * directory. A process id from a file is never believed without this.
 */
final class ClusterProcesses {

  private static final Duration POLITE = Duration.ofSeconds(4);
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String NODE = "com.atlassian.bitbucket.internal.launcher";

  /** Programs that a cluster is made of. Editors and the like in its directory are not ours. */
  private static final Set<String> PROGRAMS = Set.of("java", "haproxy", "sshd");

  private ClusterProcesses() {}

  /** Every process of the cluster that is alive. */
  static List<ProcessHandle> of(Layout layout) {
    return ProcessHandle.allProcesses().filter(handle -> belongs(handle, layout)).toList();
  }

  private static boolean belongs(ProcessHandle handle, Layout layout) {
    if (handle.pid() == ProcessHandle.current().pid()) {
      return false;
    }
    List<String> words = commandLine(handle);
    if (words.isEmpty() || words.contains("dev.drover.cli.Main")) {
      return false;
    }
    String program = words.getFirst().replaceFirst("^.*/", "").replaceFirst(":.*$", "");
    String inside = layout.root() + "/";
    return PROGRAMS.contains(program)
        && words.stream()
            .anyMatch(word -> word.contains(inside) || word.equals(layout.root().toString()));
  }

  /** True for the process of a node of the cluster. */
  static boolean isNode(ProcessHandle handle, Layout layout) {
    return belongs(handle, layout)
        && commandLine(handle).stream().anyMatch(word -> word.startsWith(NODE));
  }

  /** True if the database of the cluster runs. */
  static boolean databaseRuns(Layout layout) {
    return of(layout).stream()
        .anyMatch(handle -> commandLine(handle).contains(layout.database().toString()));
  }

  /** The words of a process, whole: the JDK's own answer is cut off at some length on Linux. */
  private static List<String> commandLine(ProcessHandle handle) {
    Path file = Path.of("/proc", String.valueOf(handle.pid()), "cmdline");
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return List.of(text.split("[\0]", -1)).stream()
          .flatMap(word -> List.of(word.split(" ", -1)).stream())
          .filter(word -> !word.isEmpty())
          .toList();
    } catch (IOException e) {
      return handle
          .info()
          .commandLine()
          .map(line -> List.of(line.split(" ", -1)))
          .orElse(List.of());
    }
  }

  /** Ends all of them: politely those that tidy up after themselves, then by force. */
  static void end(Layout layout, Waiter waiter) throws IOException, InterruptedException {
    for (ProcessHandle handle : of(layout)) {
      if (isNode(handle, layout)) {
        handle.destroyForcibly();
      } else {
        handle.destroy();
      }
    }
    long deadline = System.nanoTime() + POLITE.toNanos();
    Poll.until(
        waiter,
        LIMIT,
        () -> {
          List<ProcessHandle> left = of(layout);
          if (System.nanoTime() > deadline) {
            left.forEach(ProcessHandle::destroyForcibly);
          }
          return left.isEmpty();
        },
        () -> "these processes of the cluster can't be ended: " + pids(layout));
  }

  private static String pids(Layout layout) {
    return of(layout).stream()
        .map(handle -> String.valueOf(handle.pid()))
        .collect(Collectors.joining(", "));
  }
}
