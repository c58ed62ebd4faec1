package dev.drover.plan;

import dev.drover.diag.Diagnostics;
import dev.drover.expr.Scope;
import dev.drover.model.Keywords;
import dev.drover.remote.Remote;
import dev.drover.remote.WithEnvironment;
import dev.drover.remote.Word;
import dev.drover.schema.Binder;
import dev.drover.schema.Bound;
import dev.drover.schema.Main;
import dev.drover.yaml.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * As whom and in which environment a task works on its machine.
 *
 * @param become whether as another user than the one that logs in; empty if the inventory decides
 * @param user that user; empty if the inventory decides
 * @param environment variables for all that it runs there
 */
record WorkingAs(Optional<Boolean> become, Optional<String> user, Map<String, String> environment) {

  /** As the inventory says. */
  static final WorkingAs INVENTORY = new WorkingAs(Optional.empty(), Optional.empty(), Map.of());

  /** Variables of an environment as they are written. */
  record Variables(@Main Map<String, String> variables) {}

  WorkingAs {
    environment = Map.copyOf(environment);
  }

  /**
   * What keywords say; what is wrong is reported. Variables that rest on results which are not
   * known yet are left out.
   */
  static WorkingAs of(Keywords keywords, Scope scope, Diagnostics diagnostics) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (Node layer : keywords.environment()) {
      if (Binder.bind(Variables.class, layer, scope, diagnostics)
          instanceof Bound.Ready<Variables>(Variables found)) {
        environment.putAll(found.variables());
      }
    }
    return new WorkingAs(
        keywords.becoming().become(),
        keywords.becoming().user().flatMap(name -> scope.text(name, diagnostics)),
        environment);
  }

  /** A door through which everything runs in this environment. */
  Remote through(Remote door) {
    if (environment.isEmpty()) {
      return door;
    }
    Map<String, Word> words = new LinkedHashMap<>();
    environment.forEach((name, value) -> words.put(name, Word.secret(value)));
    return new WithEnvironment(door, words);
  }
}
