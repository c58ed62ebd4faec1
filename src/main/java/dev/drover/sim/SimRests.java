package dev.drover.sim;

import dev.drover.rest.Endpoint;
import dev.drover.rest.Rest;
import dev.drover.rest.Rests;

/** Makes clients for the endpoints of a world: its nodes and its web pages. */
public record SimRests(World world) implements Rests {
  @Override
  public Rest to(Endpoint endpoint) {
    return new SimRest(world, endpoint);
  }

  @Override
  public void close() {}
}
