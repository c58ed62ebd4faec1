package dev.drover.load;

import dev.drover.diag.Diagnostics;
import dev.drover.model.Inventory;
import java.nio.file.Path;
import java.util.List;

/** Reads inventories in Ansible's YAML and INI form, with the variables that lie beside them. */
public final class InventoryLoader {

  private InventoryLoader() {}

  /** The hosts and groups of these files and directories, later ones adding to earlier ones. */
  public static Inventory load(List<Path> places, Diagnostics diagnostics) {
    return new Inventory(java.util.Map.of(), java.util.Map.of());
  }
}
