package dev.drover.model;

import dev.drover.diag.Span;
import dev.drover.yaml.Node;
import java.util.List;
import java.util.Optional;

/**
 * A parameter of a runbook.
 *
 * @param defaultValue what it is if it isn't given, templates not yet resolved; without one it must
 *     be given
 * @param values the values that an {@code enum} may have
 * @param span where its name stands
 */
public record Param(
    String name,
    Type type,
    Optional<Node> defaultValue,
    Optional<String> description,
    List<String> values,
    Span span) {

  /** The types of parameters. */
  public enum Type {
    STRING,
    INT,
    BOOL,
    DURATION,
    SIZE,
    VERSION,
    PATH,
    URL,
    ENUM,
    LIST,
    MAP,
    SECRET;

    /** The word that runbooks use. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public Param {
    values = List.copyOf(values);
  }
}
