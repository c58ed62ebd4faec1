package dev.drover.plugin;

import dev.drover.expr.Value;
import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Files;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Word;
import dev.drover.schema.Default;
import dev.drover.secret.Secret;
import dev.drover.task.FileMode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a program may ask for before it answers: work on the host. */
sealed interface Asked {

  /** Whether it changes nothing. */
  boolean looks();

  /** What it is, for messages. */
  String words();

  /** Does it; answers what the program is told. */
  Map<String, Object> work(Remote remote) throws RemoteException, InterruptedException;

  /** A command: program and arguments. */
  record Exec(
      List<String> exec,
      @Default("false") boolean reads,
      Optional<Secret> stdin,
      @Default("{}") Map<String, Secret> env,
      Optional<String> dir,
      @Default("60s") Duration timeout)
      implements Asked {
    public Exec {
      if (exec.isEmpty()) {
        throw new IllegalArgumentException("`exec` needs at least the program");
      }
    }

    @Override
    public boolean looks() {
      return reads;
    }

    @Override
    public String words() {
      return "run " + command();
    }

    private Command command() {
      Command command = Command.of(exec.stream().map(Word::of).toList()).within(timeout);
      for (Map.Entry<String, Secret> variable : env.entrySet()) {
        command = command.with(variable.getKey(), Word.secret(variable.getValue().reveal()));
      }
      command = dir.isPresent() ? command.in(dir.get()) : command;
      command = stdin.isPresent() ? command.input(stdin.get()) : command;
      return reads ? command.reading() : command;
    }

    @Override
    public Map<String, Object> work(Remote remote) throws RemoteException, InterruptedException {
      CommandResult result = remote.exec(command());
      return Map.of("status", result.status(), "out", result.out(), "err", result.err());
    }
  }

  /** The text of a file. */
  record Read(String read) implements Asked {
    @Override
    public boolean looks() {
      return true;
    }

    @Override
    public String words() {
      return "read " + read;
    }

    @Override
    public Map<String, Object> work(Remote remote) throws RemoteException, InterruptedException {
      Map<String, Object> answer = new HashMap<>();
      answer.put("text", new Files(remote).readText(read).orElse(null));
      return answer;
    }
  }

  /** A file with a text, whole or not at all. */
  record Write(String write, Secret text, @Default("0644") String mode) implements Asked {
    public Write {
      FileMode.parse(mode);
    }

    @Override
    public boolean looks() {
      return false;
    }

    @Override
    public String words() {
      return "write " + write;
    }

    @Override
    public Map<String, Object> work(Remote remote) throws RemoteException, InterruptedException {
      new Files(remote).writeText(write, text, FileMode.parse(mode));
      return Map.of();
    }
  }

  /** Which of these a message is; empty if it is none. */
  static Optional<Class<? extends Record>> type(Value.Fields message) {
    Map<String, Class<? extends Record>> types =
        Map.of("exec", Exec.class, "read", Read.class, "write", Write.class);
    return types.entrySet().stream()
        .filter(type -> message.fields().containsKey(type.getKey()))
        .findFirst()
        .map(Map.Entry::getValue);
  }
}
