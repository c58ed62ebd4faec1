package dev.drover.doctor;

import dev.drover.remote.CommandResult;
import dev.drover.remote.RemoteException;

/** Whether the programs are there that steps use besides the shell. */
final class Tools implements HostCheck {

  /** Prints what is missing; one of several that do the same is enough. */
  private static final String SCRIPT =
      """
      for tool in tar gzip sed grep df ls cp mv mkdir chmod; do
        command -v "$tool" >/dev/null 2>&1 || echo "$tool"
      done
      command -v sha256sum >/dev/null 2>&1 || command -v shasum >/dev/null 2>&1 ||
        command -v sha256 >/dev/null 2>&1 || command -v openssl >/dev/null 2>&1 || echo sha256sum
      """;

  @Override
  public String name() {
    return "programs";
  }

  @Override
  public boolean concerns(Patient host) {
    return host.host().vars().containsKey("product") || host.installBase().isPresent();
  }

  @Override
  public Found look(Patient host) throws RemoteException, InterruptedException {
    CommandResult result = host.run("doctor.tools", SCRIPT);
    if (!result.ok()) {
      return Found.problem(
          "they could not be looked for: " + result.lastWords(), "log in by hand and look");
    }
    String missing = String.join(", ", result.out().lines().toList());
    return missing.isEmpty()
        ? Found.ok("tar, gzip and the others that steps use are there")
        : Found.problem(
            "not on the search path: " + missing, "install them, or extend the account's PATH");
  }
}
