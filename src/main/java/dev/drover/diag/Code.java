package dev.drover.diag;

import java.util.Arrays;
import java.util.Optional;

/**
 * The stable codes of diagnostics; each has its meaning and its cure for the reference, and case
 * files in {@code src/test/resources/load/errors/<code>}.
 */
public enum Code {
  YAML_SYNTAX(
      "yaml.syntax",
      "The file is not YAML.",
      "Check the indentation and the quotes around the place; a text with `: ` or ` #` in it stands in quotes."),
  YAML_DUPLICATE_KEY(
      "yaml.duplicate-key",
      "A key is written twice in one map.",
      "Keep one of the two; YAML readers that say nothing drop the first silently."),
  YAML_KEY(
      "yaml.key", "A map or a list stands where a key belongs.", "Write a plain text as the key."),
  YAML_UNQUOTED_TEMPLATE(
      "yaml.unquoted-template",
      "A template without quotes, which YAML reads as a map.",
      "Put the whole value in quotes: `\"{{name}}\"`."),
  YAML_MERGE(
      "yaml.merge",
      "`<<` merges something that is no map.",
      "Let `<<` name an anchor that marks a map."),
  YAML_CYCLE(
      "yaml.cycle",
      "An alias stands inside what its anchor marks.",
      "Take the alias out of what its anchor marks."),
  YAML_TAG(
      "yaml.tag",
      "A tag that is not known.",
      "Remove the tag, or use one of those that the message lists."),
  YAML_LIMIT(
      "yaml.limit",
      "The file is too long, too deep, or has too many aliases.",
      "Split the file; nothing that people write by hand comes near the limits."),
  YAML_CHARACTER(
      "yaml.character",
      "A character that YAML does not allow.",
      "Remove the character, or write it as an escape in double quotes (`\"\\u0007\"`)."),
  FILE_UNREADABLE(
      "file.unreadable",
      "A file is not there or can't be read.",
      "Check the path and the rights of the file."),
  FILE_ENCODING("file.encoding", "A file is not UTF-8.", "Save the file as UTF-8."),
  VAULT_NO_PASSWORD(
      "vault.no-password",
      "A value or file is encrypted by Ansible Vault, and no password is given.",
      "Give it with `--vault-password-file FILE` or `--vault-id ID@FILE`, or be asked with `--ask-vault-pass`."),
  VAULT_WRONG_PASSWORD(
      "vault.wrong-password",
      "None of the vault passwords opens an encrypted value or file.",
      "Check which vault id its first line names, and give the password of that id."),
  VAULT_DAMAGED(
      "vault.damaged",
      "An encrypted value or file is not whole, or in a form that is not known.",
      "Copy it again, from `$ANSIBLE_VAULT` to its last line."),
  TEMPLATE_SYNTAX(
      "template.syntax",
      "A tag of a template is wrong.",
      "Write `{{name}}` or `{{map.field}}`; a template has no filters and no expressions."),
  NAME_UNDEFINED(
      "name.undefined",
      "A name that nothing defines.",
      "Correct the name, or define it: as a parameter, in `vars`, in the inventory, or by `register`. `drover explain NAME --host HOST` shows what is known."),
  NAME_CYCLE(
      "name.cycle",
      "A definition rests on itself.",
      "Define one of the names in the circle without the others."),
  NAME_UNKNOWN_FIELD(
      "name.unknown-field",
      "A map or a result has no such field.",
      "Use a field that the message lists; `drover doc KIND` shows the fields of a result."),
  NAME_SHADOWED(
      "name.shadowed",
      "A parameter of an include has the name of a parameter of the runbook.",
      "Give one of them another name: what is given on the command line counts everywhere."),
  NAME_NOT_YET(
      "name.not-yet",
      "A result is used before its task, or where only what is known before the run may stand.",
      "Move the task that registers the result in front of its use; what must be known before the run can't rest on a result at all."),
  NAME_INVALID(
      "name.invalid",
      "A name or id that can't be used.",
      "Choose a name of letters, digits and `_` that is no word of the language."),
  CONDITION_SYNTAX(
      "condition.syntax",
      "A condition can't be read.",
      "Write a CEL expression, for instance `result.rc == 0 && mode != 'off'`; docs/language.md shows them."),
  CONDITION_TYPE(
      "condition.type",
      "Types in a condition don't fit.",
      "Compare things of one type: texts in quotes, numbers without, versions by `version_compare`."),
  SHELL_UNSAFE(
      "shell.unsafe",
      "A value would become shell syntax.",
      "Use the value where a shell word may stand, or `command`, which needs no quoting; `{{{x}}}` is the explicit raw form."),
  ARGS_UNKNOWN_FIELD(
      "args.unknown-field",
      "There is no such argument.",
      "Use one of the arguments that `drover doc KIND` lists."),
  ARGS_MISSING_FIELD("args.missing-field", "An argument is missing.", "Add the argument."),
  ARGS_WRONG_TYPE(
      "args.wrong-type",
      "An argument has the wrong type.",
      "Write a value of the type that the message names; `drover doc KIND` shows the types."),
  ARGS_INVALID(
      "args.invalid",
      "An argument that its kind refuses.",
      "Change the value as the message says."),
  RUNBOOK_UNKNOWN_KEY(
      "runbook.unknown-key", "There is no such key.", "Correct the key, or remove it."),
  RUNBOOK_MISSING_KEY("runbook.missing-key", "A key is missing.", "Add the key."),
  RUNBOOK_WRONG_TYPE(
      "runbook.wrong-type",
      "The value of a key has the wrong type.",
      "Write a value of the form that the hint shows."),
  RUNBOOK_CONFLICT(
      "runbook.conflict",
      "Two things exclude each other, or one needs another.",
      "Keep one of the two, or add what is needed, as the hint says."),
  RUNBOOK_LANGUAGE("runbook.language", "The runbook needs a newer Drover.", "Use a newer Drover."),
  RUNBOOK_UNKNOWN_KIND(
      "runbook.unknown-kind",
      "Neither a task kind nor a keyword.",
      "Use a task kind that `drover doc` lists; where Ansible has a module for it, the hint names the kind that does the same."),
  RUNBOOK_DUPLICATE_ID(
      "runbook.duplicate-id",
      "An id is used twice.",
      "Give one of them another id, or none: then it is made of the name."),
  PARAMS_UNKNOWN(
      "params.unknown",
      "The runbook has no such parameter.",
      "Give a parameter that the runbook has."),
  PARAMS_MISSING(
      "params.missing",
      "A parameter is not given.",
      "Give it with `-e NAME=VALUE`, a secret by a file with `-e @FILE`."),
  PARAMS_WRONG_TYPE(
      "params.wrong-type",
      "A parameter has the wrong type.",
      "Give a value of the parameter's type."),
  INVENTORY_SYNTAX(
      "inventory.syntax",
      "A line of an inventory can't be read.",
      "Write the line as an inventory of Ansible has it."),
  INVENTORY_UNKNOWN_GROUP(
      "inventory.unknown-group",
      "A group that is defined nowhere.",
      "Correct the name, or define the group."),
  INVENTORY_CYCLE(
      "inventory.cycle", "A group is its own child.", "Take one of the groups out of the circle."),
  INVENTORY_DUPLICATE(
      "inventory.duplicate",
      "A host or group is defined twice.",
      "Keep one of the two definitions."),
  INVENTORY_NAME(
      "inventory.name",
      "A name of a host or group that can't be used safely.",
      "Give the host or group a name of letters, digits, `.`, `_` and `-`."),
  INVENTORY_CONFLICT(
      "inventory.conflict", "Two definitions exclude each other.", "Remove one of the two."),
  INVENTORY_RANGE(
      "inventory.range",
      "A range of hosts that can't be.",
      "Write `[first:last]` or `[first:last:step]`, first not behind last."),
  INVENTORY_SHADOWED(
      "inventory.shadowed",
      "A definition that another one hides.",
      "Rename one of the two, so that everybody sees which counts."),
  INVENTORY_MISSPELT(
      "inventory.misspelt",
      "A variable that is nearly one of those that say how a host is reached.",
      "Correct the name; if it is a variable of your own, give it a name that does not begin with `ansible_`."),
  INVENTORY_UNKNOWN_KEY(
      "inventory.unknown-key",
      "A key that inventories don't have.",
      "Correct the key: a group has `hosts`, `children` and `vars`."),
  INVENTORY_UNKNOWN_SECTION(
      "inventory.unknown-section",
      "A section that inventories don't have.",
      "Write `[group]`, `[group:vars]` or `[group:children]`."),
  INVENTORY_WRONG_TYPE(
      "inventory.wrong-type",
      "A value of the wrong type.",
      "Write a value of the form that the hint shows."),
  HOSTS_UNKNOWN(
      "hosts.unknown",
      "A pattern names a host or group that isn't there.",
      "Correct the name, or add the host or group to the inventory."),
  HOSTS_NONE(
      "hosts.none", "A pattern selects no host.", "Widen the pattern, or add hosts to the group."),
  HOSTS_PATTERN(
      "hosts.pattern",
      "A pattern can't be read.",
      "Write a pattern as docs/language.md lists them."),
  HOSTS_OUTSIDE(
      "hosts.outside",
      "`--limit` selects a host that no play has.",
      "Name hosts of the plays; to change other hosts too, widen `hosts` of a play."),
  SELECTION_UNKNOWN(
      "selection.unknown",
      "`--tags`, `--skip-tags` or `--start-at` names something that the runbook has not.",
      "Write a tag or a task of the runbook; the message lists them."),
  SELECTION_NONE(
      "selection.none",
      "What was selected leaves no task to run.",
      "Select other tags, or run without a selection."),
  FILE_MISSING(
      "file.missing",
      "A local file that a task needs is not there.",
      "Name a file that exists on this machine; relative paths count from the file in which they are written."),
  INCLUDE_CYCLE(
      "include.cycle",
      "A file of tasks includes itself.",
      "Take one of the includes out of the circle; use `loop` or `retry` to repeat something."),
  INCLUDE_LIMIT(
      "include.limit", "Includes are too deep or too many.", "Write the tasks into fewer files."),
  HANDLER_UNKNOWN(
      "handler.unknown",
      "A task notifies a handler that is not there.",
      "Correct the name, or add the handler to the `handlers` of the play."),
  LOOP_ITEMS(
      "loop.items",
      "The items of a loop are no list or map, or can't be known before the run.",
      "Loop over a list or a map of the inventory, of parameters or of `vars`."),
  INVENTORY_PROGRAM(
      "inventory.program",
      "A program that should print an inventory fails.",
      "Run the program yourself with `--list` and mend it."),
  INVENTORY_MISSING_SETTING(
      "inventory.missing-setting",
      "A task needs a setting that the inventory doesn't have.",
      "Add the variable to the host or its group; docs/tasks/settings.md describes it."),
  BRACKET_UNCLOSED(
      "plan.bracket-unclosed",
      "What a task opens is never closed.",
      "Add the closing task behind it, for instance `- lb_attach: {}`."),
  PLAN_CAPACITY(
      "plan.capacity",
      "Fewer nodes would be in service, or more out of it, than the policy allows.",
      "Lower `min_in_service`, raise `max_out_of_service`, or add hosts."),
  PLUGIN_BROKEN(
      "plugin.broken",
      "A plugin that is needed can't be used.",
      "`drover plugins` tells what is wrong with it; mend it, or do without it."),
  PLAN_UNREACHABLE(
      "plan.unreachable",
      "No run can ever come to a task.",
      "Remove the task, or change the condition that keeps every run from it."),
  SECRET_PLAIN(
      "secret.plain",
      "A secret stands in plain text where it should not.",
      "Encrypt it with `drover vault encrypt`, or make it a parameter of type `secret` and give it by"
          + " a file with `-e @FILE`. If it is meant so, write a line `# drover: allow secret.plain`"
          + " into the file."),
  SECRET_VISIBLE(
      "secret.visible",
      "A secret becomes an argument of a program, which everybody on the host can list.",
      "Give it by `environment`, or on standard input: `stdin` of `command`, a here-document or"
          + " `printf … |` in `shell`. If it is meant so, write a line `# drover: allow"
          + " secret.visible` into the file.");

  private final String id;
  private final String meaning;
  private final String cure;

  Code(String id, String meaning, String cure) {
    this.id = id;
    this.meaning = meaning;
    this.cure = cure;
  }

  /** The dotted form that is printed, for instance {@code args.unknown-field}. */
  public String id() {
    return id;
  }

  /** What is wrong, in a sentence of the reference. */
  public String meaning() {
    return meaning;
  }

  /** What to do about it, in a sentence of the reference. */
  public String cure() {
    return cure;
  }

  /** The code of a dotted form. */
  public static Optional<Code> of(String id) {
    return Arrays.stream(values()).filter(code -> code.id.equals(id)).findFirst();
  }

  @Override
  public String toString() {
    return id;
  }
}
