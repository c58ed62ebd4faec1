package dev.drover.tasks;

import dev.drover.remote.Address;
import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Files;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Word;
import dev.drover.rest.Endpoint;
import dev.drover.rest.Endpoint.Authorization;
import dev.drover.rest.Request;
import dev.drover.rest.Response;
import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.sim.World;
import dev.drover.task.Changes;
import dev.drover.task.Facts;
import dev.drover.task.Gate;
import dev.drover.task.Gate.Sight;
import dev.drover.task.Kind;
import dev.drover.task.Need;
import dev.drover.task.Outcome;
import dev.drover.task.Recovery;
import dev.drover.task.RunContext;
import dev.drover.task.TaskKind;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Waits until a port answers, a path is there, a URL answers well or a command ends well. */
@Doc("Waits until a port answers, a path is there, a URL answers well or a command " + "ends well.")
@Kind(name = "wait_for", since = "1.0", group = Kind.Group.GENERAL)
public final class WaitFor implements TaskKind<WaitFor.Args> {
  /** The arguments. */
  public record Args(
      @Doc("TCP port that must take connections, as the host sees it") Optional<Integer> port,
      @Doc("Where that port is") @Default("127.0.0.1") String address,
      @Doc("Path that must be there") Optional<String> path,
      @Doc("URL that must answer with a 2xx status") Optional<URI> url,
      @Doc("Program and arguments that must end with 0; they must only look")
          Optional<List<String>> command,
      @Doc("Wait until it is not so any more") @Default("false") boolean absent,
      @Doc("Looks in a row that must agree") @Default("1") int polls,
      @Doc("Time from one look to the next") @Default("1s") Duration every,
      @Doc("Longest time to wait") @Default("5m") Duration timeout,
      @Doc(
              "Time for which it must be so without a break; if it is not for a moment, that begins anew")
          @Default("0s")
          Duration stable) {
    public Args {
      Gate.check(timeout, stable);
      long given = Stream.of(port, path, url, command).filter(Optional::isPresent).count();
      if (given != 1) {
        throw new IllegalArgumentException("give one of `port`, `path`, `url` and `command`");
      }
      if (port.isPresent() && (port.get() < 1 || port.get() > 65_535)) {
        throw new IllegalArgumentException("`port` must be a number from 1 to 65535");
      }
      if (url.isPresent() && !Http.isHttp(url.get())) {
        throw new IllegalArgumentException("`url` must begin with `http://` or `https://`");
      }
      if (command.isPresent() && (command.get().isEmpty() || command.get().getFirst().isBlank())) {
        throw new IllegalArgumentException("`command` needs at least the program");
      }
      if (polls < 1) {
        throw new IllegalArgumentException("`polls` must be at least 1");
      }
    }

    Gate gate() {
      return new Gate(timeout, every, polls, stable);
    }

    String words() {
      String what =
          port.map(number -> "port " + number + " of " + address)
              .or(() -> path)
              .or(() -> url.map(URI::toString))
              .or(() -> command.map(words -> "`" + String.join(" ", words) + "`"))
              .orElseThrow();
      return what + (absent ? " to go away" : "");
    }
  }

  @Override
  public boolean isGate(Args args) {
    return true;
  }

  @Override
  public Recovery recovery(Args args) {
    return Recovery.REPEAT;
  }

  @Override
  public List<Need> needs(Args args, Facts facts) {
    if (args.port().isPresent()) {
      return List.of(new Need.Connection(new Address.Tcp(args.address(), args.port().get())));
    }
    return args.url()
        .<List<Need>>map(url -> List.of(new Need.Web(endpoint(url), "GET", request(url).path())))
        .orElse(Need.MACHINE_ONLY);
  }

  @Override
  public Changes plan(Args args, Facts facts) throws RemoteException, InterruptedException {
    Sight sight = look(args, facts);
    return sight.holds()
        ? Changes.none(args.command().isPresent() ? ended(args) : sight.words())
        : Changes.looks(
            "waits at most %s for %s%s"
                .formatted(Gate.words(args.timeout()), args.words(), args.gate().terms()));
  }

  /** What a command prints may be another text each time. */
  private static String ended(Args args) {
    return "`%s` %s".formatted(look(args), args.absent() ? "fails" : "ends well");
  }

  @Override
  public Outcome run(Args args, RunContext context) throws RemoteException, InterruptedException {
    Gate.Passed passed = args.gate().await(context, _ -> look(args, context));
    return passed.met()
        ? Outcome.unchanged(passed.words() + ", after " + passed.time())
        : Outcome.failed(
            "%s: waited %s for %s; %s"
                .formatted(context.host(), passed.time(), args.words(), passed.lastSeen()),
            "find out why, then resume the run");
  }

  private static Sight look(Args args, Facts facts) throws RemoteException, InterruptedException {
    Sight sight = there(args, facts);
    return new Sight(sight.holds() != args.absent(), sight.words());
  }

  private static Sight there(Args args, Facts facts) throws RemoteException, InterruptedException {
    if (args.port().isPresent()) {
      return port(args, facts);
    }
    if (args.path().isPresent()) {
      boolean exists = new Files(facts.remote()).exists(args.path().get());
      return new Sight(exists, args.path().get() + (exists ? " is there" : " is not there"));
    }
    return args.url().isPresent() ? url(args.url().get(), facts) : command(args, facts);
  }

  private static Sight port(Args args, Facts facts) throws RemoteException, InterruptedException {
    Address address = new Address.Tcp(args.address(), args.port().orElseThrow());
    try {
      facts.remote().connect(address).close();
      return new Sight(true, address + " takes connections");
    } catch (RemoteException.Refused | RemoteException.Unreachable | RemoteException.TooSlow e) {
      return new Sight(false, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Sight(false, address + ": " + e.getMessage());
    }
  }

  private static Sight url(URI url, Facts facts) throws RemoteException, InterruptedException {
    try {
      Response response = facts.rest(endpoint(url)).send(request(url));
      return new Sight(response.ok(), url + " answers " + response.status());
    } catch (RemoteException.Unreachable | RemoteException.TooSlow e) {
      return new Sight(false, String.valueOf(e.getMessage()));
    }
  }

  private static Endpoint endpoint(URI url) {
    return Endpoint.of(
        URI.create(url.getScheme() + "://" + url.getRawAuthority()), new Authorization.None());
  }

  private static Request request(URI url) {
    String path = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
    return Request.get(path.isEmpty() ? "/" : path).anonymous();
  }

  private static Sight command(Args args, Facts facts)
      throws RemoteException, InterruptedException {
    Command command = look(args);
    CommandResult result = facts.remote().exec(command);
    String said = result.lastWords().isEmpty() ? "" : ": " + result.lastWords();
    return new Sight(result.ok(), "`" + command + "` ended with status " + result.status() + said);
  }

  private static Command look(Args args) {
    return Command.of(args.command().orElseThrow().stream().map(Word::of).toList()).reading();
  }

  /** Waiting leaves nothing. */
  @Override
  public void simulate(Args args, Facts facts, World world) {}
}
