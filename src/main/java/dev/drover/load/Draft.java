package dev.drover.load;

import dev.drover.model.TaskNode;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * An entry of a list of tasks that has no id yet.
 *
 * @param wishes the ids that it wants: one, or those of its tasks if its own is no part of theirs
 * @param name makes it, with the ids that it got
 */
record Draft(List<Ids.Wish> wishes, Function<Iterator<String>, TaskNode> name) {

  Draft {
    wishes = List.copyOf(wishes);
  }

  /** The entry, with the next ids. */
  TaskNode named(Iterator<String> ids) {
    return name.apply(ids);
  }
}
