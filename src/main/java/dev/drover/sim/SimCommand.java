package dev.drover.sim;

import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import java.util.List;

/** What a program or a script does on a simulated host. */
@FunctionalInterface
public interface SimCommand {
  /**
   * Does it.
   *
   * @param host where
   * @param command the whole command, with environment and directory
   * @param arguments its arguments, without the program's or script's own name
   */
  CommandResult run(SimHost host, Command command, List<String> arguments);

  /** It went well and printed this. */
  static CommandResult ok(String out) {
    return new CommandResult(0, out, "");
  }

  /** It ended with a status and words on standard error. */
  static CommandResult fail(int status, String err) {
    return new CommandResult(status, "", err + "\n");
  }
}
