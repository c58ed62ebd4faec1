package dev.drover.expr;

import dev.drover.diag.Diagnostics;
import dev.drover.yaml.Node.ScalarNode;
import java.util.Optional;
import java.util.Set;

/**
 * A text with {@code {{name}}} in it. Rendering is strict and data only; what it yields is never
 * read as a template again.
 *
 * @param scalar the text as written
 * @param names the names that it uses outside sections
 */
public record Template(ScalarNode scalar, Set<String> names) {

  /** Reads a text; a mistake in a tag is reported. */
  public static Optional<Template> parse(ScalarNode scalar, Diagnostics diagnostics) {
    return Optional.empty();
  }

  /** The value: of exactly one tag the value itself, else a text. */
  public Resolution render(Scope scope, Diagnostics diagnostics) {
    return scope.resolve(scalar, diagnostics);
  }
}
