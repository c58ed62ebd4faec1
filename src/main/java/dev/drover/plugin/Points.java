package dev.drover.plugin;

import dev.drover.backup.BackupDriver;
import dev.drover.lb.BalancerMaker;
import dev.drover.task.InventorySource;
import dev.drover.task.Kinds.Registered;
import java.util.List;

/** The points at which something can be added. */
enum Points {
  KIND(Registered.class, "task kind"),
  BALANCER(BalancerMaker.class, "balancer driver"),
  INVENTORY(InventorySource.class, "inventory source"),
  BACKUP(BackupDriver.class, "backup driver");

  private final Class<?> type;
  private final String words;

  Points(Class<?> type, String words) {
    this.type = type;
    this.words = words;
  }

  /** The type that an addition must have. */
  Class<?> type() {
    return type;
  }

  /** What an addition is called in messages. */
  String words() {
    return words;
  }

  /** The names that a plugin adds here. */
  List<String> names(Manifest.Provides provides) {
    return switch (this) {
      case KIND -> provides.kinds();
      case BALANCER -> provides.balancers();
      case INVENTORY -> provides.inventories();
      case BACKUP -> provides.backups();
    };
  }

  /** All that a plugin adds, in words. */
  static List<String> described(Manifest.Provides provides) {
    return List.of(values()).stream()
        .flatMap(point -> point.names(provides).stream().map(name -> point.words + " " + name))
        .toList();
  }
}
