package dev.drover.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.remote.Address;
import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Remotes;
import dev.drover.remote.Socket;
import dev.drover.remote.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TriedOnceTest {

  private final List<String> knocks = new ArrayList<>();

  @Test
  void aRefusedLoginIsNotTriedAgain() {
    Remotes careful = TriedOnce.of(refusing());
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> careful.to(target()).exec(Command.probe("id")))
          .isInstanceOf(RemoteException.Denied.class)
          .hasMessage("lb1 refuses the key");
      assertThatThrownBy(() -> careful.to(target()).connect(new Address.Tcp("127.0.0.1", 1)))
          .isInstanceOf(RemoteException.Denied.class);
    }
    assertThat(knocks).containsExactly("true");
  }

  private Remotes refusing() {
    return new Remotes() {
      @Override
      public Remote to(Target target) {
        return new Refusing(target.name(), knocks);
      }

      @Override
      public void close() {}
    };
  }

  private static Target target() {
    return new Target(
        "lb1",
        Target.Kind.SSH,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** A machine that lets nobody in. */
  private record Refusing(String host, List<String> knocks) implements Remote {
    @Override
    public CommandResult exec(Command command) throws RemoteException {
      throw refused(command.toString());
    }

    @Override
    public void upload(Path local, String target, int mode) throws RemoteException {
      throw refused(target);
    }

    @Override
    public void download(String source, Path local) throws RemoteException {
      throw refused(source);
    }

    @Override
    public Socket connect(Address address) throws RemoteException {
      throw refused(address.toString());
    }

    private RemoteException refused(String what) {
      knocks.add(what);
      return new RemoteException.Denied(host + " refuses the key", "check the key", null);
    }
  }
}
