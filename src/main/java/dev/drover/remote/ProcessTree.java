package dev.drover.remote;

import java.util.List;
import org.apache.commons.exec.ExecuteWatchdog;
import org.jspecify.annotations.Nullable;

/**
 * Ends a process with all that it has started. The library's own watchdog would leave grandchildren
 * behind, and they would hold the output open.
 */
final class ProcessTree extends ExecuteWatchdog {

  private @Nullable Process root;
  private boolean ended;

  @SuppressWarnings("deprecation") // The builder, its successor, can't make a subclass.
  ProcessTree() {
    super(INFINITE_TIMEOUT);
  }

  @Override
  public synchronized void start(Process process) {
    root = process;
    if (ended) {
      destroy(process);
    }
    super.start(process);
  }

  /** Ends all of it, now or as soon as it starts. */
  synchronized void end() {
    ended = true;
    if (root != null) {
      destroy(root);
    }
  }

  private static void destroy(Process process) {
    // Listed first: once the parent is dead its children belong to nobody.
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }
}
