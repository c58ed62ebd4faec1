package dev.drover.machine;

import dev.drover.machine.HostFacts.Cpu;
import dev.drover.machine.HostFacts.Disk;
import dev.drover.machine.HostFacts.Java;
import dev.drover.machine.HostFacts.Memory;
import dev.drover.machine.HostFacts.Os;
import dev.drover.machine.HostFacts.ServiceManager;
import dev.drover.machine.HostFacts.Time;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of the probe, read. Machines say much: whatever is no fact, or none that can be read,
 * is taken as not told.
 *
 * @param facts what was said, by name
 * @param disks what {@code df} said of each path, in the order asked
 */
record FactAnswer(Map<String, String> facts, List<String> disks) {

  /** Device, blocks of 1 KiB: total, used, free; used in percent, mount point. */
  private static final Pattern DF =
      Pattern.compile("(.+?)\\s+(\\d{1,15})\\s+\\d+\\s+(-?\\d{1,15})\\s+\\S+\\s+(/.*)");

  private static final Pattern SECONDS = Pattern.compile("\\d{1,18}(\\.\\d{1,9})?");

  /** By what systems say that they are or are like, the nearest first. */
  private static final Map<String, Set<String>> FAMILIES =
      Map.of(
          "debian", Set.of("debian", "ubuntu", "raspbian", "linuxmint"),
          "redhat", Set.of("rhel", "fedora", "centos", "rocky", "almalinux", "ol", "amzn"),
          "suse", Set.of("suse", "sles", "opensuse", "opensuse-leap", "opensuse-tumbleweed"),
          "alpine", Set.of("alpine"),
          "arch", Set.of("arch"));

  static FactAnswer of(String out) {
    Map<String, String> facts = new HashMap<>();
    List<String> disks = new ArrayList<>();
    for (String line : out.lines().toList()) {
      String[] words = line.split(" ", 3);
      if (words.length == 3 && words[0].equals(FactScript.MARK)) {
        if (words[1].equals("disk")) {
          disks.add(words[2].strip());
        } else {
          facts.putIfAbsent(words[1], words[2].strip());
        }
      }
    }
    return new FactAnswer(facts, disks);
  }

  boolean isEmpty() {
    return facts.isEmpty();
  }

  Cpu cpu() {
    int count = Math.clamp(whole("cpu.count"), 1, Integer.MAX_VALUE);
    String told = text("cpu.load1");
    double load = told.matches("\\d{1,6}(\\.\\d{1,6})?") ? Double.parseDouble(told) : 0;
    return new Cpu(count, load, hundredths(load / count));
  }

  /**
   * All of them.
   *
   * @param paths whose disks were asked for
   * @param before this machine's time before the look
   * @param after and after it
   */
  HostFacts facts(List<String> paths, Instant before, Instant after) {
    return new HostFacts(
        os(),
        text("kernel"),
        text("arch"),
        cpu(),
        memory(),
        disks(paths),
        new Java(text("java.path"), text("java.version")),
        serviceManager(),
        new Time(offset(before, after)),
        text("hostname"),
        text("user"));
  }

  private Os os() {
    String id = unquoted("os.ID").toLowerCase(Locale.ROOT);
    List<String> kin = new ArrayList<>(List.of(id));
    kin.addAll(Arrays.asList(unquoted("os.ID_LIKE").toLowerCase(Locale.ROOT).split(" +", -1)));
    String family =
        kin.stream()
            .flatMap(name ->
                FAMILIES.entrySet().stream()
                    .filter(entry -> entry.getValue().contains(name))
                    .map(Map.Entry::getKey))
            .findFirst()
            .orElse(id);
    return new Os(id, unquoted("os.VERSION_ID"), family);
  }

  private Memory memory() {
    long free = kibibytes("MemFree:") + kibibytes("Buffers:") + kibibytes("Cached:");
    long available = facts.containsKey("memory.MemAvailable:") ? kibibytes("MemAvailable:") : free;
    return new Memory(kibibytes("MemTotal:"), available);
  }

  private long kibibytes(String key) {
    return whole("memory." + key) * 1024;
  }

  private Map<String, Disk> disks(List<String> paths) {
    Map<String, Disk> found = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(paths.size(), disks.size()); i++) {
      Matcher line = DF.matcher(disks.get(i));
      if (line.matches()) {
        // A reserve for root makes what is free negative.
        long free = Math.max(0, Long.parseLong(line.group(3)));
        found.put(
            paths.get(i),
            new Disk(
                free * 1024, Long.parseLong(line.group(2)) * 1024, line.group(1), line.group(4)));
      }
    }
    return found;
  }

  private ServiceManager serviceManager() {
    return switch (text("services")) {
      case "systemd" -> ServiceManager.SYSTEMD;
      case "sysv" -> ServiceManager.SYSV;
      default -> ServiceManager.NONE;
    };
  }

  /**
   * How far its clock is ahead for sure. It told the time at two moments that lie between {@code
   * before} and {@code after}, so the difference is in an interval as long as what the connection
   * took; of that, the value nearest to zero accuses no clock wrongly.
   */
  private double offset(Instant before, Instant after) {
    String begin = text("clock.begin");
    String end = text("clock.end");
    if (!SECONDS.matcher(begin).matches() || !SECONDS.matcher(end).matches()) {
      return 0;
    }
    boolean coarse = !begin.contains(".");
    BigDecimal most =
        new BigDecimal(begin)
            .add(coarse ? BigDecimal.ONE : BigDecimal.ZERO)
            .subtract(seconds(before));
    BigDecimal least = new BigDecimal(end).subtract(seconds(after));
    if (least.signum() > 0) {
      return hundredths(least.doubleValue());
    }
    return most.signum() < 0 ? hundredths(most.doubleValue()) : 0;
  }

  private static BigDecimal seconds(Instant time) {
    return BigDecimal.valueOf(time.getEpochSecond()).add(BigDecimal.valueOf(time.getNano(), 9));
  }

  private static double hundredths(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private long whole(String name) {
    String told = text(name);
    return told.matches("\\d{1,15}") ? Long.parseLong(told) : 0;
  }

  /** Values of os-release may stand in quotes. */
  private String unquoted(String name) {
    return text(name).replaceAll("^[\"']|[\"']$", "");
  }

  private String text(String name) {
    return facts.getOrDefault(name, "");
  }
}
