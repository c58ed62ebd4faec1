package dev.drover.load;

import dev.drover.diag.Diagnostics;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.Entry;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.List;

/** A variable as an inventory writes it: its name and what stands for it. */
record Setting(ScalarNode name, Node value) {

  /** The settings of a map; names that can't be used are reported and left out. */
  static List<Setting> of(MapNode map, Diagnostics diagnostics) {
    List<Setting> settings = new ArrayList<>();
    for (Entry entry : map.entries()) {
      Setting setting = new Setting(entry.key(), entry.value());
      if (setting.check(diagnostics)) {
        settings.add(setting);
      }
    }
    return settings;
  }

  /** True if the name can be used, and the address of a machine is one; else that is reported. */
  boolean check(Diagnostics diagnostics) {
    if (!Names.checkInInventory(name, diagnostics)) {
      return false;
    }
    ConnectionNames.check(name, diagnostics);
    return !(name.text().equals("ansible_host") || name.text().equals("ansible_ssh_host"))
        || !(value instanceof ScalarNode address)
        || HostNames.isAddress(address, diagnostics);
  }

  /** True if both nodes say the same, wherever they stand. */
  static boolean same(Node one, Node other) {
    return switch (one) {
      case ScalarNode scalar ->
          other instanceof ScalarNode second
              && scalar.text().equals(second.text())
              && scalar.plain() == second.plain()
              && scalar.tag().equals(second.tag());
      case ListNode list -> other instanceof ListNode second && same(list.items(), second.items());
      case MapNode map -> other instanceof MapNode second && same(map, second);
    };
  }

  private static boolean same(List<Node> one, List<Node> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!same(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(MapNode one, MapNode other) {
    List<String> names = one.entries().stream().map(entry -> entry.key().text()).toList();
    return names.equals(other.entries().stream().map(entry -> entry.key().text()).toList())
        && same(
            one.entries().stream().map(Entry::value).toList(),
            other.entries().stream().map(Entry::value).toList());
  }
}
