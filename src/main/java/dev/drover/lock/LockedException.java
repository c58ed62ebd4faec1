package dev.drover.lock;

import java.util.List;

/** Somebody else has the lease. */
public final class LockedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient LeaseView lease;

  LockedException(LeaseView lease) {
    super(lease.sentence());
    this.lease = lease;
  }

  /** Who has it, and since when. */
  public LeaseView lease() {
    return lease;
  }

  /** What the holders of several leases are called in one line. */
  static String words(List<LeaseView> leases) {
    return String.join("; ", leases.stream().map(LeaseView::sentence).toList());
  }
}
