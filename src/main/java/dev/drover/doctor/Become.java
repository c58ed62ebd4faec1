package dev.drover.doctor;

import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Target;

/** Whether commands can run as the user that the inventory wants, by sudo. */
final class Become implements HostCheck {

  @Override
  public String name() {
    return "sudo";
  }

  @Override
  public boolean concerns(Patient host) {
    return host.target().become().isPresent();
  }

  @Override
  public Found look(Patient host) throws RemoteException, InterruptedException {
    String wanted = host.target().become().map(Target.Become::user).orElse("root");
    CommandResult who = host.remote().exec(Command.probe("id", "-un"));
    if (who.ok() && who.out().strip().equals(wanted)) {
      return Found.ok("commands run as " + wanted);
    }
    return Found.problem(
        "commands should run as " + wanted + ", but: " + who.lastWords(),
        "allow the login user `sudo -u "
            + wanted
            + "` in sudoers, and give `ansible_become_password` if sudo asks for one");
  }
}
