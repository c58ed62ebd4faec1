package dev.drover.task;

import dev.drover.remote.Address;
import dev.drover.rest.Endpoint;
import java.util.List;
import java.util.Optional;

/**
 * A door that a step goes through, for which somebody has to give a right before: so a change
 * review can see what a run will be able to do, and whoever prepares it gives no more than that.
 */
public sealed interface Need {

  /** Nothing but commands and files on the machine that the step works on. */
  List<Need> MACHINE_ONLY = List.of(new Machine());

  /** Commands and files on the machine that the step works on, as whom the step works there. */
  record Machine() implements Need {}

  /** Commands and files on another machine, as the inventory says for it. */
  record Other(String host) implements Need {}

  /**
   * A program that is run by sudo as another user, where the step works as neither that user nor
   * root.
   *
   * @param words the program by its path, and its arguments
   */
  record RunAs(String user, List<String> words) implements Need {
    public RunAs {
      words = List.copyOf(words);
    }
  }

  /**
   * A command on the machine that the step works on which only root, or whom root allows it, may
   * give.
   */
  record Service(List<String> words) implements Need {
    public Service {
      words = List.copyOf(words);
    }
  }

  /**
   * A request to nodes of the cluster that the step's host is in.
   *
   * @param authenticated whether credentials go with it
   */
  record Cluster(String method, String path, boolean authenticated) implements Need {
    /** A request with the credentials of the product. */
    public Cluster(String method, String path) {
      this(method, path, true);
    }
  }

  /**
   * A request to some other service.
   *
   * @param path where it goes; one that ends with {@code *} stands for all that begin so
   */
  record Web(Endpoint endpoint, String method, String path) implements Need {}

  /**
   * A connection from the machine that the step works on.
   *
   * @param to a name and a port
   */
  record Connection(Address to) implements Need {}

  /**
   * A talk with a load balancer.
   *
   * @param via the host of the inventory from which it is reached; empty for this machine
   * @param level what the one who talks must be allowed to, in the balancer's own words
   */
  record Balancer(Optional<String> via, Address address, String level) implements Need {}

  /** Something that nobody can know beforehand, in a sentence. */
  record Unknown(String words) implements Need {}
}
