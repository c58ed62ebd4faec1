package dev.drover.remote;

import dev.drover.remote.JobFrames.Ending;
import dev.drover.secret.Secret;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.UUID;

/**
 * Runs a command so that it outlives the connection: begins it unless it was begun before, follows
 * it, and follows it again where a connection was lost.
 */
final class JobRunner {

  /** An operator who stops a run does not wait long for a machine that is gone. */
  private static final Duration STOPPING = Duration.ofSeconds(15);

  private final Shell shell;
  private final Retries retries;

  JobRunner(Shell shell, Retries retries) {
    this.shell = shell;
    this.retries = retries;
  }

  /** Runs it to its end, or attaches to it; both outputs come from their beginning, once. */
  int run(Command command, Job job, OutputStream out, OutputStream err)
      throws RemoteException, InterruptedException {
    JobFrames frames = new JobFrames(out, err, job);
    long end = System.nanoTime() + command.timeout().toNanos();
    try {
      return status(command, job, followed(command, job, frames, end));
    } catch (InterruptedException stop) {
      endAnyway(job);
      throw stop;
    }
  }

  private Ending followed(Command command, Job job, JobFrames frames, long end)
      throws RemoteException, InterruptedException {
    try {
      return retries.whileLost(job.hears(), () -> follow(command, job, frames, end));
    } catch (RemoteException.TooSlow hung) {
      // A machine that accepts and does not answer may run it as one that does not accept.
      throw RemoteException.Unreachable.lost(hung.getMessage(), hung.next(), hung);
    }
  }

  private int status(Command command, Job job, Ending ending)
      throws RemoteException, InterruptedException {
    return switch (ending) {
      case Ending.Status(int status, boolean full) when full ->
          throw new RemoteException.Refused(
              "%s: the disk is full that keeps what `%s` prints; it ended with status %d, and not all of its output is there"
                  .formatted(shell.host(), command, status),
              "make room where ~/.drover/jobs is on "
                  + shell.host()
                  + ", and look at what the command has done",
              null);
      case Ending.Status(int status, _) -> status;
      case Ending.Late _ -> {
        end(job, true, retries);
        throw TimeLimit.exceeded(shell.host(), command, null);
      }
      case Ending.TimedOut _ -> throw TimeLimit.exceeded(shell.host(), command, null);
      case Ending.Stopped _ ->
          throw new RemoteException.Refused(
              "%s: `%s` was stopped before it had finished".formatted(shell.host(), command),
              "look at what it has done on " + shell.host() + ", then run it again",
              null);
      case Ending.Lost _ ->
          throw new RemoteException.Refused(
              "%s: `%s` was begun, but neither its process nor its status is there any more: the machine was started anew, or somebody killed it"
                  .formatted(shell.host(), command),
              "look at what it has done on " + shell.host() + ", then run it again",
              null);
    };
  }

  /** One follower, until it says how the job was left. */
  private Ending follow(Command command, Job job, JobFrames frames, long end)
      throws RemoteException, InterruptedException {
    frames.restart();
    Duration left = Duration.ofNanos(end - System.nanoTime());
    if (!left.isPositive()) {
      return new Ending.Late(); // it has had its time while nobody could reach the machine
    }
    Capture complaints = new Capture();
    try {
      int status =
          shell.run(
              follower(command, job, frames).within(left),
              InputStream.nullInputStream(),
              frames,
              complaints);
      return frames.ending().isPresent()
          ? frames.ending().get()
          : notFollowed(command, status, complaints);
    } catch (RemoteException.TooSlow late) {
      if (System.nanoTime() >= end) {
        return new Ending.Late();
      }
      throw late;
    } catch (RemoteException.Refused refused) {
      if (frames.refusal().isPresent()) {
        end(job, false, retries);
        throw Printed.refused(shell.host(), command, frames.refusal().get());
      }
      throw refused;
    }
  }

  /** The script that begins and follows it; the command itself goes in by standard input. */
  private static Command follower(Command command, Job job, JobFrames frames) {
    String end = "drover-end-" + UUID.randomUUID();
    String input =
        ShellLine.line(command) + "\n" + command.input().map(Secret::reveal).orElse("") + end;
    return JobScripts.run(
            job.id(),
            frames.outSoFar(),
            frames.errSoFar(),
            command.timeout(),
            JobScripts.GRACE,
            end)
        .input(Secret.of(input));
  }

  private Ending notFollowed(Command command, int status, Capture complaints)
      throws RemoteException {
    String said = new CommandResult(status, "", complaints.text()).lastWords();
    if (Guard.refused(status, complaints.text())) {
      throw Guard.fenced(shell.host(), command);
    }
    if (status == JobScripts.NOT_KEPT) {
      throw new RemoteException.Refused(
          "%s: `%s` was not begun, because nothing can be kept of it there: %s"
              .formatted(shell.host(), command, said),
          "let the user that commands run as on "
              + shell.host()
              + " write to its home directory or to /var/tmp, and make room there",
          null);
    }
    // Somebody ended the follower; what it followed is where it was.
    throw RemoteException.Unreachable.lost(
        "%s: `%s` is not followed any more, with status %d%s"
            .formatted(shell.host(), command, status, said.isEmpty() ? "" : ": " + said),
        "look at " + shell.host() + "; the command may run on there",
        null);
  }

  /** Ends the job with all that it has started, on a new connection if need be. */
  private void end(Job job, boolean late, Retries retries)
      throws RemoteException, InterruptedException {
    Capture err = new Capture();
    int status =
        retries.whileLost(
            job.hears(),
            () ->
                shell.run(
                    JobScripts.end(job.id(), late),
                    InputStream.nullInputStream(),
                    OutputStream.nullOutputStream(),
                    err));
    if (status != 0) {
      throw new RemoteException.Refused(
          "%s: the job %s can't be ended: %s"
              .formatted(
                  shell.host(), job.id(), new CommandResult(status, "", err.text()).lastWords()),
          "end it on " + shell.host() + " by hand",
          null);
    }
  }

  /** The thread was interrupted; what it had begun must not run on. */
  private void endAnyway(Job job) {
    boolean interrupted = Thread.interrupted();
    try {
      end(job, false, retries.atMost(STOPPING));
    } catch (RemoteException unreachable) {
      job.hears().accept("it may run on: " + unreachable.getMessage());
    } catch (InterruptedException again) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
