package dev.drover.remote.ssh;

import dev.drover.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything needed to log in to one SSH server, from the inventory and OpenSSH's configuration.
 *
 * @param name what messages call the machine
 * @param host name or address to connect to
 * @param keyName the name under which known_hosts has its keys
 * @param identities private key files
 * @param agent socket of the ssh-agent to ask
 * @param onlyIdentities whether the agent's other keys are left out; those of the files count
 * @param jump hosts to go through, from the first to the last
 * @param jumpIdentity private key files for the last of them, as they are written
 */
record Login(
    String name,
    String host,
    int port,
    String user,
    Optional<Secret> password,
    String keyName,
    List<Path> identities,
    boolean onlyIdentities,
    Optional<Path> agent,
    List<Path> knownHosts,
    List<String> jump,
    List<String> jumpIdentity,
    Duration aliveInterval,
    int aliveCountMax) {

  Login {
    identities = List.copyOf(identities);
    knownHosts = List.copyOf(knownHosts);
    jump = List.copyOf(jump);
    jumpIdentity = List.copyOf(jumpIdentity);
  }

  /** How messages show it. */
  String shown() {
    return user + "@" + place();
  }

  /** Where it is, as known_hosts and people write it. */
  String place() {
    return port == 22 ? host : "[" + host + "]:" + port;
  }
}
