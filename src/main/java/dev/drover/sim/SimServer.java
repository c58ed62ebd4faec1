package dev.drover.sim;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A server of a simulated balancer's backend.
 *
 * <p>Its number of sessions is a list of what the next looks see; the last one stays.
 */
public final class SimServer {
  static final int FORCED_MAINT = 0x01;
  static final int CONFIG_MAINT = 0x04;
  static final int FORCED_DRAIN = 0x08;

  private final String name;
  private final String host;
  private final Deque<Integer> sessions = new ArrayDeque<>();
  private int admin;
  private boolean failing;

  SimServer(String name, String host) {
    this.name = name;
    this.host = host;
    sessions.add(0);
  }

  /** The same server in another world. */
  SimServer(SimServer other) {
    this.name = other.name;
    this.host = other.host;
    this.admin = other.admin;
    this.failing = other.failing;
    sessions.addAll(other.sessions);
  }

  /** Its name in the backend. */
  public String name() {
    return name;
  }

  /** The machine that it leads to. */
  public String host() {
    return host;
  }

  /** What the next looks see of its sessions. */
  public SimServer sessions(int... counts) {
    sessions.clear();
    for (int count : counts) {
      sessions.add(count);
    }
    return this;
  }

  int lookAtSessions() {
    return sessions.size() > 1 ? sessions.remove() : sessions.element();
  }

  /** The administrative state in the bits of HAProxy. */
  public int admin() {
    return admin;
  }

  /** Sets the administrative bits. */
  public SimServer admin(int bits) {
    this.admin = bits;
    return this;
  }

  /** Takes it out for maintenance. */
  public void maint() {
    admin = FORCED_MAINT;
  }

  /** Lets it finish what it has. */
  public void drain() {
    admin = FORCED_DRAIN;
  }

  /** Puts it back. */
  public void ready() {
    admin = 0;
  }

  /** Whether its health check fails whatever its node does. */
  public boolean failing() {
    return failing;
  }

  /** Lets its health check fail, or not. */
  public SimServer failing(boolean fails) {
    this.failing = fails;
    return this;
  }

  /** What {@link #toString} leaves out. */
  void describeMoment(StringBuilder out) {
    out.append(name).append(sessions).append(failing).append('\n');
  }

  @Override
  public String toString() {
    String words = (admin & 0x25) != 0 ? "maint" : (admin & 0x18) != 0 ? "drain" : "ready";
    return name + " to " + host + " " + words;
  }
}
