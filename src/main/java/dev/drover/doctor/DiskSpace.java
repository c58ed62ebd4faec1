package dev.drover.doctor;

import dev.drover.machine.HostFacts.Disk;
import dev.drover.remote.RemoteException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Whether there is room for another release, and for what the product writes. */
final class DiskSpace implements HostCheck {

  private static final long GIBIBYTE = 1L << 30;

  /** An archive is unpacked beside itself; the release is about twice its size. */
  private static final int UNPACKED = 3;

  private final long archive;

  /**
   * Looks for room.
   *
   * @param archive bytes of what a run brings along, 0 if that is not known
   */
  DiskSpace(long archive) {
    this.archive = archive;
  }

  @Override
  public String name() {
    return "disk space";
  }

  @Override
  public boolean concerns(Patient host) {
    return host.installBase().isPresent() || host.host().vars().containsKey("product");
  }

  @Override
  public Found look(Patient host) throws RemoteException, InterruptedException {
    Map<String, Disk> disks = host.facts().disk();
    Set<String> seen = new LinkedHashSet<>(); // several paths may share a disk
    Set<String> tight = new LinkedHashSet<>();
    for (String path : host.paths()) {
      if (!disks.containsKey(path)) {
        continue;
      }
      Disk disk = disks.getOrDefault(path, new Disk(0, 0, "", ""));
      long free = disk.free();
      boolean base = host.installBase().filter(path::equals).isPresent();
      long needed = base && archive > 0 ? archive * UNPACKED : GIBIBYTE / 2;
      if (free < needed) {
        return Found.problem(
            "%s has %s free, and %s are needed".formatted(path, words(free), words(needed)),
            "make room there; old releases below the install base can go once nobody would return"
                + " to them");
      }
      (free < 2 * GIBIBYTE ? tight : seen).add(words(free) + " on " + disk.mount());
    }
    if (!tight.isEmpty()) {
      return Found.warning(
          "only " + String.join(", ", tight) + " are free", "make room before it runs full");
    }
    return seen.isEmpty()
        ? Found.warning("`df` does not tell", "look by hand")
        : Found.ok("free: " + String.join(", ", seen));
  }

  static String words(long bytes) {
    return bytes >= GIBIBYTE
        ? String.format(Locale.ROOT, "%.1f GiB", bytes / (double) GIBIBYTE)
        : bytes / (1 << 20) + " MiB";
  }
}
