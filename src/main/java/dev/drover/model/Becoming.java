package dev.drover.model;

import dev.drover.yaml.Node.ScalarNode;
import java.util.Optional;

/**
 * As whom a task works on its machine; what is empty is as the inventory says.
 *
 * @param become whether as another user than the one that logs in
 * @param user that user; may be a template
 */
public record Becoming(Optional<Boolean> become, Optional<ScalarNode> user) {

  /** A task that says nothing of it. */
  public static final Becoming AS_THE_INVENTORY_SAYS =
      new Becoming(Optional.empty(), Optional.empty());
}
