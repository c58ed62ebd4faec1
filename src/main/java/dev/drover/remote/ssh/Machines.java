package dev.drover.remote.ssh;

import dev.drover.remote.Address;
import dev.drover.remote.Command;
import dev.drover.remote.LocalShell;
import dev.drover.remote.Patience;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Remotes;
import dev.drover.remote.Shell;
import dev.drover.remote.ShellRemote;
import dev.drover.remote.Socket;
import dev.drover.remote.SudoShell;
import dev.drover.remote.Target;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The real machines: over SSH or this one, as another user where the inventory says so. A machine
 * has one connection, whichever user commands run as.
 */
public final class Machines implements Remotes {

  private final Map<Target, Remote> doors = new ConcurrentHashMap<>();
  private final Connections connections;
  private final Patience patience;

  /** Nothing is connected yet. */
  public Machines(SshSettings settings) {
    this.connections = new Connections(settings);
    this.patience = settings.patience();
  }

  @Override
  public Remote to(Target target) {
    return doors.computeIfAbsent(target, key -> new ShellRemote(shell(key), patience(key)));
  }

  @Override
  public Map<String, String> hostKeys() {
    return connections.hostKeys();
  }

  @Override
  public void close() {
    connections.close();
  }

  /** This machine can't be lost. */
  private Patience patience(Target target) {
    return switch (target.kind()) {
      case LOCAL -> Patience.NONE;
      case SSH -> target.patience(patience);
    };
  }

  private Shell shell(Target target) {
    Shell login =
        switch (target.kind()) {
          case LOCAL -> new LocalShell(target.name());
          case SSH -> new Lazy(target);
        };
    return target.become().<Shell>map(become -> new SudoShell(login, become)).orElse(login);
  }

  /** Looks up how to log in only when that is needed, where errors can be told. */
  private final class Lazy implements Shell {

    private final Target target;
    private volatile @Nullable SshShell known;

    Lazy(Target target) {
      this.target = target;
    }

    @Override
    public String host() {
      return target.name();
    }

    @Override
    public int run(Command command, InputStream body, OutputStream out, OutputStream err)
        throws RemoteException, InterruptedException {
      return found().run(command, body, out, err);
    }

    @Override
    public Socket connect(Address address) throws RemoteException, InterruptedException {
      return found().connect(address);
    }

    private SshShell found() throws RemoteException {
      SshShell shell = known;
      if (shell == null) {
        shell = new SshShell(connections.to(target));
        known = shell;
      }
      return shell;
    }
  }
}
