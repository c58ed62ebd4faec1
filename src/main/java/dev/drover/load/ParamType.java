package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Suggestion;
import dev.drover.expr.Scope;
import dev.drover.expr.Value;
import dev.drover.expr.Values;
import dev.drover.model.Param;
import dev.drover.schema.Binder;
import dev.drover.schema.FieldType;
import dev.drover.schema.FieldType.ListOf;
import dev.drover.schema.FieldType.MapOf;
import dev.drover.schema.FieldType.Single;
import dev.drover.schema.Given;
import dev.drover.schema.Schema;
import dev.drover.secret.Secret;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads values of parameters by their types. */
final class ParamType {

  private ParamType() {}

  /** Whether a value of the type is a number or a truth value in conditions. */
  static boolean isCanonical(Param.Type type) {
    return type == Param.Type.INT || type == Param.Type.BOOL;
  }

  /** The value that a node without templates stands for; empty if it is wrong, and reported. */
  static Optional<Value> read(Param param, Node node, Diagnostics diagnostics) {
    if (param.type() == Param.Type.ENUM) {
      return choice(param, node, diagnostics);
    }
    Diagnostics own = new Diagnostics();
    Optional<Object> object = Binder.read(fieldType(param.type()), param.name(), node, own);
    report(own, diagnostics);
    return object.map(found -> hidden(value(found, node), node));
  }

  /** Checks the value that a node with templates has in a scope, as far as it is known there. */
  static void check(Param param, Node node, Scope scope, Diagnostics diagnostics) {
    Schema one =
        Schema.given(
            "",
            List.of(new Schema.Field(param.name(), fieldType(param), "", Optional.empty(), false)));
    ScalarNode key = new ScalarNode(param.name(), true, "", node.span());
    MapNode map = new MapNode(List.of(new Node.Entry(key, node)), node.span());
    Diagnostics own = new Diagnostics();
    Binder.bind(Given.class, one, map, scope, own);
    report(own, diagnostics);
  }

  private static void report(Diagnostics own, Diagnostics diagnostics) {
    own.sorted()
        .forEach(found ->
            diagnostics.add(
                new dev.drover.diag.Diagnostic(
                    found.severity(),
                    found.code() == Code.ARGS_WRONG_TYPE ? Code.PARAMS_WRONG_TYPE : found.code(),
                    found.message(),
                    found.span(),
                    found.hint(),
                    found.related())));
  }

  /** What was encrypted stays a secret, whatever its type. */
  private static Value hidden(Value value, Node node) {
    boolean secret =
        node instanceof ScalarNode scalar
            ? Values.isSecret(scalar)
            : node.span().source().isSecret();
    return secret ? Values.secret(value) : value;
  }

  private static Optional<Value> choice(Param param, Node node, Diagnostics diagnostics) {
    if (node instanceof ScalarNode scalar && param.values().contains(scalar.text())) {
      return Optional.of(hidden(Value.text(scalar.text()), node));
    }
    String text = node instanceof ScalarNode scalar ? scalar.text() : "";
    diagnostics.error(
        Code.PARAMS_WRONG_TYPE,
        node.span(),
        "`" + param.name() + "` must be one of " + String.join(", ", param.values()),
        Suggestion.nearest(text, param.values())
            .map(near -> "did you mean `" + near + "`?")
            .orElse("write one of these words"));
    return Optional.empty();
  }

  /** What may be written for a parameter. */
  static FieldType fieldType(Param param) {
    return param.type() == Param.Type.ENUM
        ? FieldType.Choice.of(param.values())
        : fieldType(param.type());
  }

  private static FieldType fieldType(Param.Type type) {
    return switch (type) {
      case STRING, ENUM -> Single.STRING;
      case INT -> Single.LONG;
      case BOOL -> Single.BOOL;
      case DURATION -> Single.DURATION;
      case SIZE -> Single.SIZE;
      case VERSION -> Single.VERSION;
      case PATH -> Single.PATH;
      case URL -> Single.URL;
      case LIST -> new ListOf(Single.ANY);
      case MAP -> new MapOf(Single.ANY);
      case SECRET -> Single.SECRET;
    };
  }

  private static Value value(Object object, Node node) {
    return switch (object) {
      case Boolean truth -> Value.of(truth);
      case Long number -> Value.of(number);
      case Secret secret -> Value.secret(secret.reveal());
      case Path path -> Value.text(path.toString());
      case List<?> list -> Value.of(list);
      case Map<?, ?> map -> Value.of(map);
      default ->
          node instanceof ScalarNode scalar
              ? Value.text(scalar.text())
              : Value.text(object.toString());
    };
  }
}
