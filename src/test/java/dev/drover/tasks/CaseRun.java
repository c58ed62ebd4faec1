package dev.drover.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostics;
import dev.drover.expr.Scope;
import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Ending;
import dev.drover.lb.Busynesses;
import dev.drover.model.Scopes;
import dev.drover.plan.Doors;
import dev.drover.plan.Needs;
import dev.drover.plan.OneTask;
import dev.drover.plan.Plan;
import dev.drover.plan.Step;
import dev.drover.plan.StepFacts;
import dev.drover.remote.RemoteException;
import dev.drover.report.DiagnosticText;
import dev.drover.run.Means;
import dev.drover.run.OneStep;
import dev.drover.sim.World;
import dev.drover.task.BracketEffect;
import dev.drover.task.Changes;
import dev.drover.task.Closing;
import dev.drover.task.Extensions;
import dev.drover.task.Kinds.Registered;
import dev.drover.task.Recovery;
import dev.drover.testing.RecordedDoors;
import dev.drover.testing.Recorder;
import dev.drover.time.SteppedTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Plans, runs, cuts and simulates the task of a case, each in a world of its own. */
final class CaseRun {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  /**
   * What was seen of a look.
   *
   * @param lines what went through the doors
   * @param changes empty if it could not be looked at
   * @param trouble why not
   */
  record Look(List<String> lines, Optional<Changes> changes, Optional<RemoteException> trouble) {
    boolean says(Class<? extends Changes> what) {
      return changes.filter(what::isInstance).isPresent();
    }
  }

  /**
   * What was seen of a run.
   *
   * @param after the world that it left
   * @param again a look afterwards
   */
  record Ran(
      List<String> lines,
      List<String> effects,
      Entry.StepEnded end,
      Duration took,
      String before,
      String after,
      Look again) {
    boolean done() {
      return end.ending() == Ending.DONE;
    }
  }

  /** What {@code simulate} leaves, and a look afterwards. */
  record Simulated(String after, Look again) {}

  /** A run that was cut at a line and then resumed. */
  record Resumed(String at, boolean tookPlace, Entry.StepEnded end, String after) {}

  /**
   * What was seen when what the task had opened was to be closed.
   *
   * @param before the world as it was then
   */
  record Closed(List<String> lines, Closing closing, String before, String after) {}

  /** What a kind says of a task without looking at anything. */
  record Declared(
      Recovery recovery, List<BracketEffect> brackets, Set<Class<? extends Record>> settings) {}

  /**
   * All that a case shows.
   *
   * @param wrong what is wrong with the task as written; nothing else is looked at then
   * @param undeclared what was done that the kind had not said in its needs
   * @param declared what the kind says of the task; empty if it is wrong
   */
  record Seen(
      Diagnostics wrong,
      Optional<Declared> declared,
      Optional<Look> look,
      Optional<Ran> ran,
      Optional<Simulated> simulated,
      List<Resumed> resumed,
      Optional<Closed> closed,
      Set<String> undeclared) {}

  private final Case of;
  private final Scopes scopes;
  private final Path directory;
  private final List<RecordedDoors> opened = new ArrayList<>();
  private int journals;

  private CaseRun(Case of, Path directory) {
    this.of = of;
    this.scopes = of.scopes();
    this.directory = directory;
  }

  /**
   * Goes through a case.
   *
   * @param directory for journals
   */
  static Seen see(Case of, Path directory) throws Exception {
    return new CaseRun(of, directory).see();
  }

  private Seen see() throws Exception {
    of.makeLocalFiles();
    Diagnostics wrong = new Diagnostics();
    Optional<Plan> plan = OneTask.compile(scopes, of.hosts(), BuiltIn.kinds(), wrong);
    if (plan.isEmpty()) {
      return new Seen(
          wrong,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Set.of());
    }
    Step step =
        plan.get().steps().stream()
            .filter(one -> one.once() || one.host().name().equals(of.host()))
            .findFirst()
            .orElseThrow();
    Look look = new Scene(of.newWorld(), plan.get(), step).look();
    Ran ran = run(plan.get(), step);
    return new Seen(
        wrong,
        Optional.of(declared(plan.get(), step)),
        Optional.of(look),
        Optional.of(ran),
        ran.done() ? Optional.of(simulate(plan.get(), step)) : Optional.empty(),
        of.interrupted() ? cuts(plan.get(), step, ran.effects().size()) : List.of(),
        of.close() ? Optional.of(close(plan.get(), step)) : Optional.empty(),
        opened.stream()
            .flatMap(doors -> doors.beyond().stream())
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private Declared declared(Plan plan, Step step) throws Exception {
    Scene scene = new Scene(of.newWorld(), plan, step);
    StepFacts facts = scene.facts(scene.doors(Watched.of(scene.world, scene.time)));
    return OneTask.use(
        step,
        new OneTask.Use<>() {
          @Override
          public <A extends Record> Declared with(Registered<A> kind, A arguments) {
            return new Declared(
                kind.kind().recovery(arguments),
                kind.kind().brackets(arguments, facts),
                kind.kind().settings(arguments));
          }
        });
  }

  private Ran run(Plan plan, Step step) throws Exception {
    World world = of.newWorld();
    Scene scene = new Scene(world, plan, step);
    String before = world.describe();
    Watched watched = Watched.of(world, scene.time);
    Entry.StepEnded end = scene.run(watched, journal());
    return new Ran(
        watched.lines(),
        watched.effects(),
        end,
        Duration.between(START, scene.time.now()),
        before,
        world.describe(),
        scene.look());
  }

  private Closed close(Plan plan, Step step) throws Exception {
    World world = of.newWorld();
    Scene scene = new Scene(world, plan, step);
    String before = world.describe();
    Watched watched = Watched.of(world, scene.time);
    Closing closing = scene.close(watched, journal());
    return new Closed(watched.lines(), closing, before, world.describe());
  }

  private Path journal() {
    return directory.resolve("run-" + journals++ + ".journal");
  }

  private Simulated simulate(Plan plan, Step step) throws Exception {
    World world = of.newWorld();
    Scene scene = new Scene(world, plan, step);
    StepFacts facts = scene.facts(scene.doors(Watched.of(world, scene.time)));
    OneTask.use(
        step,
        new OneTask.Use<Boolean>() {
          @Override
          public <A extends Record> Boolean with(Registered<A> kind, A arguments) {
            kind.kind().simulate(arguments, facts, world);
            return true;
          }
        });
    return new Simulated(world.describe(), scene.look());
  }

  /** The run cut at each of its effects, before and after it took place, and resumed each time. */
  private List<Resumed> cuts(Plan plan, Step step, int effects) throws Exception {
    List<Resumed> resumed = new ArrayList<>();
    for (int effect = 0; effect < effects; effect++) {
      resumed.add(cut(plan, step, effect, false));
      resumed.add(cut(plan, step, effect, true));
    }
    return resumed;
  }

  private Resumed cut(Plan plan, Step step, int effect, boolean after) throws Exception {
    World world = of.newWorld();
    Scene scene = new Scene(world, plan, step);
    Path journal = journal();
    String at = "";
    try {
      scene.run(Watched.cut(world, scene.time, effect, after), journal);
      throw new IllegalStateException("it was not cut at effect " + effect);
    } catch (Watched.Cut cut) {
      at = String.valueOf(cut.getMessage());
    }
    Entry.StepEnded end = scene.run(Watched.of(world, scene.time), journal);
    return new Resumed(at, after, end, world.describe());
  }

  /** A step in a world, with its time. */
  private final class Scene {
    private final World world;
    private final Plan plan;
    private final Step step;
    private final SteppedTime time = new SteppedTime(START);

    Scene(World world, Plan plan, Step step) {
      this.world = world;
      this.plan = plan;
      this.step = step;
      of.makeLocalFiles();
    }

    private Doors doors(Watched watched) {
      Doors doors = new Doors(scopes, watched, watched, time);
      RecordedDoors recorded =
          RecordedDoors.around(
              doors, Needs.of(plan, scopes, Extensions.NONE, Busynesses.all()).keySet());
      opened.add(recorded);
      return recorded.in(doors);
    }

    StepFacts facts(Doors doors) {
      Scope scope =
          scopes.of(
              plan.runbook().plays().getFirst(), of.hosts(), step.task(), step.host(), Map.of());
      return new StepFacts(doors, step, of.hosts(), scope);
    }

    Look look() throws Exception {
      Watched watched = Watched.of(world, time);
      Doors doors = doors(watched);
      Recorder recorder = Recorder.of(doors);
      try {
        Changes changes = OneTask.look(step, facts(recorder.before(doors)));
        return new Look(watched.lines(), Optional.of(changes), Optional.empty());
      } catch (RemoteException e) {
        return new Look(watched.lines(), Optional.empty(), Optional.of(e));
      } finally {
        assertThat(recorder.writes()).as("planning only looks").isEmpty();
      }
    }

    Closing close(Watched watched, Path journal) throws Exception {
      Doors doors = doors(watched);
      BracketEffect opens =
          OneTask.use(
              step,
              new OneTask.Use<>() {
                @Override
                public <A extends Record> BracketEffect with(Registered<A> kind, A arguments) {
                  return kind.kind().brackets(arguments, facts(doors)).getFirst();
                }
              });
      return OneStep.close(
          plan,
          step,
          opens.bracket(),
          means(watched, doors),
          journal,
          (_, words) -> watched.note("# " + words));
    }

    Entry.StepEnded run(Watched watched, Path journal) throws Exception {
      return OneStep.run(
          plan,
          step,
          means(watched, doors(watched)),
          journal,
          (_, words) -> watched.note("# " + words));
    }

    private Means means(Watched watched, Doors doors) {
      return new Means(
          doors,
          watched,
          question -> {
            watched.note("asked: " + question + " " + (of.answer() ? "yes" : "no"));
            return of.answer();
          },
          Map.of(),
          scopes.masker());
    }
  }

  /** All that was seen, as its golden file shows it. */
  static String text(Seen seen, Case of) {
    return of.clean(seen.wrong().hasErrors() ? DiagnosticText.of(seen.wrong()) : CaseText.of(seen));
  }
}
