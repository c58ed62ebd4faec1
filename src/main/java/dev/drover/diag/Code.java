package dev.drover.diag;

/**
 * The stable codes of diagnostics; each has a case file among the tests and a line in the
 * reference.
 */
public enum Code {
  YAML_SYNTAX("yaml.syntax"),
  YAML_DUPLICATE_KEY("yaml.duplicate-key"),
  ARGS_UNKNOWN_FIELD("args.unknown-field"),
  ARGS_MISSING_FIELD("args.missing-field"),
  ARGS_WRONG_TYPE("args.wrong-type"),
  ARGS_INVALID("args.invalid"),
  FILE_MISSING("file.missing"),
  INVENTORY_MISSING_SETTING("inventory.missing-setting"),
  BRACKET_UNCLOSED("plan.bracket-unclosed"),
  PLAN_CAPACITY("plan.capacity");

  private final String id;

  Code(String id) {
    this.id = id;
  }

  /** The dotted form that is printed, for instance {@code args.unknown-field}. */
  public String id() {
    return id;
  }

  @Override
  public String toString() {
    return id;
  }
}
