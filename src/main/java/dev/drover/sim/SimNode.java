package dev.drover.sim;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A node of a simulated cluster. */
public final class SimNode {
  /** The states of a node; ABSENT ones are not listed at all. */
  public enum State {
    STARTING,
    ACTIVE,
    DRAINING,
    TERMINATING,
    OFFLINE,
    ERROR,
    ABSENT
  }

  /** What can be wrong with a node. */
  public enum Fault {
    /** The process ends while it starts. */
    DIES_AT_START,
    /** It stays STARTING. */
    STUCK_STARTING,
    /** It comes up in ERROR. */
    ERROR_AT_START,
    /** It does not react to a stop. */
    IGNORES_STOP,
    /** Its REST interface answers with 503. */
    REST_DOWN,
    /** Approving answers 500. */
    APPROVE_FAILS,
    /** An illegal transition is answered without a body. */
    EMPTY_CONFLICT,
    /** A POST takes effect, but its answer never comes. */
    ANSWER_LOST
  }

  /**
   * What others see of a node for one look.
   *
   * @param state empty if the node did not answer its peers in time
   */
  public record View(Optional<State> state, Optional<String> version) {}

  private final String name;
  private final String host;
  private final URI url;
  private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
  private final Deque<View> views = new ArrayDeque<>();
  private State state;
  private String version;
  private int starts;
  private int tasks;
  private int users;

  SimNode(String name, String host, URI url, State state, String version) {
    this.name = name;
    this.host = host;
    this.url = url;
    this.state = state;
    this.version = version;
  }

  /** The same node in another world. */
  SimNode(SimNode other) {
    this(other.name, other.host, other.url, other.state, other.version);
    faults.addAll(other.faults);
    views.addAll(other.views);
    starts = other.starts;
    tasks = other.tasks;
    users = other.users;
  }

  /** Its name in the cluster. */
  public String name() {
    return name;
  }

  /** The machine that it runs on. */
  public String host() {
    return host;
  }

  /** Where it answers. */
  public URI url() {
    return url;
  }

  /** What is wrong with it; may be changed. */
  public Set<Fault> faults() {
    return faults;
  }

  /** What the next looks see in place of the truth; for states that pass. */
  public Deque<View> views() {
    return views;
  }

  /** Its state. */
  public State state() {
    return state;
  }

  /** The version that it runs or last ran. */
  public String version() {
    return version;
  }

  /** Its id, a new one after every start. */
  public String id() {
    return name + "-" + starts;
  }

  /** True if it answers requests. */
  public boolean answers() {
    return switch (state) {
      case STARTING, ACTIVE, DRAINING, TERMINATING, ERROR -> true;
      case OFFLINE, ABSENT -> false;
    };
  }

  /** Running tasks. */
  public int tasks() {
    return tasks;
  }

  /** Active users. */
  public int users() {
    return users;
  }

  /** Sets running tasks and active users. */
  public SimNode busy(int runningTasks, int activeUsers) {
    this.tasks = runningTasks;
    this.users = activeUsers;
    return this;
  }

  /** Puts it into a state. */
  public SimNode become(State next) {
    this.state = next;
    return this;
  }

  /** A process of a version has come up for it. */
  void started(String ofVersion) {
    version = ofVersion;
    starts++;
    state =
        faults.contains(Fault.STUCK_STARTING)
            ? State.STARTING
            : faults.contains(Fault.ERROR_AT_START) ? State.ERROR : State.ACTIVE;
  }

  /** What somebody sees who looks now. */
  View look() {
    View view = views.poll();
    return view == null ? new View(Optional.of(state), Optional.of(version)) : view;
  }

  /** What {@link #toString} leaves out. */
  void describeMoment(StringBuilder out) {
    out.append(name).append(faults).append(views).append(tasks).append(' ').append(users);
    out.append('\n');
  }

  @Override
  public String toString() {
    return name + " on " + host + " " + state + " " + version;
  }
}
