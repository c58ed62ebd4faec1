package dev.drover.demo;

import java.time.Duration;

/**
 * How much traffic there is.
 *
 * @param workers how many clients send one request after the other
 * @param period from one request of a client to its next
 * @param longClones how many clones are held open all the time
 * @param slow what takes longer is counted as slow
 * @param limit what takes longer is ended and counted as failed
 */
public record TrafficSpec(
    int workers, Duration period, int longClones, Duration slow, Duration limit) {

  /** What two cores carry beside three nodes: four Git commands a second and four long clones. */
  public static final TrafficSpec USUAL =
      new TrafficSpec(4, Duration.ofSeconds(1), 4, Duration.ofSeconds(10), Duration.ofSeconds(90));
}
