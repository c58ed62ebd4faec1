package dev.drover.expr;

import dev.drover.diag.Diagnostics;
import dev.drover.yaml.Node.ScalarNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A text with {@code {{name}}} in it. Rendering is strict and data only; what it yields is never
 * read as a template again.
 */
public final class Template {

  private final ScalarNode scalar;
  private final List<Tag> tags;

  private Template(ScalarNode scalar, List<Tag> tags) {
    this.scalar = scalar;
    this.tags = List.copyOf(tags);
  }

  /** Reads a text; a mistake in a tag is reported. */
  public static Optional<Template> parse(ScalarNode scalar, Diagnostics diagnostics) {
    if (!isIn(scalar) || scalar.isVault()) {
      return Optional.of(new Template(scalar, List.of()));
    }
    Diagnostics own = new Diagnostics();
    List<Tag> tags = Tag.of(scalar, own);
    diagnostics.addAll(own);
    return own.hasErrors() ? Optional.empty() : Optional.of(new Template(scalar, tags));
  }

  /**
   * Whether the value of a text must be asked of a scope: it may hold tags ({@code !unsafe} ones
   * are data), or it is encrypted.
   */
  public static boolean isIn(ScalarNode scalar) {
    return scalar.isVault() || (scalar.tag().isEmpty() && scalar.text().contains("{{"));
  }

  /** The names that it needs from its scope; names inside sections may be fields of their items. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (Tag tag : tags) {
      if (tag.uses() && tag.depth() == 0) {
        names.add(tag.root());
      }
    }
    return names;
  }

  /** The value: of exactly one tag the value itself, else a text. */
  public Resolution render(Scope scope, Diagnostics diagnostics) {
    return scope.resolve(scalar, diagnostics);
  }

  ScalarNode scalar() {
    return scalar;
  }

  List<Tag> tags() {
    return tags;
  }

  /** The one tag that is the whole text, if it is so. */
  Optional<Tag> only() {
    if (tags.size() != 1 || !tags.getFirst().isValue()) {
      return Optional.empty();
    }
    Tag tag = tags.getFirst();
    boolean whole = tag.start() == 0 && tag.end() == scalar.text().length();
    return whole ? Optional.of(tag) : Optional.empty();
  }
}
