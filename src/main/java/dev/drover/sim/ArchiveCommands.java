package dev.drover.sim;

import static dev.drover.sim.SimCommand.fail;
import static dev.drover.sim.SimCommand.ok;

import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The program tar, on simulated files. */
final class ArchiveCommands {
  private ArchiveCommands() {}

  static void addTo(Map<String, SimCommand> commands) {
    commands.put("tar", ArchiveCommands::tar);
  }

  private static CommandResult tar(SimHost host, Command command, List<String> words) {
    Optional<SimFile.Plain> archive = host.files().plain(words.get(1));
    if (archive.isEmpty()) {
      return fail(2, "tar: " + words.get(1) + ": Cannot open: No such file or directory");
    }
    try {
      return switch (words.getFirst()) {
        case "-tf" -> list(archive.get().content(), false);
        case "-tvf" -> list(archive.get().content(), true);
        case "-xof" -> {
          host.files().unpack(archive.get().content(), words.get(3));
          yield ok("");
        }
        default -> throw new IllegalStateException("tar " + words + " is not simulated");
      };
    } catch (IllegalArgumentException e) {
      return fail(2, "tar: " + e.getMessage());
    }
  }

  private static CommandResult list(Content archive, boolean verbose) {
    StringBuilder out = new StringBuilder();
    for (SimArchive.Entry entry : SimArchive.entries(archive)) {
      out.append(verbose ? line(entry) : entry.name()).append('\n');
    }
    return ok(out.toString());
  }

  private static String line(SimArchive.Entry entry) {
    String end = " root/root 0 1970-01-01 00:00 " + entry.name();
    return switch (entry.file()) {
      case SimFile.Plain plain -> "-rw-r--r--" + end;
      case SimFile.Directory directory -> "drwxr-xr-x" + end;
      case SimFile.Link link -> "lrwxrwxrwx" + end + " -> " + link.target();
    };
  }
}
