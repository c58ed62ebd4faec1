package dev.drover.doctor;

import dev.drover.remote.RemoteException;
import dev.drover.task.Product;
import dev.drover.task.Zdu;
import java.util.Optional;

/** Whether the product answers at the URL of the node itself. */
final class ProductAnswers implements HostCheck {

  @Override
  public String name() {
    return "product";
  }

  @Override
  public boolean concerns(Patient host) {
    return host.host().vars().containsKey("product");
  }

  @Override
  public boolean onMachine() {
    return false;
  }

  @Override
  public Found look(Patient host) throws RemoteException, InterruptedException {
    Optional<Product> product = host.product();
    Optional<String> status = Zdu.of(host.view(), host.host()).status();
    String url = product.map(of -> of.url().toString()).orElse("");
    if (status.isEmpty()) {
      return Found.problem(
          url + "/status does not say a state",
          "check `url` in the host's `product`: the node's own, context path included");
    }
    return status.get().equals("RUNNING")
        ? Found.ok("RUNNING at " + url)
        : Found.problem(
            "it is " + status.get() + " at " + url,
            "wait until it is RUNNING, or look at the node's log");
  }
}
