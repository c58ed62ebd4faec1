package dev.drover.doctor;

import dev.drover.machine.HostFacts;
import dev.drover.remote.RemoteException;
import java.util.Optional;

/** Whether the product will find a Java: the user's, or the one that it was installed with. */
final class JavaFound implements HostCheck {

  @Override
  public String name() {
    return "java";
  }

  @Override
  public boolean concerns(Patient host) {
    return host.host().vars().containsKey("product");
  }

  @Override
  public Found look(Patient host) throws RemoteException, InterruptedException {
    HostFacts.Java java = host.facts().java();
    if (!java.path().isEmpty() && !java.version().isEmpty()) {
      return Found.ok(java.version() + " at " + java.path());
    }
    Optional<String> bundled = host.installation().map(place -> place + "/jre/bin/java");
    if (bundled.isPresent() && host.files().exists(bundled.get())) {
      return Found.ok("the one of the installation: " + bundled.get());
    }
    return Found.warning(
        java.path().isEmpty()
            ? "none on the user's search path, and no JAVA_HOME"
            : java.path() + " does not tell its version",
        "unless the service sets JAVA_HOME or bin/set-jre-home.sh names one: install the Java that"
            + " the release asks for");
  }
}
