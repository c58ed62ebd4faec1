package dev.drover.doctor;

import java.util.List;

/** What is looked at on a host, in this order. */
final class HostChecks {

  private HostChecks() {}

  /**
   * All of them.
   *
   * @param archive bytes of the largest file that a run brings along, 0 if none is known
   */
  static List<HostCheck> all(long archive) {
    return List.of(
        new Login(), // first: without it nothing else is to be seen on the machine
        new Become(), // before all that runs as the other user
        new PosixShell(),
        new Tools(),
        new JavaFound(),
        new DiskSpace(archive),
        new Directories(),
        new ProductAnswers(),
        new InBalancer());
  }
}
