package dev.drover.task;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The task kinds that are known, by name. */
public final class Kinds {

  /**
   * A kind as it is registered.
   *
   * @param about its annotation
   * @param kind the kind
   * @param arguments the record of its arguments
   */
  public record Registered<A extends Record>(Kind about, TaskKind<A> kind, Class<A> arguments) {

    /** Its name in runbooks. */
    public String name() {
      return about.name();
    }
  }

  private final Map<String, Registered<?>> byName = new TreeMap<>();

  /** Registers {@code kinds}; two of the same name are a mistake of whoever made the list. */
  public Kinds(List<? extends TaskKind<?>> kinds) {
    kinds.forEach(this::register);
  }

  private <A extends Record> void register(TaskKind<A> kind) {
    Kind about = kind.getClass().getAnnotation(Kind.class);
    if (about == null) {
      throw new IllegalArgumentException(kind.getClass().getName() + " has no @Kind");
    }
    if (byName.put(about.name(), new Registered<>(about, kind, argumentsOf(kind))) != null) {
      throw new IllegalArgumentException("two task kinds are named `" + about.name() + "`");
    }
  }

  /** The record that stands for A in {@code TaskKind<A>}. */
  @SuppressWarnings(
      "unchecked") // the cast restates what the compiler checked where the kind was declared
  private static <A extends Record> Class<A> argumentsOf(TaskKind<A> kind) {
    for (Type type : kind.getClass().getGenericInterfaces()) {
      if (type instanceof ParameterizedType parameterized
          && parameterized.getRawType() == TaskKind.class) {
        return (Class<A>) parameterized.getActualTypeArguments()[0];
      }
    }
    throw new IllegalArgumentException(
        kind.getClass().getName() + " must implement TaskKind directly");
  }

  /** The kind of a name. */
  public Optional<Registered<?>> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All kinds, sorted by name. */
  public List<Registered<?>> all() {
    return List.copyOf(byName.values());
  }
}
