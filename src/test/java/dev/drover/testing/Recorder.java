package dev.drover.testing;

import dev.drover.plan.Doors;
import dev.drover.remote.Address;
import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Remotes;
import dev.drover.remote.Socket;
import dev.drover.remote.Target;
import dev.drover.rest.Endpoint;
import dev.drover.rest.Rest;
import dev.drover.rest.Rests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Doors that write down all that goes through them and judge it for themselves: they stand behind
 * whatever refuses effects, and believe nothing that is said of a command but what it is.
 */
public final class Recorder implements Remotes, Rests {

  /** The scripts that were read through and found to only look. */
  private static final Set<String> LOOKING_SCRIPTS =
      Set.of(
          "facts",
          "lease.look",
          "files.stat",
          "files.read",
          "files.list",
          "files.free",
          "files.sha256",
          "files.readlink",
          "files.download",
          "processes.pidfile",
          "processes.find",
          "processes.look",
          "product.environment");

  /** Programs that change something, whoever says that they don't. */
  private static final Set<String> WRITERS =
      Set.of(
          "chgrp",
          "chmod",
          "chown",
          "cp",
          "dd",
          "install",
          "kill",
          "killall",
          "ln",
          "mkdir",
          "mktemp",
          "mv",
          "pkill",
          "reboot",
          "rm",
          "rmdir",
          "rsync",
          "sed",
          "service",
          "shutdown",
          "tar",
          "tee",
          "touch",
          "truncate");

  private static final Set<String> METHODS = Set.of("GET", "HEAD");

  private final Remotes remotes;
  private final Rests rests;
  private final List<String> looks = new ArrayList<>();
  private final List<String> writes = new ArrayList<>();

  /** Stands in front of other doors. */
  public Recorder(Remotes remotes, Rests rests) {
    this.remotes = remotes;
    this.rests = rests;
  }

  /** Stands in front of all doors of a plan. */
  public static Recorder of(Doors doors) {
    return new Recorder(doors.remotes(), doors.rests());
  }

  /** The doors with this in front of them. */
  public Doors before(Doors doors) {
    return new Doors(doors.scopes(), this, this, doors.clock(), doors.extensions());
  }

  /** What only looked. */
  public synchronized List<String> looks() {
    return List.copyOf(looks);
  }

  /** What may have changed something. */
  public synchronized List<String> writes() {
    return List.copyOf(writes);
  }

  private synchronized void note(boolean looked, String where, String what) {
    (looked ? looks : writes).add(where + ": " + what);
  }

  private static boolean looks(Command command) {
    return command.reads() && command.input().isEmpty() && isKnownToLook(command.toString());
  }

  /**
   * Whether a command is a script that was read through, or no program that is known to write.
   *
   * @param command as messages show it: scripts by their name in brackets
   */
  public static boolean isKnownToLook(String command) {
    String first = command.strip().split(" ", 2)[0];
    if (first.startsWith("[") && first.endsWith("]")) {
      return LOOKING_SCRIPTS.contains(first.substring(1, first.length() - 1));
    }
    String program = first.replaceFirst(".*/", "");
    return !WRITERS.contains(program)
        && (!program.equals("systemctl") || command.startsWith("systemctl show "));
  }

  @Override
  public Remote to(Target target) {
    return new Recorded(remotes.to(target));
  }

  @Override
  public Map<String, String> hostKeys() {
    return remotes.hostKeys();
  }

  @Override
  public Rest to(Endpoint endpoint) {
    Rest rest = rests.to(endpoint);
    return request -> {
      note(
          METHODS.contains(request.method()) && request.body().isEmpty(),
          endpoint.base().toString(),
          request.method() + " " + request.path());
      return rest.send(request);
    };
  }

  @Override
  public void close() {}

  /** A machine whose door is watched. */
  private final class Recorded implements Remote {
    private final Remote remote;

    Recorded(Remote remote) {
      this.remote = remote;
    }

    @Override
    public String host() {
      return remote.host();
    }

    @Override
    public CommandResult exec(Command command) throws RemoteException, InterruptedException {
      note(looks(command), host(), command.toString());
      return remote.exec(command);
    }

    @Override
    public void upload(Path local, String target, int mode)
        throws RemoteException, InterruptedException {
      note(false, host(), "upload " + target);
      remote.upload(local, target, mode);
    }

    @Override
    public void download(String source, Path local) throws RemoteException, InterruptedException {
      note(true, host(), "download " + source);
      remote.download(source, local);
    }

    @Override
    public Socket connect(Address address) throws RemoteException, InterruptedException {
      return new Heard(remote.connect(address), host() + " " + address);
    }
  }

  /** A conversation of which every line is heard; a balancer is asked by lines. */
  private final class Heard implements Socket {
    private final Socket socket;
    private final String where;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    Heard(Socket socket, String where) {
      this.socket = socket;
      this.where = where;
    }

    @Override
    public InputStream in() {
      return socket.in();
    }

    @Override
    public OutputStream out() {
      OutputStream out = socket.out();
      return new OutputStream() {
        @Override
        public void write(int one) throws IOException {
          said.write(one);
          out.write(one);
        }

        @Override
        public void flush() throws IOException {
          out.flush();
        }

        @Override
        public void close() throws IOException {
          out.close();
        }
      };
    }

    @Override
    public void close() throws IOException {
      String text = said.toString(StandardCharsets.UTF_8);
      boolean looked =
          Stream.of(text.split("[;\n]", -1))
              .map(String::strip)
              .allMatch(line -> line.isEmpty() || line.startsWith("show "));
      note(looked, where, text.isBlank() ? "connect" : text.strip());
      socket.close();
    }
  }
}
