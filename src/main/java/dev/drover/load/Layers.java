package dev.drover.load;

import dev.drover.model.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Definitions as they hide one another: what is added later wins. */
final class Layers {

  private final Map<String, Variable> winners;
  private final List<Variable> written;

  Layers() {
    winners = new LinkedHashMap<>();
    written = new ArrayList<>();
  }

  /** Begins with what others have already. */
  Layers(Layers below) {
    winners = new LinkedHashMap<>(below.winners);
    written = new ArrayList<>(below.written);
  }

  void add(InventoryDraft.Vars vars, String level) {
    vars.written().forEach((name, found) -> add(new Variable(name, found.value(), level)));
  }

  /** Adds what an inventory file says of a group. */
  void addOfGroup(InventoryDraft.Vars vars, String level) {
    vars.written()
        .forEach((name, found) -> {
          if (!name.equals(Precedence.PRIORITY)) {
            add(new Variable(name, found.value(), level));
          }
        });
  }

  void add(Variable variable) {
    winners.put(variable.name(), variable);
    written.add(variable);
  }

  /** The definition that counts, of each name. */
  Map<String, Variable> winners() {
    return winners;
  }

  /** All definitions, the weakest first. */
  List<Variable> written() {
    return written;
  }
}
