package dev.drover.plan;

import dev.drover.remote.Address;
import dev.drover.remote.Target;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A right that a run of a plan needs, with all that says where it is given. */
public sealed interface Right {

  /** To log in to a machine, or to work on this one. */
  record Login(Target machine) implements Right {}

  /**
   * To become another user by sudo, for whatever commands there are: a shell reads them from its
   * standard input.
   *
   * @param login who may; empty if the inventory does not say
   * @param password whether sudo asks for one
   */
  record Become(String host, Optional<String> login, String as, boolean password)
      implements Right {}

  /**
   * To run one program by sudo as another user.
   *
   * @param by who may; empty if the inventory does not say
   */
  record Program(String host, Optional<String> by, String as, List<String> words)
      implements Right {}

  /**
   * To give a command that is root's otherwise.
   *
   * @param by who gives it; empty if the inventory does not say
   */
  record Service(String host, Optional<String> by, List<String> words) implements Right {}

  /**
   * To send a request to the nodes of a cluster.
   *
   * @param as by which account; empty without credentials, and {@code token} for an access token
   */
  record Api(String cluster, String as, String method, String path) implements Right {}

  /**
   * To send a request to another service.
   *
   * @param as by which account; empty without credentials
   */
  record Web(URI base, String as, String method, String path) implements Right {}

  /**
   * To talk to a load balancer.
   *
   * @param via the host of the inventory from which it is reached; empty for this machine
   * @param level what one may do there, in the balancer's own words
   */
  record Balancer(Optional<String> via, Address address, String level) implements Right {}

  /**
   * To open a connection.
   *
   * @param from a host of the inventory; empty for this machine
   * @param to host and port
   * @param what for, in a word
   * @param through jump hosts or a proxy; empty if none
   */
  record Path(Optional<String> from, String to, String what, String through) implements Right {}

  /**
   * Something of which nobody knows beforehand what it needs.
   *
   * @param subject what, for instance a task
   */
  record Unknown(String subject, String words) implements Right {}
}
