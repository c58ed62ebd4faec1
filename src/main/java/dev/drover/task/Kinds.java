package dev.drover.task;

import dev.drover.diag.Diagnostics;
import dev.drover.expr.Scope;
import dev.drover.schema.Binder;
import dev.drover.schema.Bound;
import dev.drover.schema.Given;
import dev.drover.schema.Schema;
import dev.drover.yaml.Node;
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
   * @param about what it says of itself
   * @param kind the kind
   * @param type the record of its arguments
   * @param arguments what may be written for it
   * @param result what {@code register} offers
   */
  public record Registered<A extends Record>(
      About about, TaskKind<A> kind, Class<A> type, Schema arguments, Schema result) {

    /** A kind with what its class, or the kind itself, says of it. */
    public static <A extends Record> Registered<A> of(TaskKind<A> kind) {
      Class<A> type = argumentsOf(kind);
      return kind instanceof DescribedKind described
          ? new Registered<>(
              described.about(), kind, type, described.arguments(), described.results())
          : new Registered<>(
              About.of(kind.getClass()), kind, type, Schema.of(type), Schema.of(kind.result()));
    }

    /** Its name in runbooks. */
    public String name() {
      return about.name();
    }

    /** Binds what was written for it; whatever is wrong is reported. */
    public Bound<A> bind(Node written, Scope scope, Diagnostics diagnostics) {
      return Binder.bind(type, arguments, written, scope, diagnostics);
    }

    /** Arguments that were bound for this kind. */
    public A own(Record bound) {
      return type.cast(bound);
    }
  }

  private final Map<String, Registered<?>> byName = new TreeMap<>();

  /** Registers {@code kinds}; two of the same name are a mistake of whoever made the list. */
  public Kinds(List<? extends TaskKind<?>> kinds) {
    kinds.forEach(this::register);
  }

  private <A extends Record> void register(TaskKind<A> kind) {
    Registered<A> registered = Registered.of(kind);
    if (byName.put(registered.name(), registered) != null) {
      throw new IllegalArgumentException("two task kinds are named `" + registered.name() + "`");
    }
  }

  /** The record that stands for A in {@code TaskKind<A>}. */
  @SuppressWarnings(
      "unchecked") // the cast restates what the compiler checked where the kind was declared
  private static <A extends Record> Class<A> argumentsOf(TaskKind<A> kind) {
    if (kind instanceof DescribedKind) {
      return (Class<A>) Given.class;
    }
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
