package dev.drover.review;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.load.RunbookLoader;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.model.Scopes;
import dev.drover.model.Variable;
import dev.drover.plan.Plan;
import dev.drover.plan.Planner;
import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.schema.Main;
import dev.drover.secret.Masker;
import dev.drover.sim.World;
import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import dev.drover.task.Changes;
import dev.drover.task.Facts;
import dev.drover.task.Kind;
import dev.drover.task.Kinds;
import dev.drover.task.Outcome;
import dev.drover.task.Recovery;
import dev.drover.task.RunContext;
import dev.drover.task.TaskKind;
import dev.drover.yaml.Node.ScalarNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plans of steps that say how long they take, on hosts that each have a time of their own. */
final class TimedPlan {

  private TimedPlan() {}

  /**
   * Compiles plays.
   *
   * @param hosts names of hosts, each with a time and a rack: {@code h1 30s a}
   */
  static Plan of(Path directory, List<String> hosts, String plays) throws Exception {
    Path file = directory.resolve("timed.yml");
    Files.writeString(
        file,
        "runbook: timed\nlanguage: 1\nversion: 1.0.0\npolicy: {min_in_service: 0}\nplays:\n"
            + plays.indent(2));
    Diagnostics diagnostics = new Diagnostics();
    Kinds kinds = new Kinds(List.of(new Leave(), new Work(), new Join(), new Look()));
    Scopes scopes =
        new Scopes(
            RunbookLoader.load(file, kinds, diagnostics)
                .orElseThrow(() -> new AssertionError(diagnostics.sorted())),
            inventory(hosts),
            Map.of(),
            new Masker());
    return Planner.compile(scopes, kinds, 0, diagnostics)
        .orElseThrow(() -> new AssertionError(diagnostics.sorted()));
  }

  private static Inventory inventory(List<String> lines) {
    Map<String, Host> hosts = new LinkedHashMap<>();
    for (String line : lines) {
      List<String> words = List.of(line.split(" "));
      Map<String, Variable> vars = new LinkedHashMap<>();
      vars.put("time", variable("time", words.get(1)));
      vars.put("rack", variable("rack", words.get(2)));
      hosts.put(words.getFirst(), new Host(words.getFirst(), List.of("all"), vars));
    }
    return new Inventory(hosts, Map.of("all", List.copyOf(hosts.keySet())));
  }

  private static Variable variable(String name, String value) {
    Span span = Span.startOf(new Source("inventory", value));
    return new Variable(name, new ScalarNode(value, true, "", span), "host");
  }

  /** How long it takes. */
  record Takes(@Main @Doc("How long") @Default("10s") Duration timeout) {}

  /** No arguments, and so no limit. */
  record Nothing() {}

  private interface Idle<A extends Record> extends TaskKind<A> {
    @Override
    default Recovery recovery(A arguments) {
      return Recovery.REPEAT;
    }

    @Override
    default Changes plan(A arguments, Facts facts) {
      return Changes.some("something");
    }

    @Override
    default Outcome run(A arguments, RunContext context) {
      return Outcome.changed("done");
    }

    @Override
    default void simulate(A arguments, Facts facts, World world) {}
  }

  private static Bracket service(Facts facts) {
    return new Bracket(Bracket.Type.NODE_OUT_OF_SERVICE, facts.host().name());
  }

  @Kind(name = "leave", since = "1.0", group = Kind.Group.GENERAL)
  private static final class Leave implements Idle<Takes>, TaskKind<Takes> {
    @Override
    public List<BracketEffect> brackets(Facts facts) {
      return List.of(new BracketEffect.Opens(service(facts), "put it back"));
    }
  }

  @Kind(name = "work", since = "1.0", group = Kind.Group.GENERAL)
  private static final class Work implements Idle<Takes>, TaskKind<Takes> {}

  @Kind(name = "look", since = "1.0", group = Kind.Group.GENERAL)
  private static final class Look implements Idle<Nothing>, TaskKind<Nothing> {}

  @Kind(name = "join", since = "1.0", group = Kind.Group.GENERAL)
  private static final class Join implements Idle<Takes>, TaskKind<Takes> {
    @Override
    public List<BracketEffect> brackets(Facts facts) {
      return List.of(new BracketEffect.Closes(service(facts)));
    }
  }
}
