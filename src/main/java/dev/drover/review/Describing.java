package dev.drover.review;

import dev.drover.model.Host;
import dev.drover.model.HostLimit;
import dev.drover.model.Order;
import dev.drover.model.SignatureRule;
import dev.drover.plan.Capacity;
import dev.drover.plan.FailureSentence;
import dev.drover.plan.Plan;
import dev.drover.plan.PlannedPlay;
import dev.drover.plan.Rows;
import dev.drover.plan.Step;
import dev.drover.plan.StepId;
import dev.drover.plan.StepState;
import dev.drover.remote.RemoteException;
import dev.drover.review.PlanDocument.Basis;
import dev.drover.review.PlanDocument.CapacityView;
import dev.drover.review.PlanDocument.FactView;
import dev.drover.review.PlanDocument.NoteView;
import dev.drover.review.PlanDocument.ProblemView;
import dev.drover.review.PlanDocument.RunbookView;
import dev.drover.review.PlanDocument.SignaturesView;
import dev.drover.review.PlayView.LeftOutView;
import dev.drover.review.PlayView.WaveView;
import dev.drover.schema.Bound;
import dev.drover.schema.Plain;
import dev.drover.schema.ShownPath;
import dev.drover.secret.Masker;
import dev.drover.task.BracketEffect;
import dev.drover.task.Gate;
import dev.drover.task.Kinds.Registered;
import dev.drover.task.Observation;
import dev.drover.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Makes the document of a plan. */
final class Describing {

  /** Arguments as they are shown. */
  private record Shown(Optional<Record> arguments, Map<String, Object> plain) {}

  private final Plan plan;
  private final StepTimes times;
  private final Masker masker;

  /** Those of the step before: most hosts share those of a task. */
  private Shown last = new Shown(Optional.empty(), Map.of());

  Describing(Plan plan, History history, Masker masker) {
    this.plan = plan;
    this.times = new StepTimes(history);
    this.masker = masker;
  }

  PlanDocument document(Basis basis, Map<Host, RemoteException> problems) {
    Capacity capacity = Capacity.of(plan);
    Forecast forecast = new Forecast(plan, times);
    return new PlanDocument(
        PlanDocument.FORMAT,
        new RunbookView(
            plan.runbook().name(),
            plan.runbook().version(),
            plan.runbook().language(),
            plan.runbook().description().orElse(""),
            plan.runbook().policy().signatures().map(Describing::view).orElse(SignaturesView.NONE)),
        basis,
        plan.seen().stream().map(this::view).toList(),
        plan.plays().stream().map(this::view).toList(),
        new CapacityView(
            capacity.serving(),
            capacity.lowest(),
            capacity.withFailures(),
            plan.runbook().policy().minInService(),
            forecast.out()),
        forecast.view(capacity.serving()),
        FailureSentence.of(plan),
        notes((kind, step) -> kind.cannotBeUndone(step)),
        notes((kind, step) -> kind.asks(step)),
        List.of(),
        List.of(),
        Stream.concat(
                problems.entrySet().stream()
                    .map(entry ->
                        new ProblemView(
                            entry.getKey().name(),
                            withoutName(entry.getKey(), entry.getValue().getMessage()),
                            entry.getValue().next())),
                failing().stream())
            .toList());
  }

  private static SignaturesView view(SignatureRule rule) {
    return new SignaturesView(
        rule.signers(), ShownPath.of(rule.allowedSigners().toString()), rule.valid().toSeconds());
  }

  /** What kinds say of their steps, each sentence once. */
  private List<NoteView> notes(BiFunction<Registered<?>, Record, Optional<String>> says) {
    Map<String, List<String>> notes = new LinkedHashMap<>();
    for (Step step : plan.steps()) {
      if (!(step.state() instanceof StepState.WillSkip)
          && step.arguments() instanceof Bound.Ready<?> ready) {
        says.apply(step.kind(), ready.arguments())
            .ifPresent(words ->
                notes
                    .computeIfAbsent(masker.mask(words), _ -> new ArrayList<>())
                    .add(step.id().text()));
      }
    }
    return notes.entrySet().stream()
        .map(note -> new NoteView(note.getKey(), note.getValue()))
        .toList();
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
  private List<ProblemView> failing() {
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

  private FactView view(Observation seen) {
    return new FactView(
        masker.mask(seen.subject()),
        masker.mask(seen.name()),
        masker.mask(seen.value()),
        seen.live());
  }

  private PlayView view(PlannedPlay play) {
    Set<Host> changed = new HashSet<>(play.changed());
    Map<StepId, List<StepId>> nearest = play.nearest();
    return new PlayView(
        play.play().id(),
        play.play().name(),
        play.changed().stream().map(Host::name).toList(),
        play.hosts().stream().filter(host -> !changed.contains(host)).map(Host::name).toList(),
        play.window(),
        play.rolling().waves().stream()
            .map(wave -> new WaveView(wave.hosts(), wave.window()))
            .toList(),
        play.rolling().soak().map(Gate::words).orElse(""),
        play.play().rolling().domain().map(ScalarNode::text).orElse(""),
        play.play().rolling().maxFail().map(HostLimit::toString).orElse(""),
        order(play),
        Rows.of(play).stream().flatMap(List::stream).map(step -> view(step, nearest)).toList(),
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

  private StepView view(Step step, Map<StepId, List<StepId>> nearest) {
    StepTimes.Time time = times.of(step);
    return new StepView(
        step.id().text(),
        step.task().name(),
        step.place().path(),
        step.kind().name(),
        step.host().name(),
        step.once(),
        nearest.getOrDefault(step.id(), List.of()).stream().map(StepId::text).toList(),
        arguments(step),
        word(step.state()),
        details(step).stream().map(masker::mask).toList(),
        brackets(step, BracketEffect.Opens.class),
        brackets(step, BracketEffect.Closes.class),
        time.seconds(),
        time.basis());
  }

  private static List<String> brackets(Step step, Class<? extends BracketEffect> effects) {
    return step.brackets().isEmpty()
        ? List.of()
        : step.brackets().stream()
            .filter(effects::isInstance)
            .map(effect -> effect.bracket().toString())
            .toList();
  }

  private Map<String, Object> arguments(Step step) {
    if (step.task().keywords().noLog()) {
      return Map.of("hidden", "no_log");
    }
    if (!(step.arguments() instanceof Bound.Ready<?> ready)) {
      return Map.of();
    }
    Optional<Record> arguments = Optional.of(ready.arguments());
    if (!last.arguments().equals(arguments)) {
      last = new Shown(arguments, Plain.of(ready.arguments(), masker));
    }
    return last.plain();
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
