package dev.drover.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/**
 * What a simulated machine answers to the probe of facts.
 *
 * @param system id, what it is like, and version, as in an os-release file
 * @param memory total and available, in KiB
 * @param java path and version, empty texts if there is none
 * @param services what manages its services: as the facts name it
 * @param clock its time; one that always says the epoch does not tell it
 */
public record SimMachine(
    double load,
    int processors,
    List<String> system,
    List<Long> memory,
    List<String> java,
    String services,
    InstantSource clock) {

  /** A Debian machine of four idle processors and 8 GiB. */
  public static SimMachine usual() {
    return new SimMachine(
        0,
        4,
        List.of("debian", "", "12"),
        List.of(8L << 20, 6L << 20),
        List.of("/usr/bin/java", "17.0.9"),
        "systemd",
        InstantSource.fixed(Instant.EPOCH));
  }

  public SimMachine {
    system = List.copyOf(system);
    memory = List.copyOf(memory);
    java = List.copyOf(java);
  }

  /** The same with another load and number of processors. */
  public SimMachine load(double average, int number) {
    return new SimMachine(average, number, system, memory, java, services, clock);
  }

  /** The same with another operating system. */
  public SimMachine system(String id, String like, String version) {
    return new SimMachine(
        load, processors, List.of(id, like, version), memory, java, services, clock);
  }

  /** The same with another Java. */
  public SimMachine java(String path, String version) {
    return new SimMachine(
        load, processors, system, memory, List.of(path, version), services, clock);
  }

  /** The same with a clock that is ahead of another one. */
  public SimMachine clock(InstantSource other, Duration ahead) {
    return new SimMachine(
        load, processors, system, memory, java, services, InstantSource.offset(other, ahead));
  }

  /** The answer to the probe. */
  String answer(SimHost host, List<String> words) {
    StringBuilder out = new StringBuilder();
    say(out, "cpu.count", processors);
    say(out, "cpu.load1", String.format(Locale.ROOT, "%.2f", load));
    if (words.getFirst().equals("load")) {
      return out.toString();
    }
    say(out, "os.ID", system.get(0));
    say(out, "os.ID_LIKE", system.get(1));
    say(out, "os.VERSION_ID", system.get(2));
    say(out, "memory.MemTotal:", memory.get(0));
    say(out, "memory.MemAvailable:", memory.get(1));
    say(out, "java.path", java.get(0));
    say(out, "java.version", java.get(1));
    say(out, "services", services);
    say(out, "kernel", "6.1.0");
    say(out, "arch", "x86_64");
    say(out, "hostname", host.name());
    say(out, "user", host.user());
    long free = host.free() / 1024;
    words.stream()
        .skip(1)
        .forEach(
            path -> say(out, "disk", "/dev/sda1 " + 2 * free + " " + free + " " + free + " 50% /"));
    Instant now = clock.instant();
    if (!now.equals(Instant.EPOCH)) {
      String time = now.getEpochSecond() + "." + String.format(Locale.ROOT, "%09d", now.getNano());
      say(out, "clock.begin", time);
      say(out, "clock.end", time);
    }
    return out.toString();
  }

  private static void say(StringBuilder out, String name, Object value) {
    out.append("drover-fact ").append(name).append(' ').append(value).append('\n');
  }
}
