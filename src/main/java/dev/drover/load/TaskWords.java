package dev.drover.load;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.model.Keywords;
import dev.drover.yaml.Node.MapNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The words of tasks that have a meaning of their own, so that no kind can have them for a name.
 */
public final class TaskWords {
  private static final List<String> OF_GROUPS =
      List.of(
          "name",
          "id",
          "notify",
          "listen",
          "block",
          "parallel",
          "rescue",
          "always",
          "retry",
          "include",
          "with",
          "flush_handlers");

  private TaskWords() {}

  /** All of them: what the readers of tasks ask for. */
  public static Set<String> all() {
    Diagnostics nothing = new Diagnostics();
    Section empty =
        new Section(
            new MapNode(List.of(), Span.startOf(new Source("a task", ""))), "a task", nothing);
    new KeywordReader(nothing).ofTask(empty, Keywords.NONE);
    new LoopReader(nothing).read(empty);
    Set<String> words = new TreeSet<>(OF_GROUPS);
    words.addAll(empty.asked());
    return words;
  }
}
