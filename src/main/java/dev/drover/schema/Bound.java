package dev.drover.schema;

import java.util.Set;
import java.util.TreeSet;

/** What became of arguments that were bound to their record. */
public sealed interface Bound<A extends Record> {

  /** They are the record. */
  record Ready<A extends Record>(A arguments) implements Bound<A> {}

  /**
   * Some rest on results of earlier tasks, registered under these names; all others were checked.
   */
  record Later<A extends Record>(Set<String> names) implements Bound<A> {
    public Later {
      names = java.util.Collections.unmodifiableSet(new TreeSet<>(names));
    }
  }

  /** They are wrong, and that has been reported. */
  record Wrong<A extends Record>() implements Bound<A> {}
}
