package dev.drover.remote;

import dev.drover.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Another user's shell, by sudo. */
public final class SudoShell implements Shell {

  private static final Duration ASK = Duration.ofSeconds(30);

  /** Stands for a status when a receiver of the output failed. */
  private static final int REFUSED = -1;

  private final Shell shell;
  private final Target.Become become;
  private volatile boolean allowed;

  /** The shell of {@code become}'s user behind the login user's {@code shell}. */
  public SudoShell(Shell shell, Target.Become become) {
    this.shell = shell;
    this.become = become;
  }

  @Override
  public String host() {
    return shell.host();
  }

  @Override
  public int run(Command command, InputStream body, OutputStream out, OutputStream err)
      throws RemoteException, InterruptedException {
    askOnce();
    ShellLine line = ShellLine.create();
    CompletableFuture<Integer> ended = new CompletableFuture<>();
    Printed printed = new Printed(out, err, () -> ended.complete(REFUSED));
    Thread runner = Thread.ofVirtual().start(() -> run(line, command, body, printed, ended));
    boolean finished = false;
    try {
      int status = ended.get(command.timeout().toMillis(), TimeUnit.MILLISECONDS);
      finished = status != REFUSED;
      printed.check(host(), command);
      return status;
    } catch (TimeoutException late) {
      throw TimeLimit.exceeded(host(), command, late);
    } catch (ExecutionException failed) {
      finished = true;
      if (failed.getCause() instanceof RemoteException known) {
        throw known;
      }
      throw new IllegalStateException("sudo could not be run", failed);
    } finally {
      if (!finished) {
        end(line);
      }
      runner.interrupt();
    }
  }

  /**
   * Runs it with more time than it has: the login user could end sudo but not what sudo has
   * started, so that has to be ended first.
   */
  private void run(
      ShellLine line,
      Command command,
      InputStream body,
      Printed printed,
      CompletableFuture<Integer> ended) {
    try {
      Command wrapped = sudo(line).within(command.timeout().plus(ASK));
      ended.complete(shell.run(wrapped, stream(line, command, body), printed.out(), printed.err()));
    } catch (RemoteException | InterruptedException failed) {
      ended.completeExceptionally(failed);
    }
  }

  /** A socket that the login user may not open is opened by a program of the other user. */
  @Override
  public Socket connect(Address address) throws RemoteException, InterruptedException {
    try {
      return shell.connect(address);
    } catch (RemoteException.Unreachable | RemoteException.Refused denied) {
      return switch (address) {
        case Address.Tcp _ -> throw denied;
        case Address.UnixSocket unix -> UnixRelay.open(this, unix);
      };
    }
  }

  /** The login user may not end what belongs to another, so sudo does that too. */
  private void end(ShellLine line) throws InterruptedException {
    boolean interrupted = Thread.interrupted();
    ShellLine own = ShellLine.create();
    try {
      shell.run(
          sudo(own).within(ASK),
          stream(own, line.ending(), InputStream.nullInputStream()),
          OutputStream.nullOutputStream(),
          OutputStream.nullOutputStream());
    } catch (RemoteException unreachable) {
      // There is no way to it any more; what is thrown already says more than this would.
      return;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Command sudo(ShellLine line) {
    List<Word> words = new ArrayList<>(prefix());
    words.addAll(become.password().isPresent() ? line.launchSkipping() : line.launch());
    return Command.of(words);
  }

  private List<Word> prefix() {
    Stream<String> asking =
        become.password().isPresent() ? Stream.of("-S", "-p", "") : Stream.of("-n");
    return Stream.of(Stream.of("sudo"), asking, Stream.of("-u", become.user(), "--"))
        .flatMap(words -> words)
        .map(Word::of)
        .toList();
  }

  /** The password, a line by which the program finds its place, the command, then the body. */
  private InputStream stream(ShellLine line, Command command, InputStream body) {
    InputStream rest = ShellLine.stream(command, body);
    Optional<InputStream> head =
        become.password().map(password -> lines(password, line.marker() + "\n"));
    return head.<InputStream>map(lines -> new SequenceInputStream(lines, rest)).orElse(rest);
  }

  private static InputStream lines(Secret password, String rest) {
    return new ByteArrayInputStream(
        (password.reveal() + "\n" + rest).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Asks sudo once, with nothing but the password: a wrong one would make it take the next lines,
   * the command itself, for more passwords.
   */
  private synchronized void askOnce() throws RemoteException, InterruptedException {
    if (allowed) {
      return;
    }
    List<Word> words = new ArrayList<>(prefix());
    words.add(1, Word.of("-k"));
    words.add(Word.of("true"));
    Capture err = new Capture();
    InputStream password =
        become.password().map(secret -> lines(secret, "")).orElse(InputStream.nullInputStream());
    int status =
        shell.run(Command.of(words).within(ASK), password, OutputStream.nullOutputStream(), err);
    if (status != 0) {
      throw refusal(status, err.text());
    }
    allowed = true;
  }

  private RemoteException refusal(int status, String text) {
    String user = "`" + become.user() + "`";
    String said = text.strip().replaceAll("\\s+", " ");
    if (status == 127) {
      return new RemoteException.Refused(
          "%s: cannot become %s: sudo is not installed".formatted(host(), user),
          "install sudo on " + host() + ", or log in as " + user,
          null);
    }
    String why =
        become.password().isPresent()
            ? "sudo refuses, the password is wrong or the user is not allowed to: "
            : "sudo refuses to do it without a password: ";
    return new RemoteException.Denied(
        "%s: cannot become %s: %s%s".formatted(host(), user, why, said),
        "check `become_user` and `become_password` in the inventory, and `sudo -l` on " + host(),
        null);
  }
}
