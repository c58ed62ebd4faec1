package dev.drover.doctor;

import dev.drover.machine.HostFacts;
import dev.drover.remote.RemoteException;

/** Whether the shell is one that commands can be given to; shows what the machine is. */
final class PosixShell implements HostCheck {

  @Override
  public String name() {
    return "shell";
  }

  @Override
  public Found look(Patient host) throws RemoteException, InterruptedException {
    HostFacts facts = host.facts();
    return Found.ok(
        "POSIX sh; %s %s, %s, %d processors, load %.2f"
            .formatted(
                facts.os().id(),
                facts.os().version(),
                facts.arch(),
                facts.cpu().count(),
                facts.cpu().load1()));
  }
}
