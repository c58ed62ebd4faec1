package dev.drover.sim;

import static dev.drover.sim.SimCommand.fail;
import static dev.drover.sim.SimCommand.ok;

import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The scripts of {@link dev.drover.remote.Files}, on simulated files. */
final class FileCommands {
  private static final int ABSENT = 66;

  private FileCommands() {}

  static void addTo(Map<String, SimCommand> commands) {
    commands.put("files.stat", (host, command, words) -> stat(host.files(), words.getFirst()));
    commands.put("files.read", (host, command, words) -> read(host.files(), words.getFirst()));
    commands.put("files.write", FileCommands::write);
    commands.put("files.list", (host, command, words) -> list(host.files(), words.getFirst()));
    commands.put("files.mkdirs", FileCommands::mkdirs);
    commands.put("script.place", FileCommands::mkdirs);
    commands.put("files.remove", FileCommands::remove);
    commands.put("files.rename", FileCommands::rename);
    commands.put("files.free", (host, command, words) -> ok(host.free() / 1024 + "\n"));
    commands.put("files.sha256", (host, command, words) -> sha256(host.files(), words.getFirst()));
    commands.put("files.readlink", (host, command, words) -> readlink(host.files(), words));
    commands.put("files.link", FileCommands::link);
    commands.put("chmod", FileCommands::chmod);
    commands.put("chown", FileCommands::chown);
    commands.put("rm", FileCommands::rm);
    commands.put("rmdir", FileCommands::rmdir);
    commands.put("install.fetch", FileCommands::fetch);
    commands.put("carry.copy", FileCommands::copy);
    commands.put("true", (host, command, words) -> ok(""));
    commands.put("false", (host, command, words) -> new CommandResult(1, "", ""));
    commands.put("echo", (host, command, words) -> ok(String.join(" ", words) + "\n"));
    commands.put("id", (host, command, words) -> ok(host.user() + "\n"));
  }

  private static CommandResult stat(SimFiles files, String path) {
    return ok(
        files
            .follow(path)
            .map(file ->
                switch (file) {
                  case SimFile.Plain plain ->
                      "-" + letters(plain.mode()) + who(plain) + plain.content().size();
                  case SimFile.Directory directory ->
                      "d" + letters(directory.mode()) + who(directory) + 4096;
                  case SimFile.Link link -> "absent";
                })
            .orElse("absent"));
  }

  private static String who(SimFile file) {
    return " " + file.owner() + " " + file.owner() + " ";
  }

  private static String letters(int mode) {
    StringBuilder letters = new StringBuilder();
    for (int bit = 0; bit < 9; bit++) {
      letters.append((mode & (0400 >> bit)) != 0 ? "rwx".charAt(bit % 3) : '-');
    }
    return letters.toString();
  }

  private static CommandResult read(SimFiles files, String path) {
    if (files.isDirectory(path)) {
      return fail(1, path + " is a directory");
    }
    return files.text(path).map(SimCommand::ok).orElse(new CommandResult(ABSENT, "", ""));
  }

  private static CommandResult write(SimHost host, Command command, List<String> words) {
    String path = words.getFirst();
    SimFiles files = host.files();
    if (files.isDirectory(path)) {
      return fail(1, path + " is a directory");
    }
    String parent = path.substring(0, Math.max(1, path.lastIndexOf('/')));
    if (!files.isDirectory(parent)) {
      return fail(1, "sh: cannot create " + path + ": Directory nonexistent");
    }
    String owner = files.follow(path).map(SimFile::owner).orElse(host.user());
    if (path.startsWith("/etc/systemd/system/")) {
      host.unreadUnits().add(path.substring(path.lastIndexOf('/') + 1));
    }
    files.put(
        path,
        new SimFile.Plain(
            Content.of(command.input().map(Secret::reveal).orElse("")),
            Integer.parseInt(words.get(1), 8),
            owner));
    return ok("");
  }

  private static CommandResult list(SimFiles files, String path) {
    if (!files.isDirectory(path)) {
      return fail(1, path + " is no directory");
    }
    StringBuilder names = new StringBuilder();
    files.list(path).forEach(name -> names.append(name).append('\n'));
    return ok(names.toString());
  }

  private static CommandResult mkdirs(SimHost host, Command command, List<String> words) {
    if (host.files().exists(words.getFirst()) && !host.files().isDirectory(words.getFirst())) {
      return fail(1, "mkdir: cannot create directory '" + words.getFirst() + "': File exists");
    }
    host.files().directory(words.getFirst());
    return ok("");
  }

  private static CommandResult remove(SimHost host, Command command, List<String> words) {
    host.files().delete(words.getFirst());
    return ok("");
  }

  private static CommandResult rename(SimHost host, Command command, List<String> words) {
    if (host.files().find(words.get(0)).isEmpty()) {
      return fail(1, words.get(0) + " does not exist");
    }
    if (host.files().find(words.get(1)).isPresent()) {
      return fail(1, words.get(1) + " exists already");
    }
    host.files().move(words.get(0), words.get(1));
    return ok("");
  }

  private static CommandResult sha256(SimFiles files, String path) {
    if (!files.exists(path)) {
      return ok("absent\n");
    }
    return files
        .plain(path)
        .map(file -> ok(file.content().sha256() + "\n"))
        .orElse(fail(1, path + " is no file"));
  }

  private static CommandResult readlink(SimFiles files, List<String> words) {
    return ok(
        files.find(words.getFirst()).orElse(new SimFile.Directory(0755, ""))
                instanceof SimFile.Link link
            ? link.target() + "\n"
            : "absent\n");
  }

  private static CommandResult link(SimHost host, Command command, List<String> words) {
    Optional<SimFile> old = host.files().find(words.getFirst());
    if (old.isPresent() && !(old.get() instanceof SimFile.Link)) {
      return fail(1, words.getFirst() + " exists and is no link");
    }
    host.files().link(words.get(0), words.get(1));
    return ok("");
  }

  /** {@code chmod MODE PATH...}, octal modes only. */
  private static CommandResult chmod(SimHost host, Command command, List<String> words) {
    int mode = Integer.parseInt(words.getFirst(), 8);
    for (String path : words.subList(1, words.size())) {
      if (!host.files().chmod(path, mode)) {
        return fail(1, "chmod: cannot access '" + path + "': No such file or directory");
      }
    }
    return ok("");
  }

  /** {@code chown -R OWNER PATH...}; the group is not simulated. */
  private static CommandResult chown(SimHost host, Command command, List<String> words) {
    List<String> plain = words.stream().filter(word -> !word.startsWith("-")).toList();
    String owner = plain.getFirst().replaceFirst(":.*", "");
    for (String path : plain.subList(1, plain.size())) {
      if (!host.files().chown(path, owner)) {
        return fail(1, "chown: cannot access '" + path + "': No such file or directory");
      }
    }
    return ok("");
  }

  private static CommandResult rmdir(SimHost host, Command command, List<String> words) {
    if (!host.files().list(words.getFirst()).isEmpty()) {
      return fail(1, "rmdir: failed to remove '" + words.getFirst() + "': Directory not empty");
    }
    host.files().delete(words.getFirst());
    return ok("");
  }

  /** {@code install.fetch URL PATH}. */
  private static CommandResult fetch(SimHost host, Command command, List<String> words) {
    Content content = host.world().downloads().get(words.getFirst());
    if (content == null) {
      return fail(22, "curl: (22) The requested URL returned error: 404");
    }
    host.files().put(words.get(1), new SimFile.Plain(content, 0644, host.user()));
    return ok("");
  }

  /** {@code carry.copy FROM TO}. */
  private static CommandResult copy(SimHost host, Command command, List<String> words) {
    Optional<SimFile> file = host.files().follow(words.getFirst());
    if (file.isEmpty()) {
      return fail(1, "cp: cannot stat '" + words.getFirst() + "': No such file or directory");
    }
    host.files().put(words.get(1), file.get());
    return ok("");
  }

  private static CommandResult rm(SimHost host, Command command, List<String> words) {
    words.stream().filter(word -> !word.startsWith("-")).forEach(path -> host.files().delete(path));
    return ok("");
  }
}
