package dev.drover.expr;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.drover.secret.Masker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells of conditions whether anything can ever make them true. */
public final class Reachability {

  /**
   * Two conditions that can't hold together.
   *
   * @param first the one that was written first
   * @param second the other one; the same if it contradicts itself
   */
  public record Contradiction(Condition first, Condition second) {}

  private Reachability() {}

  /** What a condition that uses no name always is; empty if it uses one or can't be evaluated. */
  public static Optional<Boolean> constant(Condition condition) {
    Optional<CelAbstractSyntaxTree> tree = tree(condition);
    if (tree.isEmpty() || !Names.of(tree.get()).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Conditions.holds(condition, Scope.empty(new Masker())));
    } catch (ConditionException e) {
      return Optional.empty();
    }
  }

  /** The first two of these conditions, of which all must hold, that exclude each other. */
  public static Optional<Contradiction> contradiction(List<Condition> conditions) {
    record Said(Condition by, Claim claim) {}
    List<Said> before = new ArrayList<>();
    for (Condition condition : conditions) {
      for (Claim claim : tree(condition).map(Claim::of).orElse(List.of())) {
        for (Said said : before) {
          if (said.claim().excludes(claim)) {
            return Optional.of(new Contradiction(said.by(), condition));
          }
        }
        before.add(new Said(condition, claim));
      }
    }
    return Optional.empty();
  }

  private static Optional<CelAbstractSyntaxTree> tree(Condition condition) {
    CelValidationResult result = Cel.parse(condition.text());
    try {
      return result.hasError() ? Optional.empty() : Optional.of(result.getAst());
    } catch (CelValidationException e) {
      throw new IllegalStateException("a result without errors has no tree", e);
    }
  }
}
