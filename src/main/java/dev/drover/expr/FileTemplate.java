package dev.drover.expr;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.secret.Masker;
import dev.drover.yaml.Node.ScalarNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills in whole files: strict as every template, data only, nothing escaped. */
public final class FileTemplate {

  /** Tags of Jinja that no other text has; a comment is told by both its ends. */
  private static final Pattern JINJA =
      Pattern.compile(
          "\\{%[-+]?\\s*(if|elif|else|endif|for|endfor|set|include|import|from|extends|block"
              + "|endblock|macro|endmacro|raw|endraw|filter|endfilter|with)\\b"
              + "|(?<![{$])\\{#[^\\n]*?#\\}");

  private FileTemplate() {}

  /** Reports wrong tags and unknown names; what only the run will know may be used. */
  public static void check(Source file, Scope scope, Diagnostics diagnostics) {
    ScalarNode text = new ScalarNode(file.text(), false, "", Span.startOf(file));
    scope.resolve(text, diagnostics);
    Matcher jinja = JINJA.matcher(file.text());
    if (jinja.find()) {
      diagnostics.warning(
          Code.TEMPLATE_SYNTAX,
          file.span(jinja.start(), jinja.end() - jinja.start()),
          "this file holds Jinja, which goes to the host as it is: templates are Mustache",
          "write `{{#name}}…{{/name}}` for `if` and `for`, and `{{! …}}` for a comment");
    }
  }

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
