package dev.drover.sim;

import dev.drover.remote.Command;
import dev.drover.remote.RemoteException;
import dev.drover.rest.Endpoint;
import dev.drover.rest.Request;
import dev.drover.rest.Response;
import dev.drover.secret.Secret;
import dev.drover.sim.SimNode.Fault;
import dev.drover.sim.SimNode.State;
import dev.recording.Stage;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** The simulated world, as actions are tried on it. */
final class SimStage implements Stage {

  private final World world = new World();
  private final SimCluster cluster = world.addCluster("recorded");

  SimStage(int nodes) {
    for (int node = 1; node <= nodes; node++) {
      world.addHost("bb" + node, "root");
      URI url = URI.create("http://bb" + node + ":7990");
      cluster.node("bb" + node, "bb" + node, url, State.ABSENT, "");
    }
  }

  private SimNode node(int node) {
    return cluster.nodes().get(node - 1);
  }

  @Override
  public void start(int node, String version) throws IOException, InterruptedException {
    String place = "/opt/" + version;
    SimFiles files = world.host("bb" + node).files();
    files.write(place + "/conf/build.properties", "version=" + version + "\n");
    files.write(place + "/bin/set-bitbucket-home.sh", "BITBUCKET_HOME=/var/bitbucket\n", 0755);
    files.write(place + "/bin/start-bitbucket.sh", "#!/bin/sh\n", 0755);
    files.write(place + "/bin/stop-bitbucket.sh", "#!/bin/sh\n", 0755);
    script(node, place + "/bin/start-bitbucket.sh");
  }

  @Override
  public void stop(int node, String version) throws IOException, InterruptedException {
    script(node, "/opt/" + version + "/bin/stop-bitbucket.sh");
  }

  private void script(int node, String file) throws IOException, InterruptedException {
    try {
      new SimRemote(world, "bb" + node).exec(Command.script("product.run", "", "-", file));
    } catch (RemoteException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void kill(int node) {
    world.host("bb" + node).products().kill();
  }

  @Override
  public void fault(int node, String fault, String value) {
    boolean on = !value.equals("off");
    SimNode of = node(node);
    Fault known =
        Map.of(
                "stuck-starting", Fault.STUCK_STARTING,
                "error", Fault.ERROR_AT_START,
                "crash", Fault.DIES_AT_START,
                "approve-error", Fault.APPROVE_FAILS)
            .get(fault);
    if (on) {
      of.faults().add(known);
    } else {
      of.faults().remove(known);
    }
    if (fault.equals("error") && of.answers()) {
      of.become(on ? State.ERROR : State.ACTIVE);
    }
    if (fault.equals("stuck-starting") && !on && of.state() == State.STARTING) {
      of.become(State.ACTIVE);
    }
  }

  @Override
  public Answer ask(String method, int node, String path) throws IOException, InterruptedException {
    Endpoint endpoint =
        Endpoint.of(
            node(node).url(), new Endpoint.Authorization.Basic("admin", Secret.of("secret")));
    try {
      Request request = method.equals("GET") ? Request.get(path) : Request.post(path);
      Response response = new SimRest(world, endpoint).send(request);
      return new Answer(response.status(), response.body());
    } catch (RemoteException nobody) {
      return new Answer(0, "");
    }
  }

  @Override
  public boolean takesTime() {
    return false;
  }

  @Override
  public void close() {}
}
