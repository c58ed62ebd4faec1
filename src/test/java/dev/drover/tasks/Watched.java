package dev.drover.tasks;

import dev.drover.remote.Address;
import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Remotes;
import dev.drover.remote.Socket;
import dev.drover.remote.Target;
import dev.drover.rest.Endpoint;
import dev.drover.rest.Request;
import dev.drover.rest.Response;
import dev.drover.rest.Rest;
import dev.drover.rest.Rests;
import dev.drover.sim.SimRemotes;
import dev.drover.sim.SimRests;
import dev.drover.sim.World;
import dev.drover.task.Gate;
import dev.drover.time.Waiter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The doors of a simulated world, which note what goes through them: {@code ?} for what only looks,
 * {@code !} for what may change something. They can be cut like the power of the machine that
 * Drover runs on: at one effect, and shut from then on.
 */
final class Watched implements Remotes, Rests, Waiter {
  /** Nobody is there any more to go on. */
  static final class Cut extends Error {
    private static final long serialVersionUID = 1L;

    Cut(String where) {
      super(where, null, false, false);
    }
  }

  private final Remotes remotes;
  private final Rests rests;
  private final Waiter waiter;
  private final int cutAt;
  private final boolean after;
  private final List<String> lines = new ArrayList<>();
  private final List<String> effects = new ArrayList<>();
  private String cut = "";

  private Watched(World world, Waiter waiter, int cutAt, boolean after) {
    this.remotes = new SimRemotes(world);
    this.rests = new SimRests(world);
    this.waiter = waiter;
    this.cutAt = cutAt;
    this.after = after;
  }

  static Watched of(World world, Waiter waiter) {
    return new Watched(world, waiter, -1, false);
  }

  /** Doors that are cut at an effect, counted from 0: before it, or right after it took place. */
  static Watched cut(World world, Waiter waiter, int effect, boolean after) {
    return new Watched(world, waiter, effect, after);
  }

  /** All that was noted. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  /** What may have changed something. */
  List<String> effects() {
    return List.copyOf(effects);
  }

  void note(String line) {
    lines.add(line);
  }

  /** What is done behind a door. */
  @FunctionalInterface
  private interface Deed<T, E extends Exception> {
    T done() throws RemoteException, InterruptedException, E;
  }

  private <T, E extends Exception> T through(
      String who, boolean reads, String what, Deed<T, E> deed)
      throws RemoteException, InterruptedException, E {
    String line = who + (reads ? " ? " : " ! ") + what;
    lines.add(line);
    if (!cut.isEmpty()) {
      throw new Cut(cut);
    }
    boolean here = !reads && effects.size() == cutAt;
    if (!reads) {
      effects.add(line);
    }
    if (here && !after) {
      throw cutHere(line);
    }
    T result = deed.done();
    if (here) {
      throw cutHere(line);
    }
    return result;
  }

  private Cut cutHere(String line) {
    cut = line;
    return new Cut(line);
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    lines.add("wait " + Gate.words(duration));
    waiter.sleep(duration);
  }

  @Override
  public Remote to(Target target) {
    return new WatchedRemote(remotes.to(target));
  }

  @Override
  public Rest to(Endpoint endpoint) {
    Rest rest = rests.to(endpoint);
    return request ->
        this.<Response, RuntimeException>through(
            endpoint.tunnel().map(host -> host + " >").orElse("http"),
            request.reads(),
            shown(endpoint, request),
            () -> {
              Response response = rest.send(request);
              lines.set(lines.size() - 1, lines.getLast() + " -> " + response.status());
              return response;
            });
  }

  private static String shown(Endpoint endpoint, Request request) {
    return request.method()
        + " "
        + endpoint.base()
        + request.path()
        + (request.authenticated() ? "" : " (anonymous)")
        + (request.body().isPresent() ? " (with a body)" : "");
  }

  @Override
  public void close() {}

  private final class WatchedRemote implements Remote {
    private final Remote remote;

    WatchedRemote(Remote remote) {
      this.remote = remote;
    }

    @Override
    public String host() {
      return remote.host();
    }

    @Override
    public CommandResult exec(Command command) throws RemoteException, InterruptedException {
      return Watched.this.<CommandResult, RuntimeException>through(
          host(), command.reads(), shown(command), () -> remote.exec(command));
    }

    private static String shown(Command command) {
      StringBuilder shown = new StringBuilder();
      Map<String, String> variables = new TreeMap<>();
      command
          .environment()
          .forEach((name, word) -> variables.put(name, word.secret() ? "***" : word.quoted()));
      variables.forEach((name, value) -> shown.append(name).append('=').append(value).append(' '));
      // How long a text is differs with the names of temporary directories in it.
      shown.append(command.toString().replaceFirst("^(\\[files\\.write] .*) \\d+$", "$1"));
      command.directory().ifPresent(path -> shown.append(" (in ").append(path).append(')'));
      command.input().ifPresent(_ -> shown.append(" (with input)"));
      return shown.toString();
    }

    @Override
    public void upload(Path local, String target, int mode)
        throws RemoteException, InterruptedException {
      Watched.this.<Boolean, RuntimeException>through(
          host(),
          false,
          "upload %s to %s %04o".formatted(local, target, mode),
          () -> {
            remote.upload(local, target, mode);
            return true;
          });
    }

    @Override
    public void download(String source, Path local) throws RemoteException, InterruptedException {
      Watched.this.<Boolean, RuntimeException>through(
          host(),
          false,
          "download " + source + " to " + local,
          () -> {
            remote.download(source, local);
            return true;
          });
    }

    @Override
    public Socket connect(Address address) throws RemoteException, InterruptedException {
      return new WatchedSocket(host() + " " + address, remote.connect(address));
    }
  }

  /** A conversation of one line: sent when the answer is asked for. */
  private final class WatchedSocket implements Socket {
    private final String who;
    private final Socket socket;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private boolean asked;

    WatchedSocket(String who, Socket socket) {
      this.who = who;
      this.socket = socket;
    }

    @Override
    public OutputStream out() {
      return said;
    }

    @Override
    public InputStream in() {
      String line = said.toString(StandardCharsets.UTF_8).strip();
      asked = true;
      try {
        return Watched.this.<InputStream, IOException>through(
            who,
            line.isEmpty() || line.startsWith("show "),
            line,
            () -> {
              socket.out().write(said.toByteArray());
              return new java.io.ByteArrayInputStream(socket.in().readAllBytes());
            });
      } catch (IOException | RemoteException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() throws IOException {
      if (!asked) {
        lines.add(who + " ? connect");
      }
      socket.close();
    }
  }
}
