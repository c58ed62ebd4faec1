package dev.drover.plugin;

import dev.drover.expr.Value;
import dev.drover.remote.RemoteException;
import dev.drover.schema.Default;
import dev.drover.schema.Given;
import dev.drover.schema.Schema;
import dev.drover.sim.SimRemote;
import dev.drover.sim.World;
import dev.drover.task.About;
import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import dev.drover.task.Changes;
import dev.drover.task.DescribedKind;
import dev.drover.task.Facts;
import dev.drover.task.Outcome;
import dev.drover.task.Recovery;
import dev.drover.task.RunContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A task kind that is a program. */
final class ProgramKind implements DescribedKind {

  /** What it answers to {@code plan}: one of these. */
  record Planned(
      Optional<List<String>> change,
      Optional<String> none,
      Optional<String> unknown,
      Optional<String> looks,
      Optional<String> fails,
      Optional<String> next) {
    Planned {
      long said =
          Stream.of(change, none, unknown, looks, fails).filter(Optional::isPresent).count();
      if (said != 1) {
        throw new IllegalArgumentException(
            "a plan says one of change, none, unknown, looks, fails");
      }
    }

    Changes changes() {
      return change
          .<Changes>map(Changes.Some::new)
          .or(() -> none.map(Changes.None::new))
          .or(() -> unknown.map(Changes.Unknown::new))
          .or(() -> looks.map(Changes.Looks::new))
          .orElseGet(() -> new Changes.Fails(fails.orElse(""), next.orElse(""), false));
    }
  }

  /** What it answers to {@code run}. */
  record Ran(
      @Default("false") boolean changed,
      Optional<String> summary,
      Optional<Map<String, Value>> results,
      Optional<String> failed,
      @Default("[]") List<String> evidence,
      @Default("look at the evidence, mend it, then resume the run") String next) {}

  /** What it answers to {@code simulate}: nothing; what it had to say it has done. */
  record Simulated() {}

  private final Executable executable;
  private final Described.KindOf described;
  private final About about;
  private final Schema arguments;
  private final Schema results;

  ProgramKind(Executable executable, String version, Described.KindOf described) {
    this.executable = executable;
    this.described = described;
    about =
        new About(described.name(), version, described.group(), described.scope(), described.doc());
    arguments = Described.schema("", described.arguments());
    results = Described.schema("", described.results());
  }

  @Override
  public About about() {
    return about;
  }

  @Override
  public Schema arguments() {
    return arguments;
  }

  @Override
  public Schema results() {
    return results;
  }

  @Override
  public Recovery recovery(Given given) {
    return described.recovery();
  }

  @Override
  public List<BracketEffect> brackets(Facts facts) {
    List<BracketEffect> effects = new ArrayList<>();
    String host = facts.host().name();
    described
        .opens()
        .ifPresent(type ->
            effects.add(
                new BracketEffect.Opens(
                    new Bracket(type, host), described.byHand().replace("{host}", host))));
    described
        .closes()
        .ifPresent(type -> effects.add(new BracketEffect.Closes(new Bracket(type, host))));
    return effects;
  }

  @Override
  public Changes plan(Given given, Facts facts) throws RemoteException, InterruptedException {
    try {
      return new Dialogue(executable, "plan")
          .looking(facts.remote())
          .answer(request(given, facts), Planned.class)
          .changes();
    } catch (PluginException e) {
      return new Changes.Fails(e.words(), e.next(), true);
    }
  }

  @Override
  public Optional<Duration> longest(Given given) {
    return Optional.of(described.timeout());
  }

  @Override
  public Outcome run(Given given, RunContext context) throws RemoteException, InterruptedException {
    try {
      Ran ran =
          new Dialogue(executable, "run")
              .within(described.timeout())
              .working(context.remote(), context::progress)
              .answer(request(given, context), Ran.class);
      if (ran.failed().isPresent()) {
        return Outcome.failed(ran.failed().get(), ran.evidence(), ran.next());
      }
      Given result =
          executable.read(
              Given.class, results, new Value.Fields(ran.results().orElse(Map.of())), "run");
      return new Outcome.Done(ran.changed(), ran.summary().orElse(""), result);
    } catch (PluginException e) {
      return Outcome.failed(e.words(), e.evidence(), e.next());
    }
  }

  @Override
  public void simulate(Given given, Facts facts, World world) {
    try {
      new Dialogue(executable, "simulate")
          .working(new SimRemote(world, facts.host().name()), _ -> {})
          .answer(request(given, facts), Simulated.class);
    } catch (PluginException e) {
      throw new IllegalStateException(e.words(), e);
    } catch (RemoteException | InterruptedException e) {
      throw new IllegalStateException("the simulated host could not be worked with", e);
    }
  }

  private Map<String, Object> request(Given given, Facts facts) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("kind", about.name());
    request.put("arguments", Revealed.of(given));
    request.put(
        "host", Map.of("name", facts.host().name(), "groups", List.copyOf(facts.host().groups())));
    request.put("peers", facts.peers().stream().map(dev.drover.model.Host::name).toList());
    return request;
  }
}
