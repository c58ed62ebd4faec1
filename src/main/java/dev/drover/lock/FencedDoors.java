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

  /**
   * Puts a fence in front of all doors; machines themselves refuse whoever has lower tokens than
   * they have seen.
   */
  public static Doors of(Doors doors, Leases fence) {
    return of(doors, fence, fence.tokens());
  }

  static Doors of(Doors doors, Fence fence, Map<String, Long> tokens) {
    return new Doors(
        doors.scopes(),
        new FencedRemotes(doors.remotes(), fence, tokens),
        new FencedRests(doors.rests(), fence),
        doors.clock(),
        doors.extensions());
  }

  private record FencedRemotes(Remotes remotes, Fence fence, Map<String, Long> tokens)
      implements Remotes {

    @Override
    public Remote to(Target target) {
      return new FencedRemote(remotes.to(target).guarded(tokens), fence);
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
