package dev.drover.demo;

/**
 * The state of one server of the embedded balancer: what the operator wants, what the checks say.
 * Follows HAProxy's rules, health counter included; a pure state machine.
 */
final class ServerState {

  /** What the operator wants. */
  enum Admin {
    READY(0),
    DRAIN(8),
    MAINT(1);

    /** The bit in {@code srv_admin_state}. */
    final int bit;

    Admin(int bit) {
      this.bit = bit;
    }
  }

  /** What the last check found, with its names and numbers in the Runtime API. */
  enum Finding {
    NONE("", 0, 0, ""),
    PASSED("L7OK", 15, 3, ""),
    REFUSED("L4CON", 8, 2, "Connection refused"),
    NO_ANSWER("L7TOUT", 12, 2, "No answer in time"),
    NOT_RUNNING("L7RSP", 13, 2, "HTTP content check did not match");

    final String status;
    final int number;
    final int result;
    final String words;

    Finding(String status, int number, int result, String words) {
      this.status = status;
      this.number = number;
      this.result = result;
      this.words = words;
    }
  }

  private final int rise;
  private final int fall;
  private Admin admin = Admin.READY;
  private Finding finding = Finding.NONE;
  private int health;
  private long changed = System.nanoTime();

  /** A server is taken for up until its first check, one failure of which brings it down. */
  ServerState(BalancerSpec.Check check) {
    this.rise = check.rise();
    this.fall = check.fall();
    this.health = rise;
  }

  /** The operator's word. Who comes back from maintenance is up at once, but on probation. */
  synchronized void set(Admin wanted) {
    if (wanted == admin) {
      return;
    }
    if (admin == Admin.MAINT) {
      health = rise;
    } else if (wanted == Admin.MAINT) {
      health = 0;
    }
    admin = wanted;
    changed = System.nanoTime();
  }

  /** The outcome of a check; one that began before maintenance did counts no more. */
  synchronized void checked(Finding result) {
    if (admin == Admin.MAINT) {
      return;
    }
    boolean before = up();
    finding = result;
    if (result == Finding.PASSED) {
      health = health + 1 >= rise ? rise + fall - 1 : health + 1;
    } else {
      health = health > rise ? health - 1 : 0;
    }
    if (before != up()) {
      changed = System.nanoTime();
    }
  }

  /** True if new sessions may go to it. */
  synchronized boolean takesTraffic() {
    return admin == Admin.READY && up();
  }

  synchronized boolean inMaintenance() {
    return admin == Admin.MAINT;
  }

  synchronized Admin admin() {
    return admin;
  }

  synchronized Finding finding() {
    return admin == Admin.MAINT ? Finding.NONE : finding;
  }

  synchronized int health() {
    return health;
  }

  /** {@code srv_op_state}: 2 running, 0 stopped. */
  synchronized int operational() {
    return up() ? 2 : 0;
  }

  /** The {@code status} column of {@code show stat}. */
  synchronized String status() {
    if (admin == Admin.MAINT) {
      return "MAINT";
    }
    if (!up()) {
      return health == 0 ? "DOWN" : "DOWN %d/%d".formatted(health, rise);
    }
    String word = admin == Admin.DRAIN ? "DRAIN" : "UP";
    boolean sure = health == rise + fall - 1;
    return sure ? word : "%s %d/%d".formatted(word, health - rise + 1, fall);
  }

  synchronized long secondsSinceChange() {
    return (System.nanoTime() - changed) / 1_000_000_000L;
  }

  private boolean up() {
    return admin != Admin.MAINT && health >= rise;
  }
}
