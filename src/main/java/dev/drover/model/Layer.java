package dev.drover.model;

import dev.drover.diag.Diagnostics;
import dev.drover.expr.Scope;
import dev.drover.expr.Scope.Definition;
import dev.drover.yaml.Node;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names that an include or an iteration of a loop gives to the tasks inside it. What was written
 * for the parameters of an include means what it means at the include, not what it means inside.
 *
 * @param level the level in words, for instance {@code include restart.yml}
 * @param names what they stand for
 * @param outside {@code vars} of tasks and groups as they are in force outside
 * @param checks what can be checked of the names only where a host is known
 */
public record Layer(
    String level, Map<String, Definition> names, Map<String, Node> outside, List<Check> checks) {

  /**
   * Checks the type of a value with templates.
   *
   * @param name the parameter that has the value
   * @param node the value
   */
  public record Check(String name, Node node, Type type) {

    /** What a value must be. */
    @FunctionalInterface
    public interface Type {
      /** Reports what is wrong with the value that {@code node} has in {@code outside}. */
      void check(Node node, Scope outside, Diagnostics diagnostics);
    }
  }

  public Layer {
    names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
    outside = Collections.unmodifiableMap(new LinkedHashMap<>(outside));
    checks = List.copyOf(checks);
  }

  /** One in which nothing is left to be checked. */
  public Layer(String level, Map<String, Definition> names, Map<String, Node> outside) {
    this(level, names, outside, List.of());
  }
}
