package dev.drover.rehearse;

import dev.drover.journal.Entry;
import dev.drover.sim.World;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A moment of the run that nothing disturbs at which nobody is in work, or only one and between two
 * steps, and all that there was then: whoever goes on from here does what that run did.
 *
 * @param next what it is known by: what was written last if that is the end of a step, else next
 * @param follows what was written next
 * @param journal the journal by then
 * @param bytes the same in bytes
 * @param reached the machines that were reached by then
 * @param standing where run and world stand when that is written
 * @param lowest the fewest hosts in service until then
 * @param after the fewest from then on
 */
@SuppressWarnings("ArrayRecordComponent") // nobody changes the bytes or compares them
record Rest(
    Entry next,
    Entry follows,
    Instant at,
    List<Entry> journal,
    byte[] bytes,
    World world,
    Set<String> reached,
    Executions executions,
    String standing,
    int lowest,
    int after) {

  Rest {
    journal = List.copyOf(journal);
    reached = Set.copyOf(reached);
  }

  /** Before a run begins. */
  static Rest beginning(World world, int serving) {
    return new Rest(
        new Entry.PlayBegan(Performance.START, ""),
        new Entry.PlayBegan(Performance.START, ""),
        Performance.START,
        List.of(),
        new byte[0],
        world,
        Set.of(),
        new Executions(),
        "",
        serving,
        serving);
  }

  /**
   * Whether a run that began here wrote what the other one did, as far as it went. That its play
   * and host go on is said again.
   */
  boolean isFollowedAlike(List<Entry> whole, List<Entry> again) {
    List<Entry> wanted = whole.subList(journal.size(), whole.size());
    List<Entry> found =
        again.stream()
            .skip(journal.size())
            .dropWhile(entry -> Usual.isSaidAgain(entry) && !entry.equals(wanted.getFirst()))
            .toList();
    return found.size() <= wanted.size() && found.equals(wanted.subList(0, found.size()));
  }

  /** The same, when it is known what follows in the journal of the run. */
  Rest in(List<Entry> whole) {
    return new Rest(
        next,
        whole.get(journal.size()),
        at,
        journal,
        bytes,
        world,
        reached,
        executions,
        standing,
        lowest,
        after);
  }

  /** The same, when it is known how few hosts are in service from here on. */
  Rest followedBy(int fewest) {
    return new Rest(
        next, follows, at, journal, bytes, world, reached, executions, standing, lowest, fewest);
  }
}
