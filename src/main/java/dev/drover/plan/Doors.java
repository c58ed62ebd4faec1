package dev.drover.plan;

import dev.drover.diag.Diagnostics;
import dev.drover.model.Host;
import dev.drover.model.Scopes;
import dev.drover.remote.Remote;
import dev.drover.remote.Remotes;
import dev.drover.remote.Target;
import dev.drover.rest.Endpoint;
import dev.drover.rest.Rest;
import dev.drover.rest.Rests;
import dev.drover.task.Extensions;
import dev.drover.time.Clock;
import java.time.Instant;

/**
 * The ways from this machine to others.
 *
 * @param scopes what the inventory says of them
 * @param extensions what plugins add
 */
public record Doors(
    Scopes scopes, Remotes remotes, Rests rests, Clock clock, Extensions extensions) {

  /** Where no plugin adds a way. */
  public Doors(Scopes scopes, Remotes remotes, Rests rests, Clock clock) {
    this(scopes, remotes, rests, clock, Extensions.NONE);
  }

  /** The door to a host, as the inventory says that it is reached. */
  public Remote remote(Host host) {
    return remote(host, WorkingAs.INVENTORY);
  }

  /** The door to a host, for work as somebody in an environment. */
  Remote remote(Host host, WorkingAs as) {
    Diagnostics diagnostics = new Diagnostics();
    return new Inventoried(scopes)
        .target(host, as, diagnostics)
        .map(target -> as.through(remotes.to(target)))
        .orElseGet(() -> new NoWay(host.name(), diagnostics.sorted()));
  }

  /** The line by which a person runs a shell text on a host, as that is reached. */
  public String typed(Host host, String text) {
    return new Inventoried(scopes)
        .target(host, new Diagnostics())
        .map(target -> target.typed(text))
        .orElse("on " + host + ": " + text);
  }

  /** Doors that nobody can go through, for what needs no connection. */
  public static Doors closed(Scopes scopes, Extensions extensions) {
    return new Doors(scopes, new Closed(), new Closed(), () -> Instant.EPOCH, extensions);
  }

  private static final class Closed implements Remotes, Rests {
    @Override
    public Remote to(Target target) {
      throw new IllegalStateException(
          "nothing is asked while a plan is compiled: " + target.name());
    }

    @Override
    public Rest to(Endpoint endpoint) {
      throw new IllegalStateException(
          "nothing is asked while a plan is compiled: " + endpoint.base());
    }

    @Override
    public void close() {}
  }
}
