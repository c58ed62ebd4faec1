package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.diag.Suggestion;
import dev.drover.model.Inventory;
import dev.drover.secret.Vault;
import dev.drover.task.Extensions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads inventories in Ansible's YAML and INI form, with the variables that lie beside them. Of
 * several definitions of a variable for a host, this one counts, as in Ansible (the last row wins;
 * within a row parents come before their children, and siblings by name):
 *
 * <ol>
 *   <li>{@code all} in an inventory file
 *   <li>other groups in an inventory file
 *   <li>{@code group_vars/all} beside the inventory, then beside the runbook
 *   <li>other groups in {@code group_vars} beside the inventory, then beside the runbook
 *   <li>the host in an inventory file
 *   <li>the host in {@code host_vars} beside the inventory, then beside the runbook
 * </ol>
 */
public final class InventoryLoader {

  private InventoryLoader() {}

  /** The same, of files of which none is encrypted. */
  public static Inventory load(List<Path> places, Diagnostics diagnostics) {
    return load(places, Vault.locked(), diagnostics);
  }

  /**
   * The hosts and groups of these files and directories, later ones adding to earlier ones. What is
   * wrong is reported; what could be read is there all the same.
   *
   * @param vault opens the files that are encrypted
   */
  public static Inventory load(List<Path> places, Vault vault, Diagnostics diagnostics) {
    return load(places, Optional.empty(), vault, diagnostics);
  }

  /**
   * The same, with the variables that lie beside a runbook.
   *
   * @param runbooks the directory that the runbook is in
   */
  public static Inventory load(
      List<Path> places, Optional<Path> runbooks, Vault vault, Diagnostics diagnostics) {
    return load(places, runbooks, vault, Extensions.NONE, diagnostics);
  }

  /**
   * The same, with sources of plugins.
   *
   * @param extensions what plugins add
   */
  public static Inventory load(
      List<Path> places,
      Optional<Path> runbooks,
      Vault vault,
      Extensions extensions,
      Diagnostics diagnostics) {
    long before = diagnostics.errors();
    String first = places.isEmpty() ? "inventory" : places.getFirst().toString();
    Span start = Span.startOf(new Source(first, ""));
    InventoryDraft draft = new InventoryDraft(start, diagnostics);
    InventoryFile files = new InventoryFile(draft, vault, extensions, diagnostics);
    places.forEach(place -> place(place, files, draft, diagnostics));
    VarsFiles.read(places, runbooks, draft, vault, diagnostics);
    Optional<GroupTree> tree = GroupTree.of(draft, diagnostics);
    if (draft.machines().isEmpty() && diagnostics.errors() == before) {
      diagnostics.error(
          Code.HOSTS_NONE, start, "the inventory has no hosts", "add one below a group");
    }
    return tree.map(GroupTree::inventory).orElseGet(() -> new Inventory(Map.of(), Map.of()));
  }

  private static void place(
      Path place, InventoryFile files, InventoryDraft draft, Diagnostics diagnostics) {
    if (HostList.isOne(place)) {
      HostList.read(place, draft, diagnostics);
    } else if (Files.isDirectory(place)) {
      InventoryDirectory.files(place, diagnostics).forEach(files::read);
    } else if (Files.exists(place)) {
      files.read(place);
    } else {
      diagnostics.error(
          Code.FILE_MISSING,
          Span.startOf(new Source(place.toString(), "")),
          "there is no inventory `" + place + "`",
          neighbour(place)
              .map(near -> "did you mean `" + near + "`?")
              .orElse(
                  "give a file or a directory; a relative path begins in the current directory"));
    }
  }

  private static Optional<Path> neighbour(Path place) {
    Path directory = Optional.ofNullable(place.getParent()).orElse(Path.of(""));
    List<String> names = InventoryDirectory.names(directory);
    return Suggestion.nearest(String.valueOf(place.getFileName()), names)
        .map(place::resolveSibling);
  }
}
