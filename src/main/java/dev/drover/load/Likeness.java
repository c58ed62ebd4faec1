package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostic.Severity;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Judges whether a file is an inventory at all. Of one that is none, a mistake for each line would
 * hide the only one that matters.
 */
final class Likeness {

  /** So many mistakes may be in an inventory of which little is right yet. */
  private static final int FEW = 20;

  private static final Pattern RUNBOOK = Pattern.compile("(?m)^(runbook|plays)\\s*:");
  private static final Pattern PLAYBOOK =
      Pattern.compile("(?m)^\\s*-\\s+(name|hosts|include\\w*|import_\\w+|roles|tasks)\\s*:");

  private Likeness() {}

  /** True if there are more mistakes than an inventory can have with so many entries. */
  static boolean isLost(Diagnostics mistakes, int entries) {
    return mistakes.errors() > FEW && mistakes.errors() * 2 > entries;
  }

  /**
   * Hands the mistakes of a file on; of one that is no inventory, one for them all.
   *
   * @param entries the hosts, groups and variables that were met
   */
  static void tell(Source source, Diagnostics mistakes, int entries, Diagnostics diagnostics) {
    if (!isLost(mistakes, entries)) {
      diagnostics.addAll(mistakes);
      return;
    }
    Diagnostic first =
        mistakes.sorted().stream()
            .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
            .findFirst()
            .orElseThrow();
    diagnostics.add(
        new Diagnostic(
                Severity.ERROR,
                Code.INVENTORY_SYNTAX,
                "this does not look like an inventory",
                Span.startOf(source),
                Optional.of(hint(source)),
                List.of())
            .related("for instance here: " + first.message(), first.span()));
  }

  /** What a file might be that is no inventory. */
  static String hint(Source source) {
    if (RUNBOOK.matcher(source.text()).find()) {
      return "it looks like a runbook: give that first, and the inventory behind `-i`";
    }
    if (PLAYBOOK.matcher(source.text()).find()) {
      return "it looks like a playbook or tasks of Ansible; give the file with the hosts";
    }
    return "give a file with hosts and groups, in the INI or YAML form of Ansible";
  }
}
