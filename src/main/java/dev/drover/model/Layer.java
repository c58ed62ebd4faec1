package dev.drover.model;

import dev.drover.expr.Scope.Definition;
import dev.drover.yaml.Node;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names that an include or an iteration of a loop gives to the tasks inside it. What was written
 * for the parameters of an include means what it means at the include, not what it means inside.
 *
 * @param level the level in words, for instance {@code include restart.yml}
 * @param names what they stand for
 * @param outside {@code vars} of tasks and groups as they are in force outside
 */
public record Layer(String level, Map<String, Definition> names, Map<String, Node> outside) {

  public Layer {
    names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
    outside = Collections.unmodifiableMap(new LinkedHashMap<>(outside));
  }
}
