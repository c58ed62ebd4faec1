package dev.drover.plugin;

import java.util.List;

/** A plugin that can't be used. The message is one sentence that names it. */
final class PluginException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String next;
  private final transient List<String> evidence;

  /**
   * What is wrong with a plugin.
   *
   * @param next what to do about it
   * @param evidence lines that help to understand it, for instance what it printed
   */
  PluginException(String message, String next, List<String> evidence) {
    super(message);
    this.next = next;
    this.evidence = List.copyOf(evidence);
  }

  PluginException(String message, String next) {
    this(message, next, List.of());
  }

  /** The same, with what the program printed on standard error. */
  PluginException saying(List<String> lines) {
    String last = lines.stream().filter(line -> !line.isBlank()).reduce("", (_, line) -> line);
    return last.isEmpty() ? this : new PluginException(words() + "; it said: " + last, next, lines);
  }

  String words() {
    return String.valueOf(getMessage());
  }

  String next() {
    return next;
  }

  List<String> evidence() {
    return evidence;
  }
}
