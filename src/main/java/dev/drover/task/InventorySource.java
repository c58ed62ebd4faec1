package dev.drover.task;

import java.nio.file.Path;
import java.util.Map;

/**
 * A source of hosts: an inventory file {@code {plugin: name, …}} stands for what it lists. It is
 * constructed without side effects and keeps no state.
 */
public interface InventorySource {

  /** A source that can't tell its hosts; the message says why, and what to do about it. */
  final class SourceException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says why. */
    public SourceException(String message) {
      super(message);
    }
  }

  /** The word that inventory files have for it: {@code plugin: word}. */
  String name();

  /**
   * Its hosts, in the JSON that {@code ansible-inventory --list} prints, with {@code
   * _meta.hostvars}.
   *
   * @param file the inventory file, for paths relative to it
   * @param settings what else the inventory file says, as plain data: text, numbers, lists, maps
   */
  String list(Path file, Map<String, Object> settings) throws SourceException, InterruptedException;
}
