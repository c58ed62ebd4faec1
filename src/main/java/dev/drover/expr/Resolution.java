package dev.drover.expr;

import dev.drover.diag.Span;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What became of a text with templates in it. */
public sealed interface Resolution {

  /**
   * It has a value.
   *
   * @param written where the value was written, if that is another place than the text itself
   */
  record Ready(Value value, Optional<Span> written) implements Resolution {}

  /** It rests on results of earlier tasks, registered under these names. */
  record Later(Set<String> names) implements Resolution {
    public Later {
      names = java.util.Collections.unmodifiableSet(new TreeSet<>(names));
    }
  }

  /** It is wrong, and that has been reported. */
  record Wrong() implements Resolution {}
}
