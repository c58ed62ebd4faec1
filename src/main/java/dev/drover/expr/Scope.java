package dev.drover.expr;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.secret.Masker;
import dev.drover.secret.Vault;
import dev.drover.yaml.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The names that a text may use, in levels: a higher level hides a lower one. Immutable. Templates
 * inside a definition are resolved in the scope in which the name is used, so a lower definition
 * sees the higher ones.
 */
public final class Scope {

  /** What stands behind a name. */
  public sealed interface Definition {}

  /**
   * Something written in YAML, templates not yet resolved.
   *
   * @param secret whether its value must not be shown
   */
  public record Written(Node node, boolean secret) implements Definition {}

  /**
   * Something written in YAML that means what it means in another scope: what an include is given.
   */
  public record Outside(Node node, boolean secret, Scope within) implements Definition {}

  /** A value. It is data: if it looks like a template, it stays as it is. */
  public record Known(Value value) implements Definition {}

  /** A value that is made when somebody asks for it: one that is long, seldom used, no secret. */
  public record Made(Supplier<Value> value) implements Definition {

    /** A value that is made only once, whoever asks. */
    public static Made once(Supplier<Value> maker) {
      return new Made(new Once(maker));
    }
  }

  /** Makes a value when it is first asked for. */
  private static final class Once implements Supplier<Value> {
    private final Supplier<Value> maker;
    private Optional<Value> made = Optional.empty();

    Once(Supplier<Value> maker) {
      this.maker = maker;
    }

    @Override
    public synchronized Value get() {
      if (made.isEmpty()) {
        made = Optional.of(maker.get());
      }
      return made.get();
    }
  }

  /**
   * The result of an earlier task, which only the run will know.
   *
   * @param fields the fields that it will have, those of fields by dotted names; empty if nobody
   *     can tell
   */
  public record Later(Map<String, Shape> fields) implements Definition {
    public Later {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** The first of some fields, each inside of the one before, that it surely will not have. */
    Optional<Missing> missing(List<String> path) {
      String owner = "";
      for (String step : path) {
        Set<String> known = inside(owner);
        boolean picked = step.startsWith("[");
        if (known.isEmpty() || (picked && !known.contains(Shape.EACH))) {
          return Optional.empty(); // nothing is declared there
        }
        if (!picked && !known.contains(step) && !known.contains(Shape.EACH)) {
          return Optional.of(new Missing(owner, step, known));
        }
        owner += (known.contains(step) ? step : Shape.EACH) + ".";
      }
      return Optional.empty();
    }

    private Set<String> inside(String owner) {
      Set<String> names = new TreeSet<>();
      for (String field : fields.keySet()) {
        if (field.startsWith(owner) && field.indexOf('.', owner.length()) < 0) {
          names.add(field.substring(owner.length()));
        }
      }
      return names;
    }
  }

  /**
   * A field that is not there.
   *
   * @param owner the fields that it is looked for in, with a dot behind each
   * @param known what is there
   */
  record Missing(String owner, String field, Set<String> known) {

    /** The dotted name of the owner, as messages show it. */
    String ownerOf(String name) {
      return (name + "." + owner).replaceFirst("\\.$", "").replace("." + Shape.EACH, "[…]");
    }
  }

  /**
   * A name that should have a value and has none, which has been reported already; uses of it are
   * not reported once more.
   */
  public record Reported() implements Definition {}

  /**
   * A definition and the level that it stands on.
   *
   * @param level the level in words, for instance {@code group bitbucket}
   */
  public record Found(Definition definition, String level) {}

  private record Level(String words, Map<String, Definition> names) {}

  private static final Later UNKNOWN_YET = new Later(Map.of());

  private final List<Level> levels;
  private final String about;
  private final Masker masker;
  private final Vault vault;
  private final boolean open;
  private final Consumer<String> asked;

  private Scope(
      List<Level> levels,
      String about,
      Masker masker,
      Vault vault,
      boolean open,
      Consumer<String> asked) {
    this.levels = List.copyOf(levels);
    this.about = about;
    this.masker = masker;
    this.vault = vault;
    this.open = open;
    this.asked = asked;
  }

  /**
   * A scope without names.
   *
   * @param masker is told every secret that is met while resolving
   */
  public static Scope empty(Masker masker) {
    return empty(masker, Vault.locked());
  }

  /**
   * The same, in which encrypted values can be read.
   *
   * @param vault opens encrypted values when they are used
   */
  public static Scope empty(Masker masker, Vault vault) {
    return new Scope(List.of(), "", masker, vault, false, _ -> {});
  }

  /**
   * A scope in which every name is defined but none has a value yet: with it, a text is checked as
   * far as it can be without knowing hosts.
   */
  public static Scope open() {
    return new Scope(List.of(), "", new Masker(), Vault.locked(), true, _ -> {});
  }

  /** This scope, named in messages: {@code host bitbucket-2}. */
  public Scope about(String whom) {
    return new Scope(levels, whom, masker, vault, open, asked);
  }

  /**
   * This scope, with somebody who is told each name that is looked up in it. What was made of the
   * same text in two scopes is the same if these names have the same definitions in both.
   */
  public Scope watched(Consumer<String> watcher) {
    return new Scope(levels, about, masker, vault, open, watcher);
  }

  /** This scope with a level on top. */
  public Scope with(String level, Map<String, ? extends Definition> names) {
    if (names.isEmpty()) {
      return this;
    }
    List<Level> more = new ArrayList<>(levels);
    more.add(new Level(level, Collections.unmodifiableMap(new LinkedHashMap<>(names))));
    return new Scope(more, about, masker, vault, open, asked);
  }

  /** This scope with all levels of another one on top. */
  public Scope with(Scope top) {
    List<Level> more = new ArrayList<>(levels);
    more.addAll(top.levels);
    return new Scope(more, about, masker, vault, open, asked);
  }

  /** This scope with a level of one value on top. */
  public Scope with(String level, String name, Value value) {
    return with(level, Map.of(name, new Known(value)));
  }

  /** The definition that counts. */
  public Optional<Definition> find(String name) {
    asked.accept(name);
    for (Level level : levels.reversed()) {
      Definition definition = level.names().get(name);
      if (definition != null) {
        return Optional.of(definition);
      }
    }
    return open ? Optional.of(UNKNOWN_YET) : Optional.empty();
  }

  /** All definitions of a name, the one that counts last. */
  public List<Found> all(String name) {
    asked.accept(name);
    List<Found> found = new ArrayList<>();
    if (open) {
      found.add(new Found(UNKNOWN_YET, "unknown yet"));
    }
    for (Level level : levels) {
      Definition definition = level.names().get(name);
      if (definition != null) {
        found.add(new Found(definition, level.words()));
      }
    }
    return found;
  }

  /** All names, sorted. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    levels.forEach(level -> names.addAll(level.names().keySet()));
    names.forEach(asked);
    return names;
  }

  /** For whom this scope is, in words; empty if for nobody special. */
  public String about() {
    return about;
  }

  /** Who is told the secrets. */
  public Masker masker() {
    return masker;
  }

  /** What opens encrypted values. */
  Vault vault() {
    return vault;
  }

  /** Whether no name has a value yet, and no encrypted text is opened. */
  boolean isOpen() {
    return open;
  }

  /** The value of what was written, with all templates inside it resolved. */
  public Resolution resolve(Node node, Diagnostics diagnostics) {
    return new Resolver(this, diagnostics).resolve(node);
  }

  /**
   * The value of a name.
   *
   * @param use where it is used, for messages
   */
  public Resolution resolve(String name, Span use, Diagnostics diagnostics) {
    return new Resolver(this, diagnostics).name(name, () -> use);
  }

  /** The text of what was written, if it can be known now and is one; else that is reported. */
  public Optional<String> text(Node node, Diagnostics diagnostics) {
    return new Resolver(this, diagnostics).text(node);
  }
}
