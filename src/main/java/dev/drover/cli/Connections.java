package dev.drover.cli;

import dev.drover.lb.Busynesses;
import dev.drover.lock.FencedDoors;
import dev.drover.lock.Leases;
import dev.drover.model.Host;
import dev.drover.model.Scopes;
import dev.drover.plan.Doors;
import dev.drover.remote.Remote;
import dev.drover.remote.Remotes;
import dev.drover.remote.ssh.Machines;
import dev.drover.remote.ssh.SshSettings;
import dev.drover.rest.JdkRests;
import dev.drover.rest.Rests;
import dev.drover.run.Asker;
import dev.drover.run.Means;
import dev.drover.task.Extensions;
import dev.drover.time.SystemTime;
import java.util.Optional;

/** The real ways from this machine to others, open as long as a command runs. */
final class Connections implements AutoCloseable {

  private final Scopes scopes;
  private final Extensions extensions;
  private final Remotes remotes;
  private final Rests rests;

  private Connections(Scopes scopes, Extensions extensions, Remotes remotes) {
    this.scopes = scopes;
    this.extensions = extensions;
    this.remotes = remotes;
    this.rests = new JdkRests(this::machine);
  }

  /** Nothing is connected yet. */
  static Connections of(Compiled compiled, Terminal terminal) {
    return of(compiled.scopes(), compiled.extensions(), terminal);
  }

  /** To the hosts of an inventory; nothing is connected yet. */
  static Connections of(Scopes scopes, Terminal terminal) {
    return of(scopes, Extensions.NONE, terminal);
  }

  /** The same, with what plugins add. */
  static Connections of(Scopes scopes, Extensions extensions, Terminal terminal) {
    SshSettings settings =
        SshSettings.ofUser(Optional.ofNullable(System.getenv("SSH_AUTH_SOCK")), terminal::tell);
    return new Connections(scopes, extensions, new Machines(settings));
  }

  private Remote machine(String name) {
    Host host =
        scopes
            .inventory()
            .host(name)
            .orElseThrow(() -> new IllegalStateException("tunnels lead through hosts: " + name));
    return doors().remote(host);
  }

  Doors doors() {
    return new Doors(scopes, remotes, rests, SystemTime.SYSTEM, extensions);
  }

  /** What a run works with; every effect asks whether they are held. */
  Means means(Asker asker, Leases fence) {
    return new Means(
        FencedDoors.of(doors(), fence),
        SystemTime.SYSTEM,
        asker,
        Busynesses.all(),
        scopes.masker());
  }

  @Override
  public void close() {
    rests.close();
    remotes.close();
  }
}
