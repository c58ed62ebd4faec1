package dev.drover.sim;

import static dev.drover.sim.SimCommand.ok;

import java.util.List;
import java.util.Map;

/** What the doctor asks simulated hosts, besides what steps ask them. */
final class DoctorCommands {

  private DoctorCommands() {}

  static void addTo(Map<String, SimCommand> commands) {
    commands.put("doctor.tools", (host, command, words) -> ok(""));
    commands.put("doctor.rights", (host, command, words) -> ok(rights(host, words)));
    commands.put(
        "doctor.shared",
        (host, command, words) ->
            ok(host.files().isDirectory(words.getFirst()) ? "4711\n" : "missing\n"));
  }

  private static String rights(SimHost host, List<String> paths) {
    StringBuilder out = new StringBuilder();
    paths.forEach(path -> out.append(host.files().isDirectory(path) ? "fine\n" : "missing\n"));
    return out.toString();
  }
}
