package dev.drover.silence;

import dev.drover.rest.Rests;
import dev.drover.sim.SimRests;
import dev.drover.sim.World;
import dev.drover.time.Clock;
import java.net.URI;
import java.time.Instant;

/** The simulated Alertmanager does what a real one does. */
class SimulatedAlertmanagerTest extends AlertmanagerContract {

  private final World world = new World();

  @Override
  URI url() {
    return URI.create("http://am:9093");
  }

  @Override
  Rests rests() {
    return new SimRests(world);
  }

  @Override
  Clock clock() {
    return () -> Instant.parse("2026-11-21T03:00:00Z");
  }
}
