package dev.drover.diag;

/**
 * The stable codes of diagnostics; each has a case file among the tests and a line in the
 * reference.
 */
public enum Code {
  YAML_SYNTAX("yaml.syntax"),
  YAML_DUPLICATE_KEY("yaml.duplicate-key"),
  YAML_KEY("yaml.key"),
  YAML_UNQUOTED_TEMPLATE("yaml.unquoted-template"),
  YAML_MERGE("yaml.merge"),
  YAML_CYCLE("yaml.cycle"),
  YAML_TAG("yaml.tag"),
  YAML_LIMIT("yaml.limit"),
  YAML_CHARACTER("yaml.character"),
  FILE_UNREADABLE("file.unreadable"),
  FILE_ENCODING("file.encoding"),
  TEMPLATE_SYNTAX("template.syntax"),
  NAME_UNDEFINED("name.undefined"),
  NAME_CYCLE("name.cycle"),
  NAME_UNKNOWN_FIELD("name.unknown-field"),
  NAME_NOT_YET("name.not-yet"),
  NAME_INVALID("name.invalid"),
  CONDITION_SYNTAX("condition.syntax"),
  CONDITION_TYPE("condition.type"),
  SHELL_UNSAFE("shell.unsafe"),
  ARGS_UNKNOWN_FIELD("args.unknown-field"),
  ARGS_MISSING_FIELD("args.missing-field"),
  ARGS_WRONG_TYPE("args.wrong-type"),
  ARGS_INVALID("args.invalid"),
  RUNBOOK_UNKNOWN_KEY("runbook.unknown-key"),
  RUNBOOK_MISSING_KEY("runbook.missing-key"),
  RUNBOOK_WRONG_TYPE("runbook.wrong-type"),
  RUNBOOK_CONFLICT("runbook.conflict"),
  RUNBOOK_LANGUAGE("runbook.language"),
  RUNBOOK_UNKNOWN_KIND("runbook.unknown-kind"),
  RUNBOOK_DUPLICATE_ID("runbook.duplicate-id"),
  PARAMS_UNKNOWN("params.unknown"),
  PARAMS_MISSING("params.missing"),
  PARAMS_WRONG_TYPE("params.wrong-type"),
  INVENTORY_SYNTAX("inventory.syntax"),
  INVENTORY_UNKNOWN_GROUP("inventory.unknown-group"),
  INVENTORY_CYCLE("inventory.cycle"),
  INVENTORY_DUPLICATE("inventory.duplicate"),
  INVENTORY_NAME("inventory.name"),
  INVENTORY_CONFLICT("inventory.conflict"),
  INVENTORY_RANGE("inventory.range"),
  INVENTORY_SHADOWED("inventory.shadowed"),
  INVENTORY_UNKNOWN_KEY("inventory.unknown-key"),
  INVENTORY_UNKNOWN_SECTION("inventory.unknown-section"),
  INVENTORY_WRONG_TYPE("inventory.wrong-type"),
  HOSTS_UNKNOWN("hosts.unknown"),
  HOSTS_NONE("hosts.none"),
  HOSTS_PATTERN("hosts.pattern"),
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
