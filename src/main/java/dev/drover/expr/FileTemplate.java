package dev.drover.expr;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.secret.Masker;
import dev.drover.yaml.Node.ScalarNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Fills in whole files: strict as every template, data only, nothing escaped. */
public final class FileTemplate {

  private FileTemplate() {}

  /**
   * The file's text with its tags filled in; empty if a tag is wrong or its name unknown, which is
   * reported at its place in the file.
   *
   * @param variables names to text, numbers, truth values, lists and maps
   */
  public static Optional<String> fill(
      Source file, Map<String, Object> variables, Diagnostics diagnostics) {
    Map<String, Scope.Known> names = new LinkedHashMap<>();
    variables.forEach((name, value) -> names.put(name, new Scope.Known(Value.of(value))));
    Scope scope = Scope.empty(new Masker()).about(file.name()).with("variables", names);
    ScalarNode text = new ScalarNode(file.text(), false, "", Span.startOf(file));
    return scope.text(text, diagnostics);
  }
}
