package dev.drover.expr;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names that a parsed condition uses, with what it takes from them. */
final class Names {

  /**
   * A use of a name.
   *
   * @param offset where it stands in the condition
   * @param fields the fields that follow it and must be there, from left to right; one that is
   *     picked by a key stands as {@code [key]}, or {@code []} if the key is no plain text
   * @param asked the dotted name of the field that {@code has(…)} asks for, empty if it doesn't
   */
  record Use(String name, int offset, List<String> fields, String asked) {}

  /** Identifiers of CEL itself. */
  private static final Set<String> BUILT_IN =
      Set.of(
          "int",
          "uint",
          "double",
          "bool",
          "string",
          "bytes",
          "list",
          "map",
          "null_type",
          "type",
          "dyn");

  private final Map<Long, Integer> offsets;
  private final List<Use> uses = new ArrayList<>();

  private Names(CelAbstractSyntaxTree tree) {
    this.offsets = new LinkedHashMap<>(tree.getSource().getPositionsMap());
  }

  /** All uses of names that the condition doesn't bind itself. */
  static List<Use> of(CelAbstractSyntaxTree tree) {
    Names names = new Names(tree);
    names.walk(tree.getExpr(), Set.of());
    return names.uses;
  }

  private void walk(CelExpr expr, Set<String> bound) {
    switch (expr.getKind()) {
      case IDENT -> use(expr, List.of(), false, bound);
      case SELECT -> select(expr, bound);
      case CALL -> call(expr, bound);
      case LIST -> expr.list().elements().forEach(element -> walk(element, bound));
      case MAP ->
          expr.map()
              .entries()
              .forEach(entry -> {
                walk(entry.key(), bound);
                walk(entry.value(), bound);
              });
      case STRUCT -> expr.struct().entries().forEach(entry -> walk(entry.value(), bound));
      case COMPREHENSION -> comprehension(expr.comprehension(), bound);
      case NOT_SET, CONSTANT -> {}
    }
  }

  private void call(CelExpr expr, Set<String> bound) {
    if (isPick(expr)) {
      select(expr, bound);
      return;
    }
    expr.call().target().ifPresent(target -> walk(target, bound));
    expr.call().args().forEach(argument -> walk(argument, bound));
  }

  private void select(CelExpr expr, Set<String> bound) {
    List<String> fields = new ArrayList<>();
    CelExpr at = expr;
    while (at.getKind() == Kind.SELECT || isPick(at)) {
      if (isPick(at)) {
        CelExpr key = at.call().args().get(1);
        walk(key, bound);
        fields.addFirst("[" + text(key) + "]");
        at = at.call().args().getFirst();
      } else {
        fields.addFirst(at.select().field());
        at = at.select().operand();
      }
    }
    if (at.getKind() == Kind.IDENT) {
      boolean asks = expr.getKind() == Kind.SELECT && expr.select().testOnly();
      use(at, fields, asks, bound);
    } else {
      walk(at, bound);
    }
  }

  private static boolean isPick(CelExpr expr) {
    return expr.getKind() == Kind.CALL && expr.call().function().equals("_[_]");
  }

  private static String text(CelExpr key) {
    return key.getKind() == Kind.CONSTANT
            && key.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? key.constant().stringValue()
        : "";
  }

  private void comprehension(CelExpr.CelComprehension loop, Set<String> bound) {
    walk(loop.iterRange(), bound);
    walk(loop.accuInit(), bound);
    Set<String> inside = new HashSet<>(bound);
    inside.add(loop.iterVar());
    inside.add(loop.iterVar2());
    inside.add(loop.accuVar());
    walk(loop.loopCondition(), inside);
    walk(loop.loopStep(), inside);
    walk(loop.result(), inside);
  }

  private void use(CelExpr expr, List<String> fields, boolean asks, Set<String> bound) {
    String name = expr.ident().name();
    if (!bound.contains(name) && !BUILT_IN.contains(name)) {
      int offset = offsets.getOrDefault(expr.id(), 0);
      // A field that has(…) asks for needn't be there.
      List<String> needed = asks ? fields.subList(0, fields.size() - 1) : fields;
      String asked = asks ? name + "." + String.join(".", fields) : "";
      uses.add(new Use(name, offset, List.copyOf(needed), asked));
    }
  }
}
