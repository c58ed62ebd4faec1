package dev.drover.plugin;

import dev.drover.expr.Value;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.schema.Schema;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One call of a plugin's program: the request, what the program asks for on the way, its answer.
 * The program is started for the call and is gone, with all that it has started, when it ends.
 */
final class Dialogue {
  private static final String PRINTED =
      "print nothing but messages, one JSON object a line; notes belong on standard error"
          + " (docs/plugins.md)";

  private final Executable executable;
  private final String verb;

  /** The host to work on; empty if nothing may be asked for. */
  private Optional<Remote> host = Optional.empty();

  private boolean mayChange;
  private Consumer<String> progress = _ -> {};
  private Duration limit;

  Dialogue(Executable executable, String verb) {
    this.executable = executable;
    this.verb = verb;
    this.limit = executable.limit();
  }

  /** Lets the program look at a host. */
  Dialogue looking(Remote remote) {
    host = Optional.of(remote);
    return this;
  }

  /** Lets the program work on a host. */
  Dialogue working(Remote remote, Consumer<String> told) {
    host = Optional.of(remote);
    mayChange = true;
    progress = told;
    return this;
  }

  Dialogue within(Duration longest) {
    limit = longest;
    return this;
  }

  /** What the program answers to a request, as a record. */
  <A extends Record> A answer(Map<String, ?> request, Class<A> type)
      throws PluginException, RemoteException, InterruptedException {
    return answer(request, type, Schema.of(type));
  }

  /** What the program answers to a request, as its schema says. */
  <A extends Record> A answer(Map<String, ?> request, Class<A> type, Schema schema)
      throws PluginException, RemoteException, InterruptedException {
    return executable.read(type, schema, call(request), verb);
  }

  private Value call(Map<String, ?> request)
      throws PluginException, RemoteException, InterruptedException {
    Map<String, Object> first = new LinkedHashMap<>();
    first.put("protocol", Manifest.API);
    first.put("call", verb);
    first.putAll(request);
    try (Program program =
        Program.start(executable.file(), executable.folder(), verb, executable.variables())) {
      try {
        program.send(Message.write(first));
        return talk(program);
      } catch (PluginException e) {
        throw e.saying(program.evidence());
      }
    } catch (IOException e) {
      throw executable.broken(
          "can't be started: " + e.getMessage(),
          "check that `" + executable.file() + "` may be executed, and its first line");
    }
  }

  private Value talk(Program program)
      throws PluginException, RemoteException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<Program.Output> output = program.next(Duration.ofNanos(end - System.nanoTime()));
      if (output.isEmpty()) {
        throw executable.broken(
            "did not answer `%s` within %s, and was ended"
                .formatted(verb, dev.drover.schema.Durations.text(limit)),
            "mend the plugin, or give it more time with `timeout`");
      }
      switch (output.get()) {
        case Program.Output.Line(String line) -> {
          Optional<Value> answer = hear(line, program);
          if (answer.isPresent()) {
            program.leave();
            return answer.get();
          }
        }
        case Program.Output.End _ ->
            throw executable.broken(
                "ended without an answer to `" + verb + "`: " + program.ending(),
                "read what it printed on standard error, and mend it");
        case Program.Output.TooMuch _ ->
            throw executable.broken("printed more than 8 MiB in `" + verb + "`", PRINTED);
      }
    }
  }

  /** The answer, if the line brings it; else what the line asks for is done. */
  private Optional<Value> hear(String line, Program program)
      throws PluginException, RemoteException, InterruptedException {
    Optional<Value.Fields> message = Message.read(line);
    if (message.isEmpty()) {
      throw executable.broken(
          "printed in `%s` what is no message: `%s`".formatted(verb, Message.shortened(line)),
          PRINTED);
    }
    Map<String, Value> fields = message.get().fields();
    Optional<Class<? extends Record>> asked = Asked.type(message.get());
    if (fields.containsKey("answer")) {
      return Optional.ofNullable(fields.get("answer"));
    } else if (fields.get("progress") instanceof Value.Text words) {
      progress.accept(words.text());
    } else if (fields.get("saw") instanceof Value.Text what
        && fields.get("value") instanceof Value.Text value) {
      host.ifPresent(remote -> remote.saw(what.text(), value.text()));
    } else if (asked.isPresent()) {
      program.send(Message.write(work(executable.read(asked.get(), message.get(), verb))));
    } else {
      throw executable.broken(
          "sent in `%s` a message that is not known: `%s`".formatted(verb, Message.shortened(line)),
          "the messages: exec, read, write, saw, progress, answer (docs/plugins.md)");
    }
    return Optional.empty();
  }

  private Map<String, Object> work(Record message)
      throws PluginException, RemoteException, InterruptedException {
    if (!(message instanceof Asked asked)) {
      throw new IllegalStateException("no program can ask for " + message);
    }
    if (host.isEmpty()) {
      throw executable.broken(
          "asked to " + asked.words() + " in `" + verb + "`, which has no host",
          "answer `" + verb + "` without asking for anything");
    }
    if (!mayChange && !asked.looks()) {
      throw executable.broken(
          "asked to " + asked.words() + " in `" + verb + "`, which only looks",
          "do that in `run`; a command that changes nothing says so by `\"reads\": true`");
    }
    return asked.work(host.get());
  }
}
