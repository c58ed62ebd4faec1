package dev.drover.task;

import dev.drover.schema.Doc;

/**
 * What a task kind says of itself.
 *
 * @param name its name in runbooks, in snake case
 * @param since the version, of Drover or of its plugin, that brought it
 * @param group what it is about, for the reference
 * @param scope whether a task of it runs on every host of its play or once for all of them
 * @param doc what it does; the first sentence stands for it in lists
 */
public record About(String name, String since, Kind.Group group, Kind.Scope scope, String doc) {

  /** What the annotations of a kind's class say. */
  static About of(Class<?> type) {
    Kind kind = type.getAnnotation(Kind.class);
    if (kind == null) {
      throw new IllegalArgumentException(type.getName() + " has no @Kind");
    }
    Doc doc = type.getAnnotation(Doc.class);
    return new About(
        kind.name(), kind.since(), kind.group(), kind.scope(), doc == null ? "" : doc.value());
  }
}
