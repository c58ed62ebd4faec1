package dev.drover.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.JobContract;
import dev.drover.remote.Jobs;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimRemoteTest extends JobContract {

  private final World world = new World();
  private final SimHost host = world.addHost("bb1", "root");

  @Override
  protected Remote remote() {
    return new SimRemote(world, "bb1");
  }

  @Override
  protected Command counting() {
    world
        .commands()
        .put("count", (there, _, _) -> new CommandResult(3, there.commands().size() + "\n", ""));
    return Command.of("count");
  }

  @Override
  protected Command forsaken() throws Exception {
    Command command = counting();
    remote().exec(job(command));
    host.jobs().timeOut();
    return command;
  }

  @Test
  void losesJobsWhenTheMachineIsStartedAnew() throws Exception {
    remote().exec(job(counting()));
    host.jobs().lose();
    assertThat(new Jobs(remote()).look(id)).isEqualTo(Map.of(id, Jobs.State.LOST));
    assertThatThrownBy(() -> remote().exec(job(counting())))
        .isInstanceOf(RemoteException.Refused.class)
        .hasMessage(
            "bb1: `count` was begun, but neither its process nor its status is there any more: the"
                + " machine was started anew, or somebody killed it");
    assertThat(host.commands()).containsExactly("count");
  }

  @Test
  void keepsTheResultOfAJobWhoseHostIsCutOffAfterIt() throws Exception {
    remote().exec(job(counting()));
    host.reachable(false);
    assertThatThrownBy(() -> remote().exec(job(counting())))
        .isInstanceOf(RemoteException.Unreachable.class);
    host.reachable(true);
    assertThat(remote().exec(job(counting())).out()).isEqualTo("1\n");
  }
}
