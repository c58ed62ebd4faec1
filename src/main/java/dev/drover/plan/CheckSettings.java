package dev.drover.plan;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.model.Host;
import dev.drover.model.Variable;
import dev.drover.schema.Bound;
import dev.drover.schema.Written;
import dev.drover.task.ExtensionUser;
import dev.drover.task.Extensions;
import dev.drover.task.Kinds;
import dev.drover.task.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
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
    Inventoried inventoried = new Inventoried(planning.scopes());
    Map<Class<? extends Record>, Step> users = new LinkedHashMap<>();
    for (Step step : plan.steps()) {
      if (step.arguments() instanceof Bound.Ready<?> ready && !step.host().name().isEmpty()) {
        Diagnostics found = new Diagnostics();
        check(
                step,
                step.kind(),
                ready.arguments(),
                inventoried,
                planning.kinds().extensions(),
                found)
            .forEach(type -> users.putIfAbsent(type, step));
        planning.addFor(step, found);
      }
    }
    users.forEach((type, user) -> checkOthers(type, user, plan, inventoried, planning));
    return plan;
  }

  /** Hosts without a step are looked at too: a cluster's members need not all be in a play. */
  private static void checkOthers(
      Class<? extends Record> type,
      Step user,
      Plan plan,
      Inventoried inventoried,
      Planning planning) {
    String name = type.getAnnotation(Settings.class).value();
    Set<Host> done = Set.copyOf(plan.hosts());
    planning.scopes().inventory().hosts().values().stream()
        .filter(host -> host.vars().containsKey(name) && !done.contains(host))
        .forEach(host -> {
          Diagnostics found = new Diagnostics();
          settings(host, type, user, inventoried, planning.kinds().extensions(), found);
          planning.diagnostics().addFor(host.name(), found);
          CheckReach.check(host, planning); // for a task may look at all members
        });
  }

  /** Checks a step; returns the settings that it rests on. */
  private static <A extends Record> Set<Class<? extends Record>> check(
      Step step,
      Kinds.Registered<A> kind,
      Record bound,
      Inventoried inventoried,
      Extensions extensions,
      Diagnostics diagnostics) {
    A arguments = kind.own(bound);
    for (Class<? extends Record> type : kind.kind().settings(arguments)) {
      settings(step.host(), type, step, inventoried, extensions, diagnostics);
    }
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
    kind.kind().check(arguments, step.task().span(), diagnostics);
    return kind.kind().settings(arguments);
  }

  private static <S extends Record> void settings(
      Host host,
      Class<S> type,
      Step user,
      Inventoried inventoried,
      Extensions extensions,
      Diagnostics diagnostics) {
    Optional<S> bound =
        inventoried.settings(host, type, user.task().span(), user.kind().name(), diagnostics);
    if (bound.isPresent() && bound.get() instanceof ExtensionUser extended) {
      Variable written = host.vars().get(type.getAnnotation(Settings.class).value());
      extended
          .missing(extensions)
          .ifPresent(missing ->
              diagnostics.error(
                  Code.PLUGIN_BROKEN,
                  written == null ? user.task().span() : written.value().span(),
                  missing.words(),
                  missing.next()));
    }
  }
}
