package dev.drover.plan;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.model.Host;
import dev.drover.model.Variable;
import dev.drover.schema.Bound;
import dev.drover.schema.Written;
import dev.drover.task.ExtensionUser;
import dev.drover.task.Kinds;
import dev.drover.task.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the topology and the local files that steps rest on, so that no run finds out half way.
 */
final class CheckSettings implements Pass {

  @Override
  public Plan apply(Plan plan, Planning planning) {
    new Checks(planning).of(plan);
    return plan;
  }

  /** A topology record of a host. */
  private record Topology(Host host, Class<? extends Record> type) {}

  /** The checks of one plan. */
  private static final class Checks {

    private final Planning planning;
    private final Inventoried inventoried;

    /** Many steps of a host rest on the same records; those that are right are read once. */
    private final Set<Topology> right = new HashSet<>();

    Checks(Planning planning) {
      this.planning = planning;
      this.inventoried = new Inventoried(planning.scopes());
    }

    void of(Plan plan) {
      Map<Class<? extends Record>, Step> users = new LinkedHashMap<>();
      for (Step step : plan.steps()) {
        boolean later =
            step.arguments() instanceof Bound.Later<?>
                && !(step.state() instanceof StepState.WillSkip);
        boolean checked = later || step.arguments() instanceof Bound.Ready<?>;
        if (checked && !step.host().name().isEmpty()) {
          Diagnostics found = new Diagnostics();
          check(step, step.kind(), found).forEach(type -> users.putIfAbsent(type, step));
          planning.addFor(step, found);
        }
      }
      Set<Host> done = new HashSet<>(plan.hosts());
      users.forEach((type, user) -> checkOthers(type, user, done));
    }

    /** Hosts without a step are looked at too: a cluster's members need not all be in a play. */
    private void checkOthers(Class<? extends Record> type, Step user, Set<Host> done) {
      String name = type.getAnnotation(Settings.class).value();
      planning.scopes().inventory().hosts().values().stream()
          .filter(host -> host.vars().containsKey(name) && !done.contains(host))
          .forEach(host -> {
            Diagnostics found = new Diagnostics();
            settings(host, type, user, found);
            planning.diagnostics().addFor(host.name(), found);
            CheckReach.check(host, planning); // for a task may look at all members
          });
    }

    /** Checks a step; returns the settings that it rests on. */
    private <A extends Record> Set<Class<? extends Record>> check(
        Step step, Kinds.Registered<A> kind, Diagnostics diagnostics) {
      Set<Class<? extends Record>> types =
          step.arguments() instanceof Bound.Ready<?> ready
              ? kind.kind().settings(kind.own(ready.arguments()))
              : kind.kind().settings();
      for (Class<? extends Record> type : types) {
        settings(step.host(), type, step, diagnostics);
      }
      if (step.arguments() instanceof Bound.Ready<?> ready) {
        A arguments = kind.own(ready.arguments());
        files(step, kind, arguments, diagnostics);
        kind.kind().check(arguments, step.task().span(), diagnostics);
      }
      return types;
    }

    private <S extends Record> void settings(
        Host host, Class<S> type, Step user, Diagnostics diagnostics) {
      Topology topology = new Topology(host, type);
      if (!right.contains(topology)) {
        Diagnostics found = new Diagnostics();
        bind(host, type, user, found);
        if (found.isEmpty()) {
          right.add(topology);
        }
        diagnostics.addAll(found);
      }
    }

    private <S extends Record> void bind(
        Host host, Class<S> type, Step user, Diagnostics diagnostics) {
      Optional<S> bound =
          inventoried.settings(host, type, user.task().span(), user.kind().name(), diagnostics);
      if (bound.isPresent() && bound.get() instanceof ExtensionUser extended) {
        Variable written = host.vars().get(type.getAnnotation(Settings.class).value());
        extended
            .missing(planning.kinds().extensions())
            .ifPresent(missing ->
                diagnostics.error(
                    Code.PLUGIN_BROKEN,
                    written == null ? user.task().span() : written.value().span(),
                    missing.words(),
                    missing.next()));
      }
    }
  }

  private static <A extends Record> void files(
      Step step, Kinds.Registered<A> kind, A arguments, Diagnostics diagnostics) {
    for (Path file : kind.kind().files(arguments)) {
      if (Files.isDirectory(file)) {
        diagnostics.error(
            Code.FILE_UNREADABLE,
            Written.of(arguments, file, step.task().arguments()).orElse(step.task().span()),
            "`" + file + "` is a directory, and `" + kind.name() + "` needs a file",
            "name a file; to copy a directory, pack it, and unpack it on the host");
        continue;
      }
      if (!Files.isReadable(file) || !Files.isRegularFile(file)) {
        diagnostics.error(
            Code.FILE_MISSING,
            Written.of(arguments, file, step.task().arguments()).orElse(step.task().span()),
            "`" + file + "`, which `" + kind.name() + "` needs, is not there or can't be read",
            "name a file that exists on this machine");
      }
    }
  }
}
