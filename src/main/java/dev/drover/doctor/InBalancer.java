package dev.drover.doctor;

import dev.drover.lb.Seat;
import dev.drover.remote.RemoteException;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the balancer answers, knows the node by its server name, and sends users to it. */
final class InBalancer implements HostCheck {

  @Override
  public String name() {
    return "balancer";
  }

  @Override
  public boolean concerns(Patient host) {
    return host.host().vars().containsKey("balancer");
  }

  @Override
  public boolean onMachine() {
    return false;
  }

  @Override
  public Found look(Patient host) throws RemoteException, InterruptedException {
    host.balancer(); // what is wrong in the inventory is said in its words
    List<Seat.Entry> entries = Seat.of(host.view(), host.host()).look();
    List<Seat.Entry> out = entries.stream().filter(entry -> !entry.server().inService()).toList();
    if (out.isEmpty()) {
      return Found.ok(
          "in service: "
              + entries.stream()
                  .map(entry -> entry.server().path())
                  .distinct()
                  .collect(Collectors.joining(", ")));
    }
    return Found.warning(
        out.stream()
            .map(entry -> entry.server() + " at " + entry.instance().name())
            .collect(Collectors.joining("; ")),
        "a run leaves out what it finds out of service; put the node back if nobody took it out on"
            + " purpose");
  }
}
