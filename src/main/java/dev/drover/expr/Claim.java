package dev.drover.expr;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a condition says of one name for sure: how it compares with a constant.
 *
 * @param path the name with its fields
 * @param sign one of {@code == != < <= > >=}
 * @param value a text, a truth value or a number
 */
record Claim(String path, String sign, Object value) {

  private static final Map<String, String> SIGNS =
      Map.of("_==_", "==", "_!=_", "!=", "_<_", "<", "_<=_", "<=", "_>_", ">", "_>=_", ">=");

  private static final Map<String, String> MIRRORED =
      Map.of("==", "==", "!=", "!=", "<", ">", "<=", ">=", ">", "<", ">=", "<=");

  /** All that a condition claims; what stands on one side of an {@code ||} is no claim. */
  static List<Claim> of(CelAbstractSyntaxTree tree) {
    List<Claim> claims = new ArrayList<>();
    collect(tree.getExpr(), claims);
    return claims;
  }

  private static void collect(CelExpr expr, List<Claim> claims) {
    Optional<String> path = path(expr);
    if (path.isPresent()) {
      claims.add(new Claim(path.get(), "==", true));
    } else if (expr.getKind() == Kind.CALL) {
      call(expr.call(), claims);
    }
  }

  private static void call(CelExpr.CelCall call, List<Claim> claims) {
    List<CelExpr> sides = call.args();
    if (call.function().equals("_&&_")) {
      sides.forEach(side -> collect(side, claims));
    } else if (call.function().equals("!_")) {
      path(sides.getFirst()).ifPresent(path -> claims.add(new Claim(path, "==", false)));
    } else if (SIGNS.containsKey(call.function())) {
      String sign = SIGNS.getOrDefault(call.function(), "");
      compared(sides.getFirst(), sign, sides.getLast()).ifPresent(claims::add);
      compared(sides.getLast(), MIRRORED.getOrDefault(sign, ""), sides.getFirst())
          .ifPresent(claims::add);
    }
  }

  private static Optional<Claim> compared(CelExpr name, String sign, CelExpr constant) {
    return path(name)
        .flatMap(path -> constant(constant).map(value -> new Claim(path, sign, value)));
  }

  private static Optional<String> path(CelExpr expr) {
    return switch (expr.getKind()) {
      case IDENT -> Optional.of(expr.ident().name());
      case SELECT ->
          expr.select().testOnly()
              ? Optional.empty()
              : path(expr.select().operand()).map(owner -> owner + "." + expr.select().field());
      default -> Optional.empty();
    };
  }

  private static Optional<Object> constant(CelExpr expr) {
    if (expr.getKind() != Kind.CONSTANT) {
      return Optional.empty();
    }
    CelConstant constant = expr.constant();
    return switch (constant.getKind()) {
      case STRING_VALUE -> Optional.of(constant.stringValue());
      case BOOLEAN_VALUE -> Optional.of(constant.booleanValue());
      case INT64_VALUE -> Optional.of((double) constant.int64Value());
      case DOUBLE_VALUE -> Optional.of(constant.doubleValue());
      default -> Optional.empty();
    };
  }

  /** Whether both can't be so. */
  boolean excludes(Claim other) {
    if (!path.equals(other.path)) {
      return false;
    }
    if (sign.equals("==")) {
      return !other.allows(value);
    }
    if (other.sign.equals("==")) {
      return !allows(other.value);
    }
    return isBelow(other) || other.isBelow(this);
  }

  /** Whether the name may have a value, as far as this claim goes. */
  private boolean allows(Object candidate) {
    if (sign.equals("==") || sign.equals("!=")) {
      return candidate.equals(value) == sign.equals("==");
    }
    if (!(candidate instanceof Double one) || !(value instanceof Double bound)) {
      return true;
    }
    return switch (sign) {
      case "<" -> one < bound;
      case "<=" -> one <= bound;
      case ">" -> one > bound;
      default -> one >= bound;
    };
  }

  /** Whether this claims an upper bound, and the other one a lower bound that is not below it. */
  private boolean isBelow(Claim other) {
    if (!(value instanceof Double upper)
        || !(other.value instanceof Double lower)
        || !sign.startsWith("<")
        || !other.sign.startsWith(">")) {
      return false;
    }
    boolean both = sign.equals("<=") && other.sign.equals(">=");
    return both ? upper < lower : upper <= lower;
  }
}
