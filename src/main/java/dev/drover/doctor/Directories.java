package dev.drover.doctor;

import dev.drover.remote.CommandResult;
import dev.drover.remote.RemoteException;
import dev.drover.task.Product;
import java.util.ArrayList;
import java.util.List;

/** Whether the product's directories are where the inventory says, and may be written. */
final class Directories implements HostCheck {

  /** Of each argument: {@code missing}, {@code locked} (can't be written) or {@code fine}. */
  private static final String SCRIPT =
      """
      for path; do
        if [ ! -d "$path" ]; then echo missing
        elif [ -w "$path" ] && [ -x "$path" ]; then echo fine
        else echo locked; fi
      done
      """;

  @Override
  public String name() {
    return "directories";
  }

  @Override
  public boolean concerns(Patient host) {
    return host.host().vars().containsKey("product");
  }

  @Override
  public Found look(Patient host) throws RemoteException, InterruptedException {
    List<String> paths = new ArrayList<>();
    host.installBase().ifPresent(paths::add);
    host.product().map(Product::home).ifPresent(paths::add);
    List<String> said = new ArrayList<>(ask(host, paths));
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < Math.min(paths.size(), said.size()); i++) {
      switch (said.get(i)) {
        case "missing" -> problems.add(paths.get(i) + " is not there");
        case "locked" -> problems.add(paths.get(i) + " can't be written by " + host.facts().user());
        default -> {}
      }
    }
    if (host.installation().isPresent()) {
      String start = host.installation().get() + "/bin/start-bitbucket.sh";
      if (!host.files().exists(start)) {
        problems.add(start + " is not there");
      }
    }
    return problems.isEmpty()
        ? Found.ok("installation, install base and home are there")
        : Found.problem(
            String.join("; ", problems),
            "correct `installation`, `install_base` and `home` in the inventory, or the rights"
                + " there; `ansible_become_user` says as whom steps work");
  }

  private static List<String> ask(Patient host, List<String> paths)
      throws RemoteException, InterruptedException {
    if (paths.isEmpty()) {
      return List.of();
    }
    CommandResult result = host.run("doctor.rights", SCRIPT, paths.toArray(String[]::new));
    return result.out().lines().toList();
  }
}
