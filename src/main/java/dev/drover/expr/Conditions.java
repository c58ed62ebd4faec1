package dev.drover.expr;

import dev.drover.diag.Diagnostics;
import java.util.Set;

/** Checks and evaluates conditions, in CEL. */
public final class Conditions {

  private Conditions() {}

  /** Reports what is wrong with a condition; true if nothing is. */
  public static boolean check(Condition condition, Scope scope, Diagnostics diagnostics) {
    return true;
  }

  /** The registered names that it rests on and that the scope has no value for yet. */
  public static Set<String> restsOn(Condition condition, Scope scope) {
    return Set.of();
  }

  /**
   * Whether it holds.
   *
   * @throws ConditionException if it can't be evaluated, for instance because a name it rests on
   *     has no value yet
   */
  public static boolean holds(Condition condition, Scope scope) throws ConditionException {
    return true;
  }
}
