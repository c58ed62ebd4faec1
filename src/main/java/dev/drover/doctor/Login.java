package dev.drover.doctor;

import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Target;

/** Whether one gets in: address, host key, credentials. */
final class Login implements HostCheck {

  @Override
  public String name() {
    return "login";
  }

  @Override
  public boolean onMachine() {
    return false;
  }

  @Override
  public Found look(Patient host) throws RemoteException, InterruptedException {
    CommandResult who = host.login().exec(Command.probe("id", "-un"));
    String way =
        host.target().kind() == Target.Kind.LOCAL ? "on this machine" : "over SSH, host key known";
    return who.ok()
        ? Found.ok("as " + who.out().strip() + " " + way)
        : Found.problem(
            "commands don't run there: " + who.lastWords(),
            "log in by hand and look at the account's shell and its start-up files");
  }
}
