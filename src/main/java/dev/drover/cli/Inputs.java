package dev.drover.cli;

import dev.drover.diag.Source;
import dev.drover.load.PolicyFiles;
import dev.drover.model.Inventory;
import dev.drover.model.Runbook;
import dev.drover.plan.Plan;
import dev.drover.plan.Step;
import dev.drover.review.PlanDocument.InputView;
import dev.drover.schema.Bound;
import dev.drover.task.Extensions;
import dev.drover.task.Kinds;
import dev.drover.task.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files that a plan is made from, each with the checksum of its content. Of an encrypted file
 * that is what is stored, never what it says; files of parameters are not among them, for a plan
 * holds what they say, and their checksum could give a secret away.
 */
final class Inputs {

  private final Map<String, InputView> inputs = new LinkedHashMap<>();

  private Inputs() {}

  /** What was read for a runbook and an inventory, by absolute paths. */
  static List<InputView> of(
      Runbook runbook, Inventory inventory, PolicyFiles policies, Extensions extensions) {
    Inputs inputs = new Inputs();
    inputs.text("runbook", runbook.source());
    Set<String> plugins =
        extensions.files().stream().map(Path::toString).collect(Collectors.toSet());
    runbook
        .included()
        .forEach(
            source -> inputs.text(plugins.contains(source.name()) ? "plugin" : "include", source));
    inventory.sources().forEach(source -> inputs.text("inventory", source));
    policies.sources().forEach(source -> inputs.text("policy", source));
    extensions.files().forEach(file -> inputs.file("plugin", file));
    return List.copyOf(inputs.inputs.values());
  }

  /** The same with what came to light since: plugins that a plan uses, files that steps read. */
  static List<InputView> of(List<InputView> read, Plan plan, Extensions extensions) {
    Inputs inputs = new Inputs();
    read.forEach(input -> inputs.inputs.put(input.name(), input));
    extensions.files().forEach(file -> inputs.file("plugin", file));
    files(plan).forEach(file -> inputs.file("file", file));
    return List.copyOf(inputs.inputs.values());
  }

  /** The local files that steps read. */
  static Set<Path> files(Plan plan) {
    Set<Path> files = new LinkedHashSet<>();
    for (Step step : plan.steps()) {
      files.addAll(files(step.kind(), step.arguments()));
    }
    return files;
  }

  private static <A extends Record> List<Path> files(Kinds.Registered<A> kind, Bound<?> arguments) {
    return arguments instanceof Bound.Ready<?> ready
        ? kind.kind().files(kind.own(ready.arguments()))
        : List.of();
  }

  private void text(String role, Source source) {
    inputs.computeIfAbsent(
        source.name(),
        name ->
            new InputView(
                !Files.exists(Path.of(name)) ? "listing" : source.isSecret() ? "vault" : role,
                name,
                Sha256.of(source.stored().getBytes(StandardCharsets.UTF_8))));
  }

  private void file(String role, Path file) {
    inputs.computeIfAbsent(file.toString(), name -> new InputView(role, name, Sha256.of(file)));
  }

  /** A file of a plan as it is now; empty if it is not there. */
  static Optional<InputView> now(InputView planned) {
    if (planned.name().indexOf('\0') >= 0) {
      return Optional.empty();
    }
    Path file = Path.of(planned.name());
    return Files.isRegularFile(file)
        ? Optional.of(new InputView(planned.role(), planned.name(), Sha256.of(file)))
        : Optional.empty();
  }

  /**
   * The number that decides shuffled orders where none is given: the same inputs give the same
   * orders.
   */
  static long seed(List<InputView> inputs, Map<String, String> parameters) {
    List<String> lines = new ArrayList<>();
    inputs.forEach(input -> lines.add(input.role() + " " + input.sha256()));
    parameters.forEach((name, value) -> lines.add(name + "=" + value));
    String sum = Sha256.of(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    return Long.parseLong(sum.substring(0, SEED_DIGITS), 16);
  }

  /** So few that the number can be typed, and is exact wherever JSON is read. */
  private static final int SEED_DIGITS = 8;
}
