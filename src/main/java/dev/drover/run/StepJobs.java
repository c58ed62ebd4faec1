package dev.drover.run;

import dev.drover.plan.Step;
import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.ForwardingRemote;
import dev.drover.remote.Job;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Gives the long commands of a step the ids that they run under, and that a resumed controller
 * finds them by: made of the run, the step, the number of the attempt, the command, and how many of
 * the same came before it.
 */
final class StepJobs {

  private static final int STEP = 16;
  private static final int COMMAND = 8;

  private final IssuedJobs issued;
  private final Step step;
  private final String ofStep;
  private final Consumer<String> hears;
  private final Map<String, Integer> counts = new HashMap<>();
  private int attempt = 1;
  private boolean lost;

  /**
   * For a step.
   *
   * @param hears is told what its commands print while they run
   */
  StepJobs(Running running, Step step, Consumer<String> hears) {
    this.issued = running.jobs();
    this.step = step;
    this.ofStep = digest(running.identity() + "\n" + step.id().text(), STEP);
    this.hears = hears;
  }

  /** From now on these are the commands of an attempt. */
  synchronized void attempt(int number) {
    attempt = number;
    lost = false;
    counts.clear();
  }

  /** A word that only this attempt has. */
  synchronized String name() {
    return ofStep + "-" + attempt;
  }

  /** What the ids of an attempt begin with. */
  String beginning(int number) {
    return ofStep + "-" + number + "-";
  }

  /** True if something of this attempt may run on, because the connection was lost. */
  synchronized boolean lost() {
    return lost;
  }

  /** The same door, through which long commands go as jobs. */
  Remote through(Remote door) {
    return new Door(door);
  }

  /** What a command prints that only reads is data for the step, not how it goes. */
  private synchronized Job next(Remote door, Command command) {
    String what = digest(command + "\n" + command.directory().orElse(""), COMMAND);
    int count = counts.merge(door.host() + " " + what, 1, Integer::sum);
    issued.add(step, door, ofStep + "-");
    return new Job(beginning(attempt) + what + "-" + count, command.reads() ? _ -> {} : this::hear);
  }

  private synchronized void lose() {
    lost = true;
  }

  /** What a machine prints must not move the cursor of whoever watches. */
  private void hear(String line) {
    hears.accept(line.replaceAll("\\p{Cntrl}", " ").strip());
  }

  private static String digest(String text, int length) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).substring(0, length);
  }

  /** A door to a machine. */
  private final class Door implements ForwardingRemote {

    private final Remote door;

    Door(Remote door) {
      this.door = door;
    }

    @Override
    public Remote remote() {
      return door;
    }

    @Override
    public void upload(Path local, String target, int mode, LongConsumer sent)
        throws RemoteException, InterruptedException {
      door.upload(local, target, mode, sent);
    }

    @Override
    public CommandResult exec(Command command) throws RemoteException, InterruptedException {
      if (!command.isLong()) {
        return door.exec(command);
      }
      try {
        return door.exec(command.job(next(door, command)));
      } catch (RemoteException.Unreachable unreachable) {
        lose();
        throw unreachable;
      }
    }
  }
}
