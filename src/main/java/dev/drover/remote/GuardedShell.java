package dev.drover.remote;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/**
 * A shell that runs nothing but reads for whoever has a lower token than the machine has seen.
 *
 * @param tokens by what they are for
 */
record GuardedShell(Shell shell, Map<String, Long> tokens) implements Shell {

  GuardedShell {
    tokens = Map.copyOf(tokens);
  }

  @Override
  public String host() {
    return shell.host();
  }

  @Override
  public int run(Command command, InputStream body, OutputStream out, OutputStream err)
      throws RemoteException, InterruptedException {
    Command asked =
        command.reads() ? command : command.with(Guard.VARIABLE, Word.of(Guard.value(tokens)));
    return shell.run(asked, body, out, err);
  }

  @Override
  public Socket connect(Address address) throws RemoteException, InterruptedException {
    return shell.connect(address);
  }
}
