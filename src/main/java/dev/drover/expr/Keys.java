package dev.drover.expr;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.runtime.CelEvaluationException;
import java.util.Set;
import java.util.TreeSet;

/** The texts by which a condition picks from a map: {@code /var} of {@code facts.disk['/var']}. */
final class Keys {

  private Keys() {}

  /** The keys by which {@code name.field} is picked from, as far as the scope knows them. */
  static Set<String> of(CelAbstractSyntaxTree tree, String name, String field, Facing facing) {
    Set<String> keys = new TreeSet<>();
    CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .map(node -> node.expr())
        .filter(expr -> picks(expr, name, field))
        .forEach(expr -> add(tree, expr.call().args().get(1), facing, keys));
    return keys;
  }

  private static boolean picks(CelExpr expr, String name, String field) {
    if (expr.getKind() != Kind.CALL || !expr.call().function().equals("_[_]")) {
      return false;
    }
    CelExpr map = expr.call().args().getFirst();
    return map.getKind() == Kind.SELECT
        && map.select().field().equals(field)
        && map.select().operand().getKind() == Kind.IDENT
        && map.select().operand().ident().name().equals(name);
  }

  private static void add(
      CelAbstractSyntaxTree tree, CelExpr key, Facing facing, Set<String> keys) {
    CelAbstractSyntaxTree alone = CelAbstractSyntaxTree.newParsedAst(key, tree.getSource());
    CelValidationResult checked =
        Cel.check(
            "key " + key.id() + " of " + tree.getSource().getContent(), alone, facing.types());
    if (checked.hasError()) {
      return; // said when the condition itself is checked
    }
    try {
      if (Cel.evaluate(checked.getAst(), facing.values()) instanceof String text) {
        keys.add(text);
      }
    } catch (CelValidationException | CelEvaluationException unknown) {
      // It rests on what is not known yet; evaluating the condition itself will say so.
    }
  }
}
