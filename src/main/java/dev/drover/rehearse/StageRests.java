package dev.drover.rehearse;

import dev.drover.remote.RemoteException;
import dev.drover.rest.Endpoint;
import dev.drover.rest.Request;
import dev.drover.rest.Response;
import dev.drover.rest.Rest;
import dev.drover.rest.Rests;
import dev.drover.sim.SimRests;
import dev.drover.sim.World;
import java.util.Map;
import java.util.Optional;

/**
 * The ways to the nodes of a stage, and to web services, of which nothing is known: they answer
 * that all is well.
 */
record StageRests(Stage stage) implements Rests {

  private static final int OK = 200;

  @Override
  public Rest to(Endpoint endpoint) {
    Rest real = new SimRests(stage.world()).to(endpoint);
    Optional<World.Place> node = stage.world().nodeAt(endpoint.base());
    String host =
        node.map(place -> place.node().host())
            .orElseGet(() -> String.valueOf(endpoint.base().getHost()));
    return request -> {
      if (!request.reads()) {
        stage.trace().post(stage.acting());
      }
      return stage.through(
          host, !request.reads(), () -> answer(endpoint, real, node.isPresent(), request));
    };
  }

  private Response answer(Endpoint endpoint, Rest real, boolean node, Request request)
      throws RemoteException, InterruptedException {
    String page = request.method() + " " + endpoint.base() + request.path();
    if (node || stage.world().pages().containsKey(page)) {
      return real.send(request);
    }
    if (!request.reads()) {
      stage.executions().executed(stage.acting());
    }
    return new Response(OK, Map.of(), "");
  }

  @Override
  public void close() {}
}
