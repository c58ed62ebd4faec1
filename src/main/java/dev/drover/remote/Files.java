package dev.drover.remote;

import dev.drover.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The files of a machine, by small POSIX sh scripts over {@link Remote#exec}. A simulated machine
 * knows them by name; each ends with 0 unless said otherwise, or with another status and the reason
 * on standard error:
 *
 * <table>
 * <caption>The scripts</caption>
 * <tr><th>name</th><th>arguments</th><th>standard output</th></tr>
 * <tr><td>files.stat</td><td>PATH</td><td>{@code absent} or {@code MODE OWNER GROUP SIZE}, the mode
 * as {@code ls -l} prints it ({@code -rw-r--r--}); links are followed</td></tr>
 * <tr><td>files.read</td><td>PATH BYTES</td><td>the first BYTES bytes; status 66 if absent</td></tr>
 * <tr><td>files.write</td><td>PATH MODE BYTES</td><td>nothing; the content is standard input, the mode
 * octal</td></tr>
 * <tr><td>files.arrived</td><td>PATH SHA256</td><td>how many bytes of an upload are there</td></tr>
 * <tr><td>files.upload</td><td>PATH MODE SHA256 BYTES OFFSET</td><td>nothing; like files.write, of
 * what comes behind the offset; status 67 if the whole has another checksum, 68 if something else
 * has arrived before, 69 if not all has arrived</td></tr>
 * <tr><td>files.download</td><td>PATH</td><td>a line with the SHA-256, then the content</td></tr>
 * <tr><td>files.list</td><td>PATH</td><td>the names in a directory, one a line</td></tr>
 * <tr><td>files.mkdirs</td><td>PATH</td><td>nothing</td></tr>
 * <tr><td>files.remove</td><td>PATH</td><td>nothing; removes a whole tree, absent is fine</td></tr>
 * <tr><td>files.rename</td><td>FROM TO</td><td>nothing; refuses if TO exists</td></tr>
 * <tr><td>files.free</td><td>PATH</td><td>free KiB of the file system that has, or would have,
 * PATH</td></tr>
 * <tr><td>files.sha256</td><td>PATH</td><td>{@code absent} or 64 hexadecimal digits</td></tr>
 * <tr><td>files.readlink</td><td>PATH</td><td>{@code absent} (also if it is no link) or the
 * target</td></tr>
 * <tr><td>files.link</td><td>PATH TARGET</td><td>nothing; makes or replaces the link PATH; refuses
 * if PATH is no link</td></tr>
 * </table>
 */
public final class Files {

  /** Configuration is small; whoever reads more wants a download. */
  private static final int MOST_TEXT = 4 << 20;

  private static final int ABSENT = 66;

  /** Stands for bytes that are no text: of these, the text has another checksum than the file. */
  private static final char NO_CHARACTER = '\uFFFD';

  private final Remote remote;

  /** The files of {@code remote}. */
  public Files(Remote remote) {
    this.remote = remote;
  }

  /** What a path names. */
  public enum Type {
    FILE,
    DIRECTORY,
    OTHER
  }

  /**
   * What is known of a file.
   *
   * @param mode permissions, for instance 0644
   */
  public record Stat(Type type, int mode, String owner, String group, long size) {

    static Stat parse(String line) {
      String[] words = line.strip().split(" ", -1);
      return new Stat(
          switch (words[0].charAt(0)) {
            case '-' -> Type.FILE;
            case 'd' -> Type.DIRECTORY;
            default -> Type.OTHER;
          },
          Mode.parse(words[0].substring(1, 10)),
          words[1],
          words[2],
          Long.parseLong(words[3].replaceAll("(?s)\\D.*", "")));
    }
  }

  /** What the path names, links followed; empty if there is nothing, or a link to nothing. */
  public Optional<Stat> stat(String path) throws RemoteException, InterruptedException {
    Optional<Stat> found = type(path);
    found.ifPresent(stat -> remote.saw("mode of " + path, "%04o".formatted(stat.mode())));
    return found;
  }

  private Optional<Stat> type(String path) throws RemoteException, InterruptedException {
    Optional<String> line = orAbsent(look("files.stat", FileScripts.STAT, path));
    Optional<Stat> found = Said.read(remote.host(), path, () -> line.map(Stat::parse));
    remote.saw(
        path, found.map(stat -> stat.type().name().toLowerCase(Locale.ROOT)).orElse("absent"));
    return found;
  }

  /** True if the path names something, links followed. */
  public boolean exists(String path) throws RemoteException, InterruptedException {
    return type(path).isPresent();
  }

  /** True if the path names a directory, links followed. */
  public boolean isDirectory(String path) throws RemoteException, InterruptedException {
    return type(path).map(stat -> stat.type() == Type.DIRECTORY).orElse(false);
  }

  /** The text of a file, empty if there is none; refuses one larger than 4 MiB. */
  public Optional<String> readText(String path) throws RemoteException, InterruptedException {
    Command command =
        Command.script("files.read", FileScripts.READ, path, Integer.toString(MOST_TEXT + 1))
            .reading();
    CommandResult result = remote.exec(command);
    if (result.status() == ABSENT) {
      remote.saw(path, "absent");
      return Optional.empty();
    }
    String text = succeeded("files.read", path, result);
    if (text.length() > MOST_TEXT) {
      throw new RemoteException.Refused(
          "%s: %s is larger than %d bytes, too large to be read as text"
              .formatted(remote.host(), path, MOST_TEXT),
          "use `fetch` for large files",
          null);
    }
    if (text.indexOf(NO_CHARACTER) < 0) {
      remote.saw(content(path), "sha256:" + Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    }
    return Optional.of(text);
  }

  private static String content(String path) {
    return "content of " + path;
  }

  /**
   * Writes a whole file and renames it into place. A link stays and its target is replaced; the
   * owner of a file that was there before is kept.
   */
  public void writeText(String path, Secret content, int mode)
      throws RemoteException, InterruptedException {
    int bytes = content.reveal().getBytes(StandardCharsets.UTF_8).length;
    run(
        Command.script(
                "files.write",
                FileScripts.WRITE,
                path,
                "%04o".formatted(mode),
                Integer.toString(bytes))
            .input(content));
  }

  /** Writes a whole file whose content is no secret. */
  public void writeText(String path, String content, int mode)
      throws RemoteException, InterruptedException {
    writeText(path, Secret.of(content), mode);
  }

  /** The sorted names in a directory. */
  public List<String> list(String path) throws RemoteException, InterruptedException {
    return look("files.list", FileScripts.LIST, path).lines().sorted().toList();
  }

  /** Makes a directory and those above it; no change if it is there. */
  public void mkdirs(String path) throws RemoteException, InterruptedException {
    run(Command.script("files.mkdirs", FileScripts.MKDIRS, path));
  }

  /**
   * Removes a file or a whole tree; refuses a path that is not absolute, or right below the root.
   */
  public void remove(String path) throws RemoteException, InterruptedException {
    Path plain = Path.of(path).normalize();
    if (!plain.isAbsolute() || plain.getNameCount() < 2) {
      throw new RemoteException.Refused(
          "%s: `%s` is not removed: only an absolute path with at least two parts is"
              .formatted(remote.host(), path),
          "check the path",
          null);
    }
    run(
        Command.script("files.remove", FileScripts.REMOVE, plain.toString())
            .within(Duration.ofMinutes(10)));
  }

  /** Gives a file or directory another name; refuses if that name is taken. */
  public void rename(String from, String to) throws RemoteException, InterruptedException {
    run(Command.script("files.rename", FileScripts.RENAME, from, to));
  }

  /** Free bytes, for the login user, of the file system that has or would have the path. */
  public long freeBytes(String path) throws RemoteException, InterruptedException {
    String kib = look("files.free", FileScripts.FREE, path).strip();
    if (kib.isEmpty()) {
      throw new RemoteException.Refused(
          "%s: `df` does not tell how much is free at %s".formatted(remote.host(), path),
          "look at `df -Pk` on the machine",
          null);
    }
    return Said.read(remote.host(), "free space at " + path, () -> Long.parseLong(kib) * 1024);
  }

  /** The SHA-256 of a file in hexadecimal, empty if there is none. */
  public Optional<String> sha256(String path) throws RemoteException, InterruptedException {
    Command command =
        Command.script("files.sha256", FileScripts.SHA256, path)
            .reading()
            .within(Duration.ofMinutes(10));
    Optional<String> sum = orAbsent(succeeded("files.sha256", path, remote.exec(command)));
    sum.ifPresentOrElse(
        hex -> remote.saw(content(path), "sha256:" + hex), () -> remote.saw(path, "absent"));
    return sum;
  }

  /** Where a symbolic link points to, empty if the path is none. */
  public Optional<String> readLink(String path) throws RemoteException, InterruptedException {
    Optional<String> target = orAbsent(look("files.readlink", FileScripts.READLINK, path));
    remote.saw("link at " + path, target.map(to -> "to " + to).orElse("none"));
    return target;
  }

  /** Makes {@code path} a symbolic link to {@code target}, in one step if it was one before. */
  public void link(String path, String target) throws RemoteException, InterruptedException {
    run(Command.script("files.link", FileScripts.LINK, path, target));
  }

  private String look(String name, String text, String path)
      throws RemoteException, InterruptedException {
    return succeeded(name, path, remote.exec(Command.script(name, text, path).reading()));
  }

  private void run(Command command) throws RemoteException, InterruptedException {
    succeeded(
        command.scriptName().orElseThrow(),
        String.join(" ", command.arguments().subList(1, command.arguments().size())),
        remote.exec(command));
  }

  private static Optional<String> orAbsent(String out) {
    return Optional.of(out.strip()).filter(text -> !text.equals("absent"));
  }

  private String succeeded(String name, String what, CommandResult result)
      throws RemoteException.Refused {
    if (!result.ok()) {
      String action = name.substring(name.indexOf('.') + 1);
      throw new RemoteException.Refused(
          "%s: cannot %s %s: %s".formatted(remote.host(), action, what, result.reason()),
          "check the path and the rights of the login user on " + remote.host(),
          null);
    }
    return result.out();
  }
}
