package dev.drover.sim;

import dev.drover.remote.RemoteException;
import dev.drover.rest.Endpoint;
import dev.drover.rest.Request;
import dev.drover.rest.Response;
import dev.drover.rest.Rest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A client in a simulated world: pages that a test put there, else the node at the address, else
 * the Alertmanager there.
 */
record SimRest(World world, Endpoint endpoint) implements Rest {
  @Override
  public Response send(Request request) throws RemoteException {
    synchronized (world) {
      String url = request.method() + " " + endpoint.base() + request.path();
      Response page = world.pages().get(url);
      if (page != null) {
        return page;
      }
      Optional<World.Place> place =
          world.nodeAt(endpoint.base()).filter(found -> reachable(found.node()));
      if (place.isEmpty() && SimSilences.answers(request)) {
        return world.silences(endpoint.base()).answer(request);
      }
      if (place.isEmpty()) {
        throw new RemoteException.Unreachable(
            endpoint.base() + " does not answer: connection refused",
            "check that the node runs and that the address is right",
            null);
      }
      Response response = new SimZdu(world, place.get()).answer(request, endpoint.authorization());
      if (request.method().equals("POST")
          && place.get().node().faults().remove(SimNode.Fault.ANSWER_LOST)) {
        throw new RemoteException.TooSlow(
            endpoint.base() + request.path() + " did not answer within " + request.timeout(),
            "look at the cluster's state",
            null);
      }
      return response;
    }
  }

  private boolean reachable(SimNode node) {
    return node.answers() && world.findHost(node.host()).map(SimHost::reachable).orElse(true);
  }

  static Response json(int status, String body) {
    return new Response(status, Map.of("content-type", List.of("application/json")), body);
  }
}
