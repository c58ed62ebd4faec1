package dev.drover.report;

import dev.drover.model.Host;
import dev.drover.model.Order;
import dev.drover.model.Rolling.MaxFail;
import dev.drover.plan.Capacity;
import dev.drover.plan.Plan;
import dev.drover.plan.PlannedPlay;
import dev.drover.plan.Rows;
import dev.drover.plan.Step;
import dev.drover.plan.StepState;
import dev.drover.remote.RemoteException;
import dev.drover.secret.Masker;
import dev.drover.task.BracketEffect;
import dev.drover.task.Gate;
import dev.drover.yaml.Node.ScalarNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A plan as it is shown: what {@code --json} prints, and what the text is made from.
 *
 * @param format the version of this form
 * @param parameters what was given, secrets masked
 * @param problems hosts that can't be worked with, and steps that would fail; a run is refused
 */
public record PlanView(
    int format,
    String runbook,
    String version,
    Map<String, String> parameters,
    List<PlayView> plays,
    CapacityView capacity,
    String onFailure,
    List<ProblemView> problems) {

  /**
   * A play.
   *
   * @param hosts the hosts that are changed
   * @param others hosts of the play that are left alone
   * @param window the most hosts in work at any moment
   * @param waves one after the other
   * @param soak how long is waited between waves; empty if not at all
   * @param maxFail how many hosts may fail; empty if the policy decides
   * @param domain the variable of which two values are never in work at once; empty if there is
   *     none
   */
  public record PlayView(
      String id,
      String name,
      List<String> hosts,
      List<String> others,
      int window,
      List<WaveView> waves,
      String soak,
      String domain,
      String maxFail,
      String order,
      List<StepView> steps,
      List<LeftOutView> leftOut) {}

  /** A task that is not run this time, and why. */
  public record LeftOutView(String task, String name, String why) {}

  /** A wave: so many hosts, so many of them in work at once. */
  public record WaveView(int hosts, int window) {}

  /**
   * A step.
   *
   * @param path the groups around it, the outermost first
   * @param host the host whose names it uses
   * @param once whether it runs for that host alone, and for the whole play
   * @param state will_change, already_so, may_run, unknown_until, will_skip, will_look, will_fail,
   *     unchecked or not_looked
   * @param details what changes, or why the state is what it is
   */
  public record StepView(
      String id,
      String task,
      List<String> path,
      String kind,
      String host,
      boolean once,
      String state,
      List<String> details,
      List<String> opens,
      List<String> closes) {}

  /** How many hosts serve, how many at least at any moment, and how many the policy asks for. */
  public record CapacityView(int hosts, int lowest, int minimum) {}

  /** Hosts that can't be worked with, or on which a step would fail. */
  public record ProblemView(String host, String problem, String next) {}

  /** The view of a plan. */
  public static PlanView of(
      Plan plan,
      Map<String, String> parameters,
      Map<Host, RemoteException> problems,
      Masker masker) {
    Map<String, String> shown = new LinkedHashMap<>();
    parameters.forEach((name, value) -> shown.put(name, masker.mask(value)));
    return new PlanView(
        1,
        plan.runbook().name(),
        plan.runbook().version(),
        shown,
        plan.plays().stream().map(play -> view(play, masker)).toList(),
        new CapacityView(
            Capacity.serving(plan), Capacity.lowest(plan), plan.runbook().policy().minInService()),
        plan.runbook().policy().onFailure().sentence(),
        Stream.concat(
                problems.entrySet().stream()
                    .map(entry ->
                        new ProblemView(
                            entry.getKey().name(),
                            withoutName(entry.getKey(), entry.getValue().getMessage()),
                            entry.getValue().next())),
                failing(plan, masker).stream())
            .toList());
  }

  /**
   * A machine's door names it in each message; where the host is told anyway, that is once too
   * much.
   */
  private static String withoutName(Host host, String message) {
    String name = host.name() + ": ";
    return message.startsWith(name) ? message.substring(name.length()) : message;
  }

  /** What is seen to fail beforehand; the same for several hosts is told once. */
  private static List<ProblemView> failing(Plan plan, Masker masker) {
    Map<StepState.WillFail, Set<String>> hosts = new LinkedHashMap<>();
    for (Step step : plan.steps()) {
      if (step.state() instanceof StepState.WillFail fails
          && !step.task().keywords().ignoreErrors()
          && !step.place().mayFail()
          && step.task().keywords().until().isEmpty()) {
        hosts.computeIfAbsent(fails, _ -> new LinkedHashSet<>()).add(step.host().name());
      }
    }
    return hosts.entrySet().stream()
        .map(entry ->
            new ProblemView(
                String.join(", ", entry.getValue()),
                masker.mask(entry.getKey().why()),
                masker.mask(
                    entry.getKey().next().isEmpty()
                        ? "mend it, then run again; `drover plan` shows which step would fail"
                        : entry.getKey().next())))
        .toList();
  }

  private static PlayView view(PlannedPlay play, Masker masker) {
    Map<String, StepView> steps = new LinkedHashMap<>();
    Rows.of(play).stream()
        .flatMap(List::stream)
        .forEach(step -> steps.putIfAbsent(step.id().text(), view(step, masker)));
    return new PlayView(
        play.play().id(),
        play.play().name(),
        play.changed().stream().map(Host::name).toList(),
        play.hosts().stream()
            .filter(host -> !play.changed().contains(host))
            .map(Host::name)
            .toList(),
        play.window(),
        play.rolling().waves().stream()
            .map(wave -> new WaveView(wave.hosts(), wave.window()))
            .toList(),
        play.rolling().soak().map(Gate::words).orElse(""),
        play.play().rolling().domain().map(ScalarNode::text).orElse(""),
        play.play().rolling().maxFail().map(MaxFail::toString).orElse(""),
        order(play),
        List.copyOf(steps.values()),
        play.play().leftOut().stream()
            .map(out -> new LeftOutView(out.task(), out.name(), out.why()))
            .toList());
  }

  private static String order(PlannedPlay play) {
    return play.order() == Order.LEAST_BUSY
        ? "least busy first by "
            + play.busy().orElse(Order.Busy.LOAD).name().toLowerCase(Locale.ROOT)
            + ", decided before each host"
        : play.order().name().toLowerCase(Locale.ROOT) + " order";
  }

  private static StepView view(Step step, Masker masker) {
    return new StepView(
        step.id().text(),
        step.task().name(),
        step.place().path(),
        step.kind().name(),
        step.host().name(),
        step.once(),
        word(step.state()),
        details(step).stream().map(masker::mask).toList(),
        step.brackets().stream()
            .filter(BracketEffect.Opens.class::isInstance)
            .map(effect -> effect.bracket().toString())
            .toList(),
        step.brackets().stream()
            .filter(BracketEffect.Closes.class::isInstance)
            .map(effect -> effect.bracket().toString())
            .toList());
  }

  private static String word(StepState state) {
    return switch (state) {
      case StepState.NotLooked _ -> "not_looked";
      case StepState.WillChange _ -> "will_change";
      case StepState.AlreadySo _ -> "already_so";
      case StepState.MayRun _, StepState.StandsBy _ -> "may_run";
      case StepState.UnknownUntil _ -> "unknown_until";
      case StepState.WillSkip _ -> "will_skip";
      case StepState.WillLook _ -> "will_look";
      case StepState.WillFail _ -> "will_fail";
      case StepState.Unchecked _ -> "unchecked";
    };
  }

  private static List<String> details(Step step) {
    if (step.task().keywords().noLog()) {
      return List.of("hidden by no_log");
    }
    return switch (step.state()) {
      case StepState.NotLooked _ -> List.of();
      case StepState.WillChange change -> change.lines();
      case StepState.AlreadySo already -> List.of(already.reason());
      case StepState.StandsBy standing -> List.of(standing.why());
      case StepState.MayRun may -> List.of("when " + may.condition());
      case StepState.UnknownUntil unknown ->
          List.of("unknown until " + unknown.step() + " has run (" + unknown.why() + ")");
      case StepState.WillLook look -> List.of(look.words());
      case StepState.WillFail fails -> List.of(fails.why());
      case StepState.WillSkip skip -> List.of("`" + skip.condition() + "` is false");
      case StepState.Unchecked unchecked -> List.of("could not be checked: " + unchecked.why());
    };
  }
}
