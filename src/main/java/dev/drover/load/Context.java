package dev.drover.load;

import dev.drover.model.Keywords;
import dev.drover.model.Layer;
import dev.drover.yaml.Node.ScalarNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a list of tasks stands.
 *
 * @param outer what is handed down to its tasks
 * @param notifies the handlers that groups around it notify
 * @param directory where files are looked for
 * @param layers the includes around it, the outermost first
 * @param chain what was included to get here, the outermost first
 * @param handlers the handlers that its tasks can notify
 */
record Context(
    Keywords outer,
    List<ScalarNode> notifies,
    Path directory,
    List<Layer> layers,
    List<String> chain,
    HandlerNames handlers) {

  Context {
    notifies = List.copyOf(notifies);
    layers = List.copyOf(layers);
    chain = List.copyOf(chain);
  }

  /** The inside of a group. */
  Context inside(Keywords keywords, List<ScalarNode> more) {
    return new Context(keywords, notified(more), directory, layers, chain, handlers);
  }

  /** All that a task here notifies. */
  List<ScalarNode> notified(List<ScalarNode> own) {
    List<ScalarNode> all = new ArrayList<>(notifies);
    all.addAll(own);
    return all;
  }
}
