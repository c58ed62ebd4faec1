package dev.drover.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What became of a part of the arguments. */
sealed interface Part {

  /** It is this. */
  record Is(Object value) implements Part {}

  /** It rests on results of earlier tasks. */
  record Later(Set<String> names) implements Part {}

  /** It is wrong, and that has been reported. */
  record Wrong() implements Part {}

  /** The whole that is made of the parts if all of them are there. */
  static Part of(Collection<Part> parts, Function<List<Object>, Part> whole) {
    List<Object> values = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    boolean wrong = false;
    boolean later = false;
    for (Part part : parts) {
      switch (part) {
        case Is(Object value) -> values.add(value);
        case Later(Set<String> more) -> {
          later = true;
          names.addAll(more);
        }
        case Wrong _ -> wrong = true;
      }
    }
    if (wrong) {
      return new Wrong();
    }
    return later ? new Later(names) : whole.apply(values);
  }
}
