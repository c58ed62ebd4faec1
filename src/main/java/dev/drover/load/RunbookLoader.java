package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.expr.Scope;
import dev.drover.model.Param;
import dev.drover.model.Play;
import dev.drover.model.Policy;
import dev.drover.model.Policy.OnFailure;
import dev.drover.model.Runbook;
import dev.drover.schema.Binder;
import dev.drover.schema.Bound;
import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.task.Kinds;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.YamlReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads a runbook and checks what can be checked without an inventory. */
public final class RunbookLoader {

  /** The newest version of the language that is known here. */
  public static final int LANGUAGE = 1;

  /** The policy as it is written. */
  record PolicyFields(
      @Doc("Never fewer nodes taking traffic") @Default("1") int minInService,
      @Doc("What one failed host means for the others") @Default("stop_starting")
          OnFailure onFailure) {
    PolicyFields {
      if (minInService < 0) {
        throw new IllegalArgumentException("`min_in_service` must not be negative");
      }
    }
  }

  private RunbookLoader() {}

  /** The runbook of a file; empty if something is wrong, which is then reported. */
  public static Optional<Runbook> load(Path file, Kinds kinds, Diagnostics diagnostics) {
    return SourceFile.read(file, diagnostics).flatMap(source -> load(source, kinds, diagnostics));
  }

  /** The runbook of a text; empty if something is wrong, which is then reported. */
  public static Optional<Runbook> load(Source source, Kinds kinds, Diagnostics diagnostics) {
    long before = diagnostics.errors();
    Optional<Node> root = YamlReader.read(source, diagnostics);
    if (diagnostics.errors() > before) {
      return Optional.empty();
    }
    if (!(root.orElse(null) instanceof MapNode map)) {
      diagnostics.error(
          Code.RUNBOOK_WRONG_TYPE,
          root.map(Node::span).orElse(Span.startOf(source)),
          "a runbook is a map",
          "begin it with `runbook: name`");
      return Optional.empty();
    }
    Runbook runbook = read(map, source, kinds, diagnostics);
    if (diagnostics.errors() == before) {
      LaterResults.check(runbook, diagnostics);
    }
    return diagnostics.errors() == before ? Optional.of(runbook) : Optional.empty();
  }

  private static Runbook read(MapNode map, Source source, Kinds kinds, Diagnostics diagnostics) {
    Section section = new Section(map, "a runbook", diagnostics);
    section.required("runbook", "the name of the runbook");
    String name = section.text("runbook").orElse("");
    int language = language(section, diagnostics);
    section.required("version", "the version of this runbook");
    String version = section.text("version").orElse("");
    Optional<String> description = section.text("description");
    Map<String, Param> params = new ParamReader(diagnostics).read(section);
    Policy policy = policy(section, diagnostics);
    Map<String, Node> vars = section.names("vars");
    Optional<Node> plays = section.required("plays", "a list of plays");
    section.refuseRest();
    List<Play> done =
        plays.map(node -> new PlayReader(kinds, diagnostics).read(node)).orElse(List.of());
    return new Runbook(name, language, version, description, params, policy, vars, done, source);
  }

  private static int language(Section section, Diagnostics diagnostics) {
    section.required("language", "the version of the language, which is " + LANGUAGE);
    OptionalInt language = section.whole("language", 1);
    if (language.orElse(LANGUAGE) > LANGUAGE) {
      diagnostics.error(
          Code.RUNBOOK_LANGUAGE,
          section.node("language").map(Node::span).orElse(section.span()),
          "this runbook is written in language "
              + language.getAsInt()
              + ", and this Drover knows up to "
              + LANGUAGE,
          "use a newer Drover, or write it in language " + LANGUAGE);
    }
    return language.orElse(LANGUAGE);
  }

  private static Policy policy(Section section, Diagnostics diagnostics) {
    Optional<Node> written = section.node("policy");
    if (written.isPresent()
        && Binder.bind(PolicyFields.class, written.get(), Scope.open(), diagnostics)
            instanceof Bound.Ready<PolicyFields>(PolicyFields fields)) {
      return new Policy(fields.minInService(), fields.onFailure());
    }
    return new Policy(1, OnFailure.STOP_STARTING);
  }
}
