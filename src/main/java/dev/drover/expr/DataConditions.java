package dev.drover.expr;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Suggestion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads conditions over data of a known shape, so that they can be asked of much such data. */
public final class DataConditions {

  /** A condition that has no mistake. */
  @FunctionalInterface
  public interface Question {

    /**
     * Whether it holds.
     *
     * @param values plain data by name: texts, numbers, truth values, lists and maps
     * @throws ConditionException if that can't be told, for instance because it asks for an item
     *     that a list does not have
     */
    boolean holds(Map<String, ?> values) throws ConditionException;
  }

  private final DataTypes types;

  /** Conditions that may use these names. */
  public DataConditions(Map<String, DataShape> names) {
    this.types = DataTypes.of(names);
  }

  /** A condition, ready to be asked; empty if something is wrong with it, which is reported. */
  public Optional<Question> read(Condition condition, Diagnostics diagnostics) {
    return checked(condition, diagnostics)
        .map(Cel::ofData)
        .map(program ->
            values ->
                Conditions.evaluate(condition, () -> program.eval(new LinkedHashMap<>(values))));
  }

  private Optional<CelAbstractSyntaxTree> checked(Condition condition, Diagnostics diagnostics) {
    long before = diagnostics.errors();
    Map<String, CelType> names = new LinkedHashMap<>(types.names());
    return Conditions.parsed(condition, diagnostics)
        .flatMap(tree -> {
          for (Names.Use use : Names.of(tree)) {
            if (!types.names().containsKey(use.name())) {
              undefined(use, condition, diagnostics);
              names.put(use.name(), SimpleType.DYN); // so that other mistakes are told too
            }
          }
          return Conditions.accepted(
              condition, Cel.check(tree, names, types), types.fields(), diagnostics);
        })
        .filter(_ -> diagnostics.errors() == before);
  }

  private void undefined(Names.Use use, Condition condition, Diagnostics diagnostics) {
    diagnostics.error(
        Code.NAME_UNDEFINED,
        condition.span().part(condition.text(), use.offset(), use.name().length()),
        "`" + use.name() + "` is not defined",
        Suggestion.hint(use.name(), types.names().keySet(), "what is defined here"));
  }
}
