package dev.drover.sim;

import static dev.drover.sim.SimCommand.fail;
import static dev.drover.sim.SimCommand.ok;

import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.secret.Secret;
import java.util.List;
import java.util.Map;

/**
 * The scripts of leases. One in a directory that hosts share is the same on all of them; how long
 * it is since hosts were started can't be told, so a lease only expires by being watched.
 */
final class LeaseCommands {

  private static final int NO_BASE = 72;
  private static final int DISK_FULL = 73;

  private LeaseCommands() {}

  static void addTo(Map<String, SimCommand> commands) {
    commands.put("lease.look", (host, command, words) -> look(host, words));
    commands.put("lease.put", LeaseCommands::put);
    commands.put(
        "lease.log", (host, command, words) -> ok(host.world().leases().log(key(host, words))));
  }

  /** Shared by its path alone, else on a host. */
  private static String key(SimHost host, List<String> words) {
    String path = words.getFirst();
    boolean shared = words.size() > 1 && !words.get(1).isEmpty();
    return shared ? path : host.name() + ":" + path;
  }

  private static CommandResult look(SimHost host, List<String> words) {
    if (!words.get(1).isEmpty() && !host.files().isDirectory(words.get(1))) {
      return fail(NO_BASE, words.get(1) + " is not there");
    }
    SimLeases leases = host.world().leases();
    String key = key(host, words);
    return ok(
        "clock - 0 0 %s\nfile %s\nwritable yes\ngeneration %d\n%s"
            .formatted(host.name(), words.getFirst(), leases.generation(key), leases.text(key)));
  }

  /** {@code PATH BASE OVER FRESH TOKEN HOLD EVENT}. */
  private static CommandResult put(SimHost host, Command command, List<String> words) {
    SimLeases leases = host.world().leases();
    String key = key(host, words);
    if (leases.generation(key) == Long.parseLong(words.get(2))) {
      if (host.free() == 0) {
        return fail(DISK_FULL, words.getFirst() + " can't be written");
      }
      boolean fresh = words.get(3).equals("1");
      long token = Long.parseLong(words.get(4)) + (fresh ? 1 : 0);
      leases.put(
          key,
          "%stoken %d\nrenewed 0\nclock - 0 %s\n%send\n"
              .formatted(
                  command.input().map(Secret::reveal).orElse(""),
                  token,
                  host.name(),
                  fresh ? "since 0\n" : ""),
          words.get(6).isEmpty() ? "" : "token %d %s\n".formatted(token, words.get(6)));
    }
    return look(host, words);
  }
}
