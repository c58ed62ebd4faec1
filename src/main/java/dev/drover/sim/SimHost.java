package dev.drover.sim;

import dev.drover.remote.CommandResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A simulated machine: files, processes, services, and what is said when it is asked for load. */
public final class SimHost {
  /** Free space, in bytes, of a host of which nothing else is said. */
  public static final long USUALLY_FREE = 100L << 30;

  private final World world;
  private final String name;
  private final String user;
  private final SimFiles files;
  private final List<SimProcess> processes = new ArrayList<>();
  private final Map<String, Boolean> services = new TreeMap<>();
  private final Set<String> unreadUnits = new TreeSet<>();
  private final Map<String, String> environment = new TreeMap<>();
  private final Set<Integer> ports = new TreeSet<>();
  private final Map<String, CommandResult> answers = new LinkedHashMap<>();
  private final List<String> commands = new ArrayList<>();
  private final SimJobs jobs;
  private long free = USUALLY_FREE;
  private SimMachine machine = SimMachine.usual();
  private boolean reachable = true;
  private Optional<SimProcess> lost = Optional.empty();
  private String hostKey;
  private int lastPid = 100;

  SimHost(World world, String name, String user) {
    this.world = world;
    this.name = name;
    this.user = user;
    this.files = new SimFiles(user);
    this.jobs = new SimJobs(name);
    this.hostKey = "ssh-ed25519 SHA256:of-" + name;
  }

  /** The same machine in another world. */
  SimHost(World world, SimHost other) {
    this.world = world;
    this.name = other.name;
    this.user = other.user;
    this.files = new SimFiles(other.files);
    this.jobs = new SimJobs(other.jobs);
    this.hostKey = other.hostKey;
    processes.addAll(other.processes);
    services.putAll(other.services);
    unreadUnits.addAll(other.unreadUnits);
    environment.putAll(other.environment);
    ports.addAll(other.ports);
    answers.putAll(other.answers);
    commands.addAll(other.commands);
    free = other.free;
    machine = other.machine;
    reachable = other.reachable;
    lost = other.lost;
    lastPid = other.lastPid;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** The world that it is in. */
  public World world() {
    return world;
  }

  /** Who one is after logging in. */
  public String user() {
    return user;
  }

  /** Its files. */
  public SimFiles files() {
    return files;
  }

  /** Its processes. */
  public List<SimProcess> processes() {
    return List.copyOf(processes);
  }

  /** The process of a number. */
  public Optional<SimProcess> process(int pid) {
    return processes.stream().filter(process -> process.pid() == pid).findFirst();
  }

  /** Starts a process. */
  public SimProcess spawn(
      String asUser, String command, String directory, Map<String, String> variables) {
    SimProcess process = new SimProcess(++lastPid, asUser, command, directory, variables);
    processes.add(process);
    lost = product().isPresent() ? Optional.empty() : lost;
    return process;
  }

  /** Ends a process. */
  public void end(int pid) {
    processes.removeIf(process -> process.pid() == pid);
  }

  /** The product that runs here, if one does. */
  public Optional<SimProcess> product() {
    return processes.stream()
        .filter(process -> process.command().contains(SimProduct.MARKER))
        .findFirst();
  }

  /** It loses power: nothing runs any more, and what jobs were about to write is not there. */
  public void losePower() {
    lost = product().or(this::lost);
    processes.clear();
    jobs.lose();
    lost.flatMap(_ -> world.nodeOn(name)).ifPresent(place -> place.cluster().left(place.node()));
  }

  /** The product that ran here until the power was lost, if nobody has started it since. */
  public Optional<SimProcess> lost() {
    return lost;
  }

  /** The product's scripts and services on this host. */
  public SimProduct products() {
    return new SimProduct(this);
  }

  /** Services by name, true for those that run. */
  public Map<String, Boolean> services() {
    return services;
  }

  /** Units of systemd that were written since it last read them. */
  public Set<String> unreadUnits() {
    return unreadUnits;
  }

  /** Variables that every command finds. */
  public Map<String, String> environment() {
    return environment;
  }

  /** TCP ports that something other than a product listens on. */
  public Set<Integer> ports() {
    return ports;
  }

  /** What commands answer that nothing here emulates: by the command as messages show it. */
  public Map<String, CommandResult> answers() {
    return answers;
  }

  /** The jobs that it keeps. */
  public SimJobs jobs() {
    return jobs;
  }

  /** Every command that was run here, as messages show it, without those that only see to jobs. */
  public List<String> commands() {
    return commands;
  }

  /** Free space, in bytes, of its one file system. */
  public long free() {
    return free;
  }

  /** Sets the free space. */
  public SimHost free(long bytes) {
    this.free = bytes;
    return this;
  }

  /** What the machine tells of itself. */
  public SimMachine machine() {
    return machine;
  }

  /** Makes it another machine. */
  public SimHost machine(SimMachine other) {
    this.machine = other;
    return this;
  }

  /** Whether it answers at all. */
  public boolean reachable() {
    return reachable;
  }

  /** Cuts it off, or connects it again. */
  public SimHost reachable(boolean answers) {
    this.reachable = answers;
    return this;
  }

  /** The host key that it shows, in words. */
  public String hostKey() {
    return hostKey;
  }

  /** Gives it another host key, as a machine has that was set up anew. */
  public SimHost hostKey(String other) {
    this.hostKey = other;
    return this;
  }

  /** What {@link #describe} leaves out. */
  void describeMoment(StringBuilder out) {
    out.append("host ").append(name).append(reachable ? " answers, " : " is away, ");
    out.append(free).append(" bytes free, lost ").append(lost).append(", ").append(machine);
    out.append(environment).append(ports).append(answers).append('\n');
  }

  void describe(StringBuilder out) {
    out.append("host ").append(name).append('\n');
    files.describe(out);
    processes.forEach(process -> out.append("  process ").append(process).append('\n'));
    unreadUnits.forEach(unit -> out.append("  unread unit ").append(unit).append('\n'));
    services.forEach((service, runs) ->
        out.append("  service ").append(service).append(runs ? " runs" : " stopped").append('\n'));
  }
}
