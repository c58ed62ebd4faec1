package dev.drover.doctor;

import java.util.List;

/** What is looked at of a cluster, in this order. */
final class ClusterChecks {

  static final List<ClusterCheck> ALL =
      List.of(
          new Rights(), // first: a refusal is not tried again by the others
          new Standing(),
          new Membership(),
          new Versions(),
          new Agreement(),
          new SharedHome(),
          new Leased(),
          new Clocks(),
          new Search());

  private ClusterChecks() {}
}
