package dev.drover.cli;

import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.diag.Suggestion;
import dev.drover.expr.Resolution;
import dev.drover.expr.Scope;
import dev.drover.expr.Shape;
import dev.drover.expr.Value;
import dev.drover.expr.Values;
import dev.drover.machine.HostFacts;
import dev.drover.model.Host;
import dev.drover.model.Param;
import dev.drover.model.Scopes;
import dev.drover.secret.SecretNames;
import dev.drover.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a name stands for on a host, and who says so.
 *
 * @param name the name that was asked for, with fields
 * @param value the value as it may be shown; empty if there is none
 * @param type what sort of value it is
 * @param note why there is no value
 * @param chain every definition for the host as a whole, the one that counts first
 * @param elsewhere definitions that count in a part of the runbook only
 */
record Explanation(
    String name,
    Host host,
    Optional<Object> value,
    String type,
    String note,
    List<Defined> chain,
    List<Defined> elsewhere) {

  static Explanation of(String name, Host host, Scopes scopes) {
    String root = name.replaceFirst("\\..*", "");
    if (root.equals(HostFacts.NAME)) {
      return ofFact(name, host);
    }
    Scope scope = scopes.ofHost(host);
    Span asked = Span.startOf(new Source("NAME", name));
    Diagnostics diagnostics = new Diagnostics();
    Resolution resolution =
        scope.resolve(new ScalarNode("{{" + name + "}}", false, "", asked), diagnostics);
    List<Defined> chain = chain(root, host, scope);
    List<Defined> elsewhere = new Elsewhere(root, host, scopes).definitions();
    boolean hidden = isHidden(name, root, scopes);
    return switch (resolution) {
      case Resolution.Ready(Value value, Optional<Span> _) ->
          new Explanation(
              name,
              host,
              Optional.of(hidden ? "***" : Defined.shown(value, scopes.masker())),
              type(root, name, value, scopes),
              "",
              chain,
              elsewhere);
      case Resolution.Later _, Resolution.Wrong _ ->
          new Explanation(
              name,
              host,
              Optional.empty(),
              "",
              why(root, chain, elsewhere, scope, diagnostics),
              chain,
              elsewhere);
    };
  }

  /** Nobody defines facts, and explaining asks no host. */
  private static Explanation ofFact(String name, Host host) {
    Map<String, Shape> facts = HostFacts.shape();
    Optional<Shape> shape =
        name.equals(HostFacts.NAME)
            ? Optional.of(Shape.MAP)
            : Optional.ofNullable(facts.get(name.substring(HostFacts.NAME.length() + 1)));
    String note =
        shape.isPresent()
            ? "is what the host tells of itself; it is asked when a step uses it"
            : "is no fact; " + Suggestion.hint(name, facts(facts), "the facts");
    return new Explanation(
        name,
        host,
        Optional.empty(),
        shape.map(Explanation::words).orElse(""),
        note,
        List.of(),
        List.of());
  }

  private static List<String> facts(Map<String, Shape> shapes) {
    return shapes.keySet().stream().map(field -> HostFacts.NAME + "." + field).toList();
  }

  private static String words(Shape shape) {
    return switch (shape) {
      case TEXT -> "a text";
      case WHOLE -> "a whole number";
      case REAL -> "a number";
      case TRUTH -> "a truth value";
      case LIST -> "a list";
      case MAP -> "a map";
      case ANY -> "anything";
    };
  }

  private static boolean isHidden(String name, String root, Scopes scopes) {
    return SecretNames.isOne(name.replaceFirst(".*\\.", ""))
        || Optional.ofNullable(scopes.runbook().params().get(root))
            .filter(param -> param.type() == Param.Type.SECRET)
            .isPresent();
  }

  private static String type(String root, String name, Value value, Scopes scopes) {
    return Optional.ofNullable(scopes.runbook().params().get(root))
        .filter(_ -> root.equals(name))
        .map(param -> "parameter of type " + param.type().word())
        .orElseGet(() -> Values.words(Values.canonical(value)));
  }

  private static String why(
      String root,
      List<Defined> chain,
      List<Defined> elsewhere,
      Scope scope,
      Diagnostics diagnostics) {
    if (chain.isEmpty() && !elsewhere.isEmpty()) {
      return "is defined in a part of the runbook only";
    }
    if (chain.isEmpty()) {
      return "is not defined; "
          + Suggestion.nearest(root, scope.names())
              .map(near -> "did you mean `" + near + "`?")
              .orElse("no parameter, variable or result has this name");
    }
    Optional<Diagnostic> first = diagnostics.sorted().stream().findFirst();
    return first
        .map(one -> "has no value: " + one.message() + one.hint().map(h -> "; " + h).orElse(""))
        .orElse("is a parameter that was not given");
  }

  /** All definitions of the inventory, then those of the runbook; the strongest first. */
  private static List<Defined> chain(String root, Host host, Scope scope) {
    List<Defined> all = new ArrayList<>();
    host.written().stream()
        .filter(variable -> variable.name().equals(root))
        .forEach(variable ->
            all.addFirst(
                Defined.of(root, variable.level(), new Scope.Written(variable.value(), false))));
    scope.all(root).stream()
        .skip(host.vars().containsKey(root) ? 1 : 0)
        .forEach(found -> all.addFirst(Defined.of(root, found.level(), found.definition())));
    if (all.isEmpty()) {
      return List.of();
    }
    List<Defined> chain = new ArrayList<>(List.of(all.getFirst().counting()));
    chain.addAll(all.subList(1, all.size()));
    return List.copyOf(chain);
  }

  /** Whether the name means something. */
  boolean found() {
    return value.isPresent() || !elsewhere.isEmpty() || !type.isEmpty();
  }

  /** As data. */
  Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("name", name);
    data.put("host", host.name());
    value.ifPresent(some -> data.put("value", some));
    data.put("type", type);
    data.put("note", note);
    data.put("definitions", chain.stream().map(Defined::data).toList());
    data.put("elsewhere", elsewhere.stream().map(Defined::data).toList());
    return data;
  }

  /** For people. */
  String text() {
    StringBuilder out = new StringBuilder();
    out.append(
        value
            .map(some -> "%s = %s\n  %s, for host %s\n".formatted(name, line(some), type, host))
            .orElseGet(() -> "`%s` %s (host %s)\n".formatted(name, note, host)));
    int width =
        Stream.concat(chain.stream(), elsewhere.stream())
            .mapToInt(defined -> defined.level().length())
            .max()
            .orElse(0);
    if (!chain.isEmpty()) {
      out.append("\nDefined, the one that counts first:\n");
      chain.forEach(defined -> out.append(defined.line(width)));
    }
    if (!elsewhere.isEmpty()) {
      out.append("\nIn parts of the runbook it is something else:\n");
      elsewhere.forEach(defined -> out.append(defined.line(width)));
    }
    return out.toString();
  }

  private static String line(Object value) {
    return value instanceof String text && text.lines().count() == 1
        ? text
        : new JsonMapper().writeValueAsString(value);
  }
}
