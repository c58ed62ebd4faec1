package dev.drover.lb;

/**
 * A server as a balancer knows it.
 *
 * @param admin what people want of it
 * @param health what the balancer's own check says
 * @param sessions sessions that it has now, waiting ones included
 */
public record Server(String backend, String name, Admin admin, Health health, int sessions) {
  /** What people want of a server. */
  public enum Admin {
    READY,
    DRAIN,
    MAINT
  }

  /** What the balancer's own check says of a server. */
  public enum Health {
    UP,
    DOWN,
    STARTING,
    STOPPING
  }

  /** True if it gets new sessions. */
  public boolean inService() {
    return admin == Admin.READY && health == Health.UP;
  }

  /** Its name with the backend's. */
  public String path() {
    return backend + "/" + name;
  }

  @Override
  public String toString() {
    return path() + " " + admin + ", " + health;
  }
}
