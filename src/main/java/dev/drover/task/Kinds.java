package dev.drover.task;

import dev.drover.diag.Diagnostics;
import dev.drover.expr.Scope;
import dev.drover.schema.Binder;
import dev.drover.schema.Bound;
import dev.drover.schema.Given;
import dev.drover.schema.Schema;
import dev.drover.task.Extensions.Found;
import dev.drover.yaml.Node;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

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

    /** Whether a step with these arguments reads facts of its host by itself. */
    public boolean readsFacts(Bound<?> arguments) {
      return arguments instanceof Bound.Ready<?> ready && kind.readsFacts(own(ready.arguments()));
    }

    /** The local files that a step with these arguments fills in. */
    public List<Path> templates(Bound<?> arguments) {
      return arguments instanceof Bound.Ready<?> ready
          ? kind.templates(own(ready.arguments()))
          : List.of();
    }

    /** Why what a step with these arguments does can't be undone. */
    public Optional<String> cannotBeUndone(Record arguments) {
      return kind.cannotBeUndone(own(arguments));
    }

    /** What a person is asked while a step with these arguments runs. */
    public Optional<String> asks(Record arguments) {
      return kind.asks(own(arguments));
    }

    /** The longest time that a step with these arguments takes in one attempt, if that is known. */
    public Optional<Duration> longest(Bound<?> arguments) {
      return arguments instanceof Bound.Ready<?> ready
          ? kind.longest(own(ready.arguments()))
          : Optional.empty();
    }

    /** Arguments that were bound for this kind. */
    public A own(Record bound) {
      return type.cast(bound);
    }
  }

  private final Map<String, Registered<?>> byName = new TreeMap<>();
  private final Extensions extensions;

  /** Registers {@code kinds}; two of the same name are a mistake of whoever made the list. */
  public Kinds(List<? extends TaskKind<?>> kinds) {
    this(kinds, Extensions.NONE);
  }

  /** Registers {@code kinds}, and with them those that plugins add. */
  public Kinds(List<? extends TaskKind<?>> kinds, Extensions extensions) {
    this.extensions = extensions;
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

  /** What plugins add, kinds and all else. */
  public Extensions extensions() {
    return extensions;
  }

  /** The kind of a name; a plugin that brings it is loaded. */
  public Optional<Registered<?>> find(String name) {
    Optional<Registered<?>> builtIn = Optional.ofNullable(byName.get(name));
    return builtIn.isPresent()
            || !(extensions.find(Registered.class, name) instanceof Found.Is<?>(Object kind))
        ? builtIn
        : Optional.of((Registered<?>) kind);
  }

  /** Why there is no kind of this name, if the plugin that should bring it is broken. */
  public Optional<Found.Broken<?>> broken(String name) {
    return extensions.find(Registered.class, name) instanceof Found.Broken<?> broken
        ? Optional.of(broken)
        : Optional.empty();
  }

  /** The names of all kinds; no plugin is loaded to tell them. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>(byName.keySet());
    names.addAll(extensions.names(Registered.class));
    return names;
  }

  /** All kinds, sorted by name; every plugin is loaded, and those of broken ones are left out. */
  public List<Registered<?>> all() {
    return names().stream().<Registered<?>>flatMap(name -> find(name).stream()).toList();
  }
}
