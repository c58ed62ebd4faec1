package dev.drover.expr;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows the facts that somebody used to Ansible types, and what they are called here. */
final class AnsibleFacts {

  private static final String LOWER = "; its words are in lower case, for instance `debian`";
  private static final String BYTES = ", in bytes";

  /** By Ansible's name without {@code ansible_}. */
  private static final Map<String, String> HERE =
      Map.ofEntries(
          Map.entry("os_family", "`facts.os.family`" + LOWER),
          Map.entry("distribution", "`facts.os.id`" + LOWER),
          Map.entry("distribution_version", "`facts.os.version`"),
          Map.entry("distribution_major_version", "`facts.os.version`, all of it"),
          Map.entry("kernel", "`facts.kernel`"),
          Map.entry("architecture", "`facts.arch`"),
          Map.entry("machine", "`facts.arch`"),
          Map.entry("processor_count", "`facts.cpu.count`"),
          Map.entry("processor_cores", "`facts.cpu.count`"),
          Map.entry("processor_vcpus", "`facts.cpu.count`"),
          Map.entry("processor_nproc", "`facts.cpu.count`"),
          Map.entry("loadavg", "`facts.cpu.load1` or `facts.cpu.load1_per_cpu`"),
          Map.entry("memory_mb", "`facts.memory.total` or `facts.memory.available`" + BYTES),
          Map.entry("memtotal_mb", "`facts.memory.total`" + BYTES),
          Map.entry("memfree_mb", "`facts.memory.available`" + BYTES),
          Map.entry("mounts", "`facts.disk['/path'].free`" + BYTES),
          Map.entry("service_mgr", "`facts.service_manager`: systemd, sysv or none"),
          Map.entry("hostname", "`facts.hostname`"),
          Map.entry("nodename", "`facts.hostname`"),
          Map.entry("fqdn", "`facts.hostname`"),
          Map.entry("user_id", "`facts.user`"));

  private AnsibleFacts() {}

  /**
   * What to write in place of a name that is not defined; empty if it is none of Ansible's facts.
   *
   * @param fields what follows the name
   */
  static Optional<String> hint(String name, List<String> fields) {
    boolean all = name.equals("ansible_facts");
    if (!all && !name.startsWith("ansible_")) {
      return Optional.empty();
    }
    String asked = all ? fields.stream().findFirst().orElse("") : name;
    String plain = asked.replaceAll("[\\[\\]]", "").replaceFirst("^ansible_", "");
    if (HERE.containsKey(plain)) {
      return Optional.of("write " + HERE.get(plain));
    }
    return all
        ? Optional.of("facts are named otherwise here, for instance `facts.os.id`")
        : Optional.empty();
  }
}
