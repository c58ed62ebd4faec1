package dev.drover.task;

import dev.drover.schema.Version;
import java.util.List;
import java.util.Optional;

/**
 * What a step means for the product on its host, or for the cluster of that. Kinds tell it, so that
 * policies can judge a plan without knowing any kind.
 */
public sealed interface NodeEffect {

  /** The node is stopped. */
  record Stops() implements NodeEffect {}

  /** The node is started from an installation. */
  record Starts(String installation) implements NodeEffect {}

  /**
   * An installation is put on the host; nothing runs from it by that.
   *
   * @param version which it has, if that is written
   */
  record Installs(String installation, Optional<Version> version) implements NodeEffect {}

  /** From now on the host's service starts the node from an installation. */
  record Enables(String installation) implements NodeEffect {}

  /**
   * It goes on only when the node is ACTIVE.
   *
   * @param version at this version; at any if empty
   */
  record Awaits(Optional<Version> version) implements NodeEffect {}

  /**
   * The cluster's upgrade is finished, and there is no way back.
   *
   * @param except nodes that may be dropped from the cluster
   */
  record Finishes(Version version, List<String> except) implements NodeEffect {
    public Finishes {
      except = List.copyOf(except);
    }
  }
}
