package dev.drover.doctor;

import dev.drover.remote.RemoteException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether the clocks of the nodes agree, with each other and with this machine's. */
final class Clocks implements ClusterCheck {

  private static final double LARGE = 30;
  private static final double NOTABLE = 1;

  @Override
  public String name() {
    return "clocks";
  }

  @Override
  public boolean onMachines() {
    return true;
  }

  @Override
  public Found look(Ward cluster) throws RemoteException, InterruptedException {
    Map<String, Double> offsets = new LinkedHashMap<>();
    offsets.put("this machine", 0.0);
    for (Patient node : cluster.reached()) {
      offsets.put(node.host().name(), node.facts().clock().offset());
    }
    List<Double> sorted = offsets.values().stream().sorted().toList();
    double apart = sorted.getLast() - sorted.getFirst();
    if (apart < NOTABLE) {
      return Found.ok("they differ by less than a second, as far as that can be measured");
    }
    List<String> off = new ArrayList<>();
    offsets.forEach((name, offset) -> {
      if (offset != 0) {
        off.add(String.format(Locale.ROOT, "%s %+.1f s", name, offset));
      }
    });
    String words = "they differ: " + String.join(", ", off);
    String next = "let every machine take its time from the same servers (chrony, ntpd, timesyncd)";
    return apart >= LARGE ? Found.problem(words, next) : Found.warning(words, next);
  }
}
