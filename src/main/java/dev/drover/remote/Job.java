package dev.drover.remote;

import java.util.function.Consumer;

/**
 * What makes a command outlive the connection: it runs detached on the machine under this id, and
 * whoever runs a command with the same id there again attaches to it.
 *
 * @param id small letters, digits and hyphens, the same for the same command and for no other
 * @param hears is told each last line that it has printed, while it runs
 */
public record Job(String id, Consumer<String> hears) {

  public Job {
    if (!id.matches("[a-z0-9][a-z0-9-]{0,120}")) {
      throw new IllegalArgumentException("`" + id + "` is no id of a job");
    }
  }

  /** A job whose printing nobody watches. */
  public static Job of(String id) {
    return new Job(id, _ -> {});
  }
}
