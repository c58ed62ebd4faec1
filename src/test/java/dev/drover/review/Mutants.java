package dev.drover.review;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All values that differ from a given one in a single place. */
final class Mutants {

  /** A value that differs, and where. */
  record Mutant(String where, Object value) {
    private Mutant in(String outer) {
      return new Mutant(outer + "." + where, value);
    }
  }

  private Mutants() {}

  static List<Mutant> of(Object value) throws Exception {
    return switch (value) {
      case Record record -> ofRecord(record);
      case List<?> list -> ofList(list);
      case Map<?, ?> map -> ofMap(map);
      case String text -> List.of(new Mutant("", text + "x"));
      case Integer number -> List.of(new Mutant("", number + 1));
      case Long number -> List.of(new Mutant("", number + 1));
      case Boolean truth -> List.of(new Mutant("", !truth));
      case Enum<?> word -> List.of(new Mutant("", other(word)));
      default -> throw new IllegalStateException("no mutant of a " + value.getClass());
    };
  }

  private static Object other(Enum<?> word) {
    return Arrays.stream(word.getDeclaringClass().getEnumConstants())
        .filter(one -> one != word)
        .findFirst()
        .orElseThrow();
  }

  private static List<Mutant> ofRecord(Record record) throws Exception {
    RecordComponent[] parts = record.getClass().getRecordComponents();
    Object[] values = new Object[parts.length];
    Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
    for (int i = 0; i < parts.length; i++) {
      parts[i].getAccessor().setAccessible(true);
      values[i] = parts[i].getAccessor().invoke(record);
    }
    Constructor<?> constructor = record.getClass().getDeclaredConstructor(types);
    constructor.setAccessible(true);
    List<Mutant> mutants = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      for (Mutant mutant : of(values[i])) {
        Object[] changed = values.clone();
        changed[i] = mutant.value();
        mutants.add(
            new Mutant(mutant.in(parts[i].getName()).where(), constructor.newInstance(changed)));
      }
    }
    return mutants;
  }

  private static List<Mutant> ofList(List<?> list) throws Exception {
    if (list.isEmpty()) {
      throw new IllegalStateException("a sample needs an entry in each list");
    }
    List<Mutant> mutants = new ArrayList<>();
    mutants.add(new Mutant("less", list.subList(1, list.size())));
    for (int i = 0; i < list.size(); i++) {
      for (Mutant mutant : of(list.get(i))) {
        List<Object> changed = new ArrayList<>(list);
        changed.set(i, mutant.value());
        mutants.add(new Mutant(mutant.in("" + i).where(), changed));
      }
    }
    if (list.size() > 1) {
      mutants.add(new Mutant("reversed", list.reversed()));
    }
    return mutants;
  }

  private static List<Mutant> ofMap(Map<?, ?> map) throws Exception {
    List<Mutant> mutants = new ArrayList<>();
    mutants.add(new Mutant("nothing", Map.of()));
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      for (Mutant mutant : of(entry.getValue())) {
        Map<Object, Object> changed = new LinkedHashMap<>(map);
        changed.put(entry.getKey(), mutant.value());
        mutants.add(new Mutant(mutant.in("" + entry.getKey()).where(), changed));
      }
    }
    return mutants;
  }
}
