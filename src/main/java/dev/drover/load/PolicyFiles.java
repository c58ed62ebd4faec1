package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.expr.Condition;
import dev.drover.expr.Scope;
import dev.drover.model.OwnPolicy;
import dev.drover.model.OwnPolicy.Each;
import dev.drover.model.OwnPolicy.Severity;
import dev.drover.schema.Binder;
import dev.drover.schema.Bound;
import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.secret.Vault;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import dev.drover.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the policies that people write: files of YAML, each a list of policies. */
public final class PolicyFiles {

  /** A policy as it is written. */
  record Fields(
      @Doc("What it is called; no two policies have one name") String name,
      @Doc("What it asks for, in a sentence") String message,
      @Doc("`error`: a plan that breaks it is not run; `warning`: that is told") @Default("error")
          Severity severity,
      @Doc("What it is asked of: once of the `plan`, or of each `play` or `step` of it")
          @Default("plan")
          Each each,
      @Doc("It counts only if this condition holds") Optional<String> when,
      @Doc("It is broken if this condition holds") String deny) {}

  private final Diagnostics diagnostics;
  private final List<Source> sources = new ArrayList<>();
  private final List<OwnPolicy> policies = new ArrayList<>();

  /** Reads files; what is wrong with them is reported. */
  public PolicyFiles(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Reads every file of a directory that ends in {@code .yml} or {@code .yaml}, by name. */
  public PolicyFiles directory(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      files
          .filter(file -> String.valueOf(file.getFileName()).matches("[^.].*\\.ya?ml"))
          .sorted()
          .toList()
          .forEach(this::file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private void file(Path file) {
    SourceFile.read(file, Vault.locked(), diagnostics).ifPresent(this::read);
  }

  /** What was read. */
  public List<Source> sources() {
    return List.copyOf(sources);
  }

  /** The policies, in the order written. */
  public List<OwnPolicy> policies() {
    return List.copyOf(policies);
  }

  private void read(Source source) {
    sources.add(source);
    long before = diagnostics.errors();
    Optional<Node> root = YamlReader.read(source, diagnostics);
    if (root.isPresent() && root.get() instanceof ListNode list) {
      list.items().forEach(this::policy);
    } else if (diagnostics.errors() == before) {
      diagnostics.error(
          Code.RUNBOOK_WRONG_TYPE,
          root.map(Node::span).orElse(Span.startOf(source)),
          "a file of policies is a list",
          "begin each policy with `- name: …`");
    }
  }

  private void policy(Node item) {
    switch (Binder.bind(Fields.class, item, Scope.open(), diagnostics)) {
      case Bound.Ready<Fields>(Fields fields) when item instanceof MapNode map -> add(fields, map);
      case Bound.Ready<Fields> _ ->
          throw new IllegalStateException("no map was bound to a policy: " + item.span());
      case Bound.Wrong<Fields> _ -> {}
      case Bound.Later<Fields> _ ->
          diagnostics.error(
              Code.RUNBOOK_WRONG_TYPE,
              item.span(),
              "a policy can't hold a template",
              "write the values themselves; conditions see the parameters as"
                  + " `plan.basis.parameters`");
    }
  }

  private void add(Fields fields, MapNode written) {
    OwnPolicy policy =
        new OwnPolicy(
            fields.name(),
            fields.message(),
            fields.severity(),
            fields.each(),
            condition(written, "when"),
            condition(written, "deny").orElseThrow(),
            written.span());
    if (policies.stream().anyMatch(other -> other.name().equals(policy.name()))) {
      diagnostics.error(
          Code.RUNBOOK_DUPLICATE_ID,
          policy.span(),
          "there is a policy `" + policy.name() + "` already",
          "give one of them another name");
    }
    policies.add(policy);
  }

  /** What a condition may use is known to whoever judges plans, and is checked there. */
  private static Optional<Condition> condition(MapNode written, String key) {
    return written
        .get(key)
        .filter(ScalarNode.class::isInstance)
        .map(ScalarNode.class::cast)
        .map(text -> new Condition(text.text(), text.span()));
  }
}
