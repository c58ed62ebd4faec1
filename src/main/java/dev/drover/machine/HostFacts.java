package dev.drover.machine;

import dev.drover.schema.Doc;
import dev.drover.schema.Plain;
import dev.drover.schema.Shapes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a machine tells of itself; runbooks know it as {@code facts}. A text that a machine does not
 * tell is empty, a number is 0.
 */
public record HostFacts(
    @Doc("Its operating system") Os os,
    @Doc("Release of the kernel, as `uname -r` says") String kernel,
    @Doc("Architecture, as `uname -m` says: `x86_64`, `aarch64`") String arch,
    @Doc("Its processors and how busy they are") Cpu cpu,
    @Doc("Its memory") Memory memory,
    @Doc("Its disks, by the paths that conditions ask for: `facts.disk['/var'].free`")
        Map<String, Disk> disk,
    @Doc("The Java that its login user finds: `JAVA_HOME`, else the search path") Java java,
    @Doc("What starts and stops its services") ServiceManager serviceManager,
    @Doc("Its clock") Time clock,
    @Doc("Its own name, as `uname -n` says") String hostname,
    @Doc("The user that commands run as there") String user) {

  /** The name by which runbooks know the facts of the host. */
  public static final String NAME = "facts";

  /** The operating system. */
  public record Os(
      @Doc("In a word, as in its os-release file: `debian`, `rhel`, `alpine`") String id,
      @Doc("Its version: `12`, `9.4`; a text, so that 9.10 is not 9.1") String version,
      @Doc("What it descends from: `debian`, `redhat`, `suse`, `alpine`, `arch`, else its id")
          String family) {}

  /** Processors and load. */
  public record Cpu(
      @Doc("Number of processors") int count,
      @Doc("Load average of the last minute") double load1,
      @Doc("The same per processor") double load1PerCpu) {}

  /** Memory, in bytes. */
  public record Memory(
      @Doc("All of it, in bytes") long total,
      @Doc("What programs could still get, in bytes") long available) {}

  /**
   * The file system that a path lies on, or would lie on.
   *
   * @param device what is mounted; for the doctor, who compares nodes
   */
  public record Disk(
      @Doc("Bytes that its user could still write") long free,
      @Doc("Its size in bytes") long total,
      @Doc("The device or share that is mounted") String device,
      @Doc("Where it is mounted") String mount) {}

  /** A Java installation. */
  public record Java(
      @Doc("Path of the `java` program, empty if there is none") String path,
      @Doc("Its version: `17.0.9`, `1.8.0_392`") String version) {}

  /** What starts and stops services. */
  public enum ServiceManager {
    SYSTEMD,
    SYSV,
    NONE
  }

  /** The clock. */
  public record Time(
      @Doc(
              "Seconds that it is ahead of this machine's, negative if behind; 0 if they differ by"
                  + " no more than the look itself took")
          double offset) {}

  public HostFacts {
    disk = Collections.unmodifiableMap(new LinkedHashMap<>(disk));
  }

  /** What conditions may expect, before a machine has been asked. */
  public static Map<String, dev.drover.expr.Shape> shape() {
    return Shapes.of(HostFacts.class);
  }

  /** As JSON-shaped data. */
  public Map<String, Object> plain() {
    return Plain.of(this);
  }
}
