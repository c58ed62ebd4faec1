package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostic.Related;
import dev.drover.diag.Diagnostic.Severity;
import dev.drover.diag.Diagnostics;
import dev.drover.model.Slug;
import dev.drover.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives everything in a list its id: the one that was written, else one made of its name. An id is
 * numbered only where two would be the same, so editing one entry leaves the ids of others alone.
 */
final class Ids {

  /** What wants an id: the one written, and the name that else makes it. */
  record Wish(Optional<ScalarNode> written, String name) {}

  private Ids() {}

  /** The ids, in the order of the wishes. */
  static List<String> of(List<Wish> wishes, Diagnostics diagnostics) {
    return of(wishes, new HashSet<>(), diagnostics);
  }

  /** The same, where some are taken already; those given are added to them. */
  static List<String> of(List<Wish> wishes, Set<String> taken, Diagnostics diagnostics) {
    Map<String, ScalarNode> written = new HashMap<>();
    for (Wish wish : wishes) {
      wish.written().ifPresent(id -> take(id, written, diagnostics));
    }
    taken.addAll(written.keySet());
    List<String> ids = new ArrayList<>();
    Map<String, Integer> last = new HashMap<>();
    for (Wish wish : wishes) {
      ids.add(wish.written().map(ScalarNode::text).orElseGet(() -> free(wish.name(), taken, last)));
    }
    return ids;
  }

  private static void take(
      ScalarNode id, Map<String, ScalarNode> written, Diagnostics diagnostics) {
    if (!id.text().matches("[A-Za-z0-9][A-Za-z0-9_.-]*")) {
      diagnostics.error(
          Code.NAME_INVALID,
          id.span(),
          "`" + id.text() + "` can't be an id",
          "an id has letters, digits, `_`, `-` and `.`, for instance `" + Slug.of(id.text()) + "`");
      return;
    }
    ScalarNode first = written.putIfAbsent(id.text(), id);
    if (first != null) {
      diagnostics.add(
          new Diagnostic(
              Severity.ERROR,
              Code.RUNBOOK_DUPLICATE_ID,
              "the id `" + id.text() + "` is used twice",
              id.span(),
              Optional.of("give one of them another id"),
              List.of(new Related("first used here", first.span()))));
    }
  }

  private static String free(String name, Set<String> taken, Map<String, Integer> last) {
    String base = Slug.of(name);
    String id = base;
    for (int i = last.getOrDefault(base, 1) + 1; !taken.add(id); i++) {
      id = base + "-" + i;
      last.put(base, i);
    }
    return id;
  }
}
