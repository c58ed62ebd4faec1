package dev.drover.load;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.secret.Vault;
import dev.drover.task.Kinds;
import dev.drover.yaml.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What all readers of one runbook share.
 *
 * @param groups the task groups that the runbook declares, by name
 * @param included collects the files that are included
 * @param used collects the task groups that are included
 * @param vault opens those that are encrypted
 */
record Shared(
    Kinds kinds,
    Map<String, Node> groups,
    List<Source> included,
    Set<String> used,
    Vault vault,
    Diagnostics diagnostics) {

  /** For a runbook with these task groups. */
  Shared(Kinds kinds, Map<String, Node> groups, Vault vault, Diagnostics diagnostics) {
    this(kinds, groups, new ArrayList<>(), new HashSet<>(), vault, diagnostics);
  }
}
