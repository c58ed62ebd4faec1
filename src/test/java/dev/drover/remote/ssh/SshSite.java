package dev.drover.remote.ssh;

import dev.drover.demo.EmbeddedSshServer;
import dev.drover.demo.OpenSshServer;
import dev.drover.demo.SshServer;
import dev.drover.remote.Remote;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A server that a user trusts and may log in to. */
record SshSite(SshPlace user, SshServer server) implements AutoCloseable {

  /** With OpenSSH's server, which has these settings too. */
  static SshSite real(Path place, String... settings) throws IOException, InterruptedException {
    SshPlace user = SshPlace.create(place);
    SshServer server =
        OpenSshServer.start(place.resolve("server"), user.authorizedKeys(), 0, List.of(settings));
    return new SshSite(user.trust(server), server);
  }

  /** With the server that test clusters have. */
  static SshSite embedded(Path place) throws IOException, InterruptedException {
    SshPlace user = SshPlace.create(place);
    SshServer server =
        EmbeddedSshServer.start(
            place.resolve("host_key"), user.authorizedKeys(), Optional.empty(), 0, place);
    return new SshSite(user.trust(server), server);
  }

  Remote remote() {
    return user.to(server);
  }

  @Override
  public void close() {
    user.close();
    server.close();
  }
}
