package dev.drover.remote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongConsumer;

/** Does everything that a {@link Remote} can by a {@link Shell}. */
public final class ShellRemote implements Remote {

  private final Shell shell;
  private final Retries retries;
  private final JobRunner jobs;
  private final Uploads uploads;

  /** The machine behind {@code shell}, which can't be lost. */
  public ShellRemote(Shell shell) {
    this(shell, Patience.NONE);
  }

  /** The machine behind {@code shell}, tried again with patience when it was lost. */
  public ShellRemote(Shell shell, Patience patience) {
    this(shell, new Retries(patience));
  }

  private ShellRemote(Shell shell, Retries retries) {
    this.shell = shell;
    this.retries = retries;
    this.jobs = new JobRunner(shell, retries);
    this.uploads = new Uploads(shell, retries);
  }

  @Override
  public Remote guarded(Map<String, Long> tokens) {
    return tokens.isEmpty() ? this : new ShellRemote(new GuardedShell(shell, tokens), retries);
  }

  @Override
  public String host() {
    return shell.host();
  }

  @Override
  public CommandResult exec(Command command) throws RemoteException, InterruptedException {
    return command.job().isPresent()
        ? follow(command, command.job().get())
        : retries.once(command.reads(), () -> once(command));
  }

  private CommandResult once(Command command) throws RemoteException, InterruptedException {
    Capture out = new Capture();
    Capture err = new Capture();
    int status = shell.run(command, InputStream.nullInputStream(), out, err);
    String said = err.text();
    if (Guard.refused(status, said)) {
      throw Guard.fenced(host(), command);
    }
    return new CommandResult(status, out.text(), said);
  }

  private CommandResult follow(Command command, Job job)
      throws RemoteException, InterruptedException {
    Capture out = new Capture();
    Capture err = new Capture();
    int status = jobs.run(command, job, out, err);
    return new CommandResult(status, out.text(), err.text());
  }

  /** A repeat does no harm: a half file is never renamed into place. */
  @Override
  public void upload(Path local, String target, int mode)
      throws RemoteException, InterruptedException {
    upload(local, target, mode, _ -> {});
  }

  @Override
  public void upload(Path local, String target, int mode, LongConsumer sent)
      throws RemoteException, InterruptedException {
    uploads.send(local, target, mode, sent);
  }

  @Override
  public void download(String source, Path local) throws RemoteException, InterruptedException {
    retries.once(true, () -> fetched(source, local));
  }

  private boolean fetched(String source, Path local) throws RemoteException, InterruptedException {
    Command command =
        Command.script("files.download", FileScripts.DOWNLOAD, source)
            .reading()
            .within(Duration.ofHours(1));
    Capture err = new Capture();
    try (Download download = new Download(local)) {
      int status = shell.run(command, new ByteArrayInputStream(new byte[0]), download, err);
      if (status != 0) {
        throw refused(
            "download " + source, new CommandResult(status, "", err.text()).reason(), null);
      }
      if (!download.keep()) {
        throw refused(
            "download " + source, "it changed meanwhile, or was damaged on the way", null);
      }
      return true;
    } catch (IOException unwritable) {
      throw refused(
          "download " + source, "can't write " + local + ": " + Sha256.why(unwritable), unwritable);
    }
  }

  @Override
  public Socket connect(Address address) throws RemoteException, InterruptedException {
    return shell.connect(address);
  }

  private RemoteException refused(
      String what, String why, @org.jspecify.annotations.Nullable Throwable cause) {
    return new RemoteException.Refused(
        "%s: cannot %s: %s".formatted(host(), what, why),
        "check both paths, the rights on them and the free space",
        cause);
  }
}
