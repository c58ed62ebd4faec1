package dev.drover.expr;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelKind;
import dev.cel.runtime.CelEvaluationException;
import dev.drover.diag.Code;
import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.diag.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Checks and evaluates conditions, in CEL. */
public final class Conditions {

  private static final Set<String> TEXT_ORDER =
      Set.of("less_string", "less_equals_string", "greater_string", "greater_equals_string");

  private Conditions() {}

  /** Reports what is wrong with a condition; true if nothing is. */
  public static boolean check(Condition condition, Scope scope, Diagnostics diagnostics) {
    return checked(condition, scope, diagnostics).isPresent();
  }

  /** The names that it uses; none if it can't be read. */
  public static Set<String> names(Condition condition) {
    Set<String> names = new TreeSet<>();
    parsed(condition, new Diagnostics())
        .ifPresent(tree -> Names.of(tree).forEach(use -> names.add(use.name())));
    return names;
  }

  /**
   * The texts by which it picks from {@code name.field}, as far as the scope knows them: {@code
   * /var} of {@code facts.disk['/var'].free}.
   */
  public static Set<String> keys(Condition condition, String name, String field, Scope scope) {
    return parsed(condition, new Diagnostics())
        .map(tree -> {
          List<Names.Use> uses = Names.of(tree);
          Facing facing = new Facing(scope, uses, new Diagnostics());
          uses.forEach(use -> {
            if (facing.isDefined(use.name())) {
              facing.declare(use.name(), condition::span);
            }
          });
          return Keys.of(tree, name, field, facing);
        })
        .orElse(Set.of());
  }

  /** The registered names that it rests on and that the scope has no value for yet. */
  public static Set<String> restsOn(Condition condition, Scope scope) {
    Set<String> later = new TreeSet<>();
    parsed(condition, new Diagnostics())
        .ifPresent(tree -> {
          List<Names.Use> uses = Names.of(tree);
          Facing facing = new Facing(scope, uses, new Diagnostics());
          for (Names.Use use : uses) {
            later.addAll(facing.later(use.name(), condition::span));
          }
        });
    return later;
  }

  /**
   * Whether it holds.
   *
   * @throws ConditionException if it can't be evaluated, for instance because a name it rests on
   *     has no value yet
   */
  public static boolean holds(Condition condition, Scope scope) throws ConditionException {
    Set<String> later = restsOn(condition, scope);
    if (!later.isEmpty()) {
      throw new ConditionException(
          "the condition `%s` rests on `%s`, which is not known yet"
              .formatted(condition.text(), String.join("`, `", later)));
    }
    Diagnostics diagnostics = new Diagnostics();
    Optional<Checked> checked = checked(condition, scope, diagnostics);
    if (checked.isEmpty()) {
      Diagnostic first = diagnostics.sorted().getFirst();
      throw new ConditionException(
          "the condition `%s` can't be evaluated: %s%s"
              .formatted(
                  condition.text(),
                  first.message(),
                  first.hint().map(hint -> " (" + hint + ")").orElse("")));
    }
    Checked ready = checked.get();
    return evaluate(condition, () -> Cel.evaluate(ready.tree(), ready.facing().values()));
  }

  /** Whether it is surely false; one that can't be evaluated is not. */
  public static boolean isFalse(Condition condition, Scope scope) {
    try {
      return !holds(condition, scope);
    } catch (ConditionException e) {
      return false; // the run will tell it as the step's failure
    }
  }

  /** Something that CEL works out. */
  @FunctionalInterface
  interface Evaluation {
    Object result() throws CelEvaluationException;
  }

  private record Checked(CelAbstractSyntaxTree tree, Facing facing) {}

  /** The truth that an evaluation of a condition gives. */
  static boolean evaluate(Condition condition, Evaluation evaluation) throws ConditionException {
    try {
      Object result = evaluation.result();
      if (result instanceof Boolean truth) {
        return truth;
      }
      throw new ConditionException(
          "the condition `%s` is neither true nor false but `%s`"
              .formatted(condition.text(), result));
    } catch (CelEvaluationException e) {
      throw new ConditionException(
          "the condition `%s` can't be evaluated: %s"
              .formatted(condition.text(), CelWords.runtime(String.valueOf(e.getMessage()))));
    }
  }

  private static Optional<Checked> checked(
      Condition condition, Scope scope, Diagnostics diagnostics) {
    Optional<CelAbstractSyntaxTree> tree = parsed(condition, diagnostics);
    if (tree.isEmpty()) {
      return Optional.empty();
    }
    Diagnostics own = new Diagnostics();
    List<Names.Use> uses = Names.of(tree.get());
    Facing facing = new Facing(scope, uses, own);
    for (Names.Use use : uses) {
      declare(use, condition, facing, own);
    }
    diagnostics.addAll(own);
    return own.hasErrors() ? Optional.empty() : typed(condition, tree.get(), facing, diagnostics);
  }

  private static void declare(
      Names.Use use, Condition condition, Facing facing, Diagnostics diagnostics) {
    Supplier<Span> span =
        () -> condition.span().part(condition.text(), use.offset(), use.name().length());
    if (facing.isDefined(use.name())) {
      facing.declare(use.name(), span);
      facing.checkFields(use, span);
      return;
    }
    Optional<AnsibleHabits.Found> habit = AnsibleHabits.in(condition.text());
    if (habit.isPresent()) {
      report(habit.get(), condition, diagnostics);
      return;
    }
    diagnostics.error(
        Code.NAME_UNDEFINED,
        span.get(),
        "`" + use.name() + "` is not defined",
        AnsibleFacts.hint(use.name(), use.fields())
            .or(() ->
                Suggestion.nearest(use.name(), facing.names())
                    .map(near -> "did you mean `" + near + "`?"))
            .orElse(
                "no parameter, variable or registered result has this name; a text must be in"
                    + " quotes: '"
                    + use.name()
                    + "'"));
  }

  static Optional<CelAbstractSyntaxTree> parsed(Condition condition, Diagnostics diagnostics) {
    CelValidationResult result = Cel.parse(condition.text());
    if (!result.hasError()) {
      return tree(result);
    }
    Optional<AnsibleHabits.Found> habit = AnsibleHabits.in(condition.text());
    if (habit.isPresent()) {
      report(habit.get(), condition, diagnostics);
    } else {
      CelIssue issue = result.getErrors().getFirst();
      diagnostics.error(
          Code.CONDITION_SYNTAX,
          span(issue, condition, 0),
          "this condition can't be read: " + CelWords.syntax(issue.getMessage()),
          "conditions are CEL expressions, for instance `result.rc == 0 && mode != 'off'`");
    }
    return Optional.empty();
  }

  private static void report(
      AnsibleHabits.Found habit, Condition condition, Diagnostics diagnostics) {
    diagnostics.error(
        Code.CONDITION_SYNTAX,
        condition.span().part(condition.text(), habit.start(), habit.length()),
        habit.message(),
        habit.hint());
  }

  private static Optional<Checked> typed(
      Condition condition, CelAbstractSyntaxTree tree, Facing facing, Diagnostics diagnostics) {
    CelValidationResult result = Cel.check(condition.text(), tree, facing.types());
    return accepted(condition, result, Set.of(), diagnostics)
        .map(checked -> new Checked(checked, facing));
  }

  /**
   * The tree of a condition whose types were checked; what is wrong is reported.
   *
   * @param fields names of fields that it may have meant
   */
  static Optional<CelAbstractSyntaxTree> accepted(
      Condition condition,
      CelValidationResult result,
      Collection<String> fields,
      Diagnostics diagnostics) {
    Optional<AnsibleHabits.Found> habit =
        result.hasError() ? AnsibleHabits.in(condition.text()) : Optional.empty();
    if (habit.isPresent()) {
      report(habit.get(), condition, diagnostics); // `not (x)` reads as a function here
      return Optional.empty();
    }
    if (result.hasError()) {
      for (CelIssue issue : result.getErrors()) {
        report(issue, condition, fields, diagnostics);
      }
      return Optional.empty();
    }
    CelAbstractSyntaxTree checked = tree(result).orElseThrow();
    CelKind kind = checked.getResultType().kind();
    if (kind != CelKind.BOOL && kind != CelKind.DYN) {
      diagnostics.error(
          Code.CONDITION_TYPE,
          condition.span(),
          "a condition must be true or false, and this is " + CelWords.kind(kind.name()),
          "compare it with something, for instance `… != ''` or `… > 0`");
      return Optional.empty();
    }
    warnOfTextOrder(condition, checked, diagnostics);
    return Optional.of(checked);
  }

  private static void report(
      CelIssue issue, Condition condition, Collection<String> fields, Diagnostics diagnostics) {
    Optional<String> field = CelWords.undefinedField(issue.getMessage());
    if (field.isPresent()) {
      diagnostics.error(
          Code.NAME_UNKNOWN_FIELD,
          span(issue, condition, 1), // it is told at the dot
          "there is no field `" + field.get() + "` here",
          Suggestion.nearest(field.get(), fields)
              .map(near -> "did you mean `" + near + "`?")
              .orElse("take a field that is there"));
      return;
    }
    CelWords.Said said = CelWords.type(issue.getMessage());
    diagnostics.error(Code.CONDITION_TYPE, span(issue, condition, 0), said.message(), said.hint());
  }

  /** {@code '7.9.10' < '7.9.4'} is true of texts, and nobody who writes it means that. */
  private static void warnOfTextOrder(
      Condition condition, CelAbstractSyntaxTree tree, Diagnostics diagnostics) {
    tree.getReferenceMap()
        .forEach((id, reference) -> {
          List<String> overloads = List.copyOf(reference.overloadIds());
          if (overloads.size() == 1 && TEXT_ORDER.contains(overloads.getFirst())) {
            int offset = tree.getSource().getPositionsMap().getOrDefault(id, 0);
            diagnostics.warning(
                Code.CONDITION_TYPE,
                condition.span().part(condition.text(), offset, 1),
                "this compares texts letter by letter, so 10 comes before 9",
                "compare versions with `version_compare(a, b) > 0`, numbers with"
                    + " `int(a) > int(b)`");
          }
        });
  }

  private static Optional<CelAbstractSyntaxTree> tree(CelValidationResult result) {
    try {
      return Optional.of(result.getAst());
    } catch (CelValidationException e) {
      throw new IllegalStateException("a result without errors has no tree", e);
    }
  }

  private static Span span(CelIssue issue, Condition condition, int further) {
    int line = issue.getSourceLocation().getLine();
    int column = issue.getSourceLocation().getColumn();
    String text = condition.text();
    int start = 0;
    for (int i = 1; i < line && start >= 0; i++) {
      start = text.indexOf('\n', start) + 1;
    }
    int offset = Math.min(start + Math.max(0, column) + further, Math.max(0, text.length() - 1));
    return condition.span().part(text, offset, wordLength(text, offset));
  }

  private static int wordLength(String text, int offset) {
    int end = offset;
    while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
      end++;
    }
    return Math.max(1, end - offset);
  }
}
