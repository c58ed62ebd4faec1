package dev.drover.remote.ssh;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentKeyConstraint;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionContext;

/** Finds the agent of a session; an agent is asked, never forwarded. */
final class Agents implements SshAgentFactory {

  @Override
  public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
    return List.of();
  }

  @Override
  public SshAgent createClient(Session session, FactoryManager manager) {
    Optional<Attempt> attempt = Optional.ofNullable(session.getAttribute(Attempt.KEY));
    Optional<Path> socket = attempt.map(Attempt::login).flatMap(Login::agent);
    if (socket.isEmpty()) {
      return new NoAgent();
    }
    try {
      return Agent.open(socket.get(), key -> attempt.filter(a -> a.wants(key)).isPresent());
    } catch (IOException unreachable) {
      attempt.ifPresent(a ->
          a.problem(
              "the ssh-agent at "
                  + socket.get()
                  + " does not answer: "
                  + unreachable.getMessage()));
      return new NoAgent();
    }
  }

  @Override
  public SshAgentServer createServer(ConnectionService service) throws IOException {
    throw new IOException("agent forwarding is not supported");
  }

  /** Offers no keys. */
  private static final class NoAgent implements SshAgent {

    @Override
    public Iterable<Map.Entry<PublicKey, String>> getIdentities() {
      return List.of();
    }

    @Override
    public Map.Entry<String, byte[]> sign(
        SessionContext session, PublicKey key, String algorithm, byte[] data) throws IOException {
      throw new IOException("there is no ssh-agent");
    }

    @Override
    public void addIdentity(KeyPair key, String comment, SshAgentKeyConstraint... constraints)
        throws IOException {
      throw new IOException("there is no ssh-agent");
    }

    @Override
    public void removeIdentity(PublicKey key) throws IOException {
      throw new IOException("there is no ssh-agent");
    }

    @Override
    public void removeAllIdentities() {}

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
