package dev.drover.load;

import dev.drover.diag.Diagnostics;
import dev.drover.model.Param;
import dev.drover.schema.FieldType;
import dev.drover.schema.Given;
import dev.drover.schema.Schema;
import dev.drover.secret.Vault;
import dev.drover.sim.World;
import dev.drover.task.About;
import dev.drover.task.Changes;
import dev.drover.task.DescribedKind;
import dev.drover.task.Facts;
import dev.drover.task.Outcome;
import dev.drover.task.Recovery;
import dev.drover.task.RunContext;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import dev.drover.yaml.YamlReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A task kind that is composed of others: a file of tasks with parameters, included under a name of
 * its own. A runbook that uses it has its tasks instead once it is loaded, so that a plan shows
 * each of them, and no step of this kind is ever planned or run.
 *
 * @param file the file of tasks
 */
public record Composition(About about, Path file, Schema arguments) implements DescribedKind {

  /** The composition of a file; empty if it has mistakes, which are reported. */
  public static Optional<Composition> read(About about, Path file, Diagnostics diagnostics) {
    return SourceFile.read(file, Vault.locked(), diagnostics)
        .flatMap(source -> YamlReader.read(source, diagnostics))
        .map(root ->
            root instanceof MapNode map ? params(map, diagnostics) : Map.<String, Param>of())
        .filter(_ -> !diagnostics.hasErrors())
        .map(params -> new Composition(about, file, schema(params)));
  }

  private static Map<String, Param> params(MapNode map, Diagnostics diagnostics) {
    return new ParamReader(diagnostics).read(new Section(map, "a composed kind", diagnostics));
  }

  private static Schema schema(Map<String, Param> params) {
    return Schema.given("", params.values().stream().map(Composition::field).toList());
  }

  private static Schema.Field field(Param param) {
    FieldType type = ParamType.fieldType(param);
    Optional<String> standard =
        param
            .defaultValue()
            .filter(ScalarNode.class::isInstance)
            .map(node -> ((ScalarNode) node).text());
    boolean optional = param.defaultValue().isPresent() && standard.isEmpty();
    return new Schema.Field(
        param.name(),
        optional ? new FieldType.Maybe(type) : type,
        param.description().orElse(""),
        standard,
        false);
  }

  @Override
  public Schema results() {
    return Schema.given("", List.of());
  }

  @Override
  public Recovery recovery(Given given) {
    throw unexpanded();
  }

  @Override
  public Changes plan(Given given, Facts facts) {
    throw unexpanded();
  }

  @Override
  public Outcome run(Given given, RunContext context) {
    throw unexpanded();
  }

  @Override
  public void simulate(Given given, Facts facts, World world) {
    throw unexpanded();
  }

  private IllegalStateException unexpanded() {
    return new IllegalStateException("`" + about.name() + "` was not replaced by its tasks");
  }
}
