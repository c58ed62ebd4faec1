package dev.drover.lock;

import dev.drover.plan.Doors;
import dev.drover.remote.Remote;
import dev.drover.remote.Remotes;
import dev.drover.remote.Target;
import dev.drover.rest.Endpoint;
import dev.drover.rest.Rest;
import dev.drover.rest.Rests;
import java.util.Map;

/** The ways to machines and services, each with the fence in front of whatever is no read. */
public final class FencedDoors {

  private FencedDoors() {}

  /** Puts a fence in front of all doors. */
  public static Doors of(Doors doors, Fence fence) {
    return new Doors(
        doors.scopes(),
        new FencedRemotes(doors.remotes(), fence),
        new FencedRests(doors.rests(), fence),
        doors.clock(),
        doors.extensions());
  }

  private record FencedRemotes(Remotes remotes, Fence fence) implements Remotes {

    @Override
    public Remote to(Target target) {
      return new FencedRemote(remotes.to(target), fence);
    }

    @Override
    public Map<String, String> hostKeys() {
      return remotes.hostKeys();
    }

    @Override
    public void close() {
      remotes.close();
    }
  }

  private record FencedRests(Rests rests, Fence fence) implements Rests {

    @Override
    public Rest to(Endpoint endpoint) {
      Rest rest = rests.to(endpoint);
      return request -> {
        if (!request.reads()) {
          fence.check();
        }
        return rest.send(request);
      };
    }

    @Override
    public void close() {
      rests.close();
    }
  }
}
