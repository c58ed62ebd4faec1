package dev.drover.doctor;

import dev.drover.model.Host;
import dev.drover.plan.Doors;
import dev.drover.plan.SideBySide;
import dev.drover.remote.RemoteException;
import dev.drover.task.Product;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks at hosts side by side, then at the clusters that they form. */
public final class Examination {

  /** A host with what was found on it. */
  private record Seen(Patient host, List<Finding> findings, boolean reached) {}

  private final Doors doors;
  private final List<Path> luggage;
  private final Consumer<String> progress;

  /**
   * Through {@code doors}, whose inventory has been checked.
   *
   * @param luggage local files that a run would take along
   * @param progress is told what has been looked at
   */
  public Examination(Doors doors, List<Path> luggage, Consumer<String> progress) {
    this.doors =
        new Doors(doors.scopes(), TriedOnce.of(doors.remotes()), doors.rests(), doors.clock());
    this.luggage = List.copyOf(luggage);
    this.progress = progress;
  }

  /** What was found: this machine, then hosts, then clusters. */
  public List<Finding> of(List<Host> hosts) throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    luggage.forEach(file -> findings.add(luggage(file)));
    List<Seen> seen = lookAtHosts(hosts);
    seen.forEach(one -> findings.addAll(one.findings()));
    for (Ward cluster : clusters(seen)) {
      boolean allowed = true;
      for (ClusterCheck check : ClusterChecks.ALL) {
        boolean looks = allowed || !check.needsRights();
        if (looks && !(check.onMachines() && cluster.reached().isEmpty())) {
          Found found = look(check, cluster);
          findings.add(Finding.of("cluster " + cluster.name(), check.name(), found));
          allowed &= !(check instanceof Rights) || found.verdict() != Verdict.PROBLEM;
        }
      }
      progress.accept("looked at cluster " + cluster.name());
    }
    return findings;
  }

  private static Finding luggage(Path file) {
    Found found =
        Files.isReadable(file)
            ? Found.ok(file + ", " + DiskSpace.words(file.toFile().length()))
            : Found.problem(file + " can't be read", "name a file that exists on this machine");
    return Finding.of("this machine", "file", found);
  }

  private List<Seen> lookAtHosts(List<Host> hosts) throws InterruptedException {
    long archive = luggage.stream().mapToLong(file -> file.toFile().length()).max().orElse(0);
    List<HostCheck> checks = HostChecks.all(archive);
    return SideBySide.ask(hosts, host -> lookAt(new Patient(doors, host), checks));
  }

  private Seen lookAt(Patient host, List<HostCheck> checks) throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    boolean reached = true;
    for (HostCheck check : checks) {
      if (check.concerns(host) && (reached || !check.onMachine())) {
        Found found = look(check, host);
        findings.add(Finding.of(host.host().name(), check.name(), found));
        boolean door =
            check instanceof Login || check instanceof Become || check instanceof PosixShell;
        reached &= !door || found.verdict() != Verdict.PROBLEM;
      }
    }
    progress.accept("looked at " + host.host());
    return new Seen(host, findings, reached);
  }

  private static Found look(HostCheck check, Patient host) throws InterruptedException {
    try {
      return check.look(host);
    } catch (RemoteException e) {
      return Found.problem(e);
    }
  }

  private static Found look(ClusterCheck check, Ward cluster) throws InterruptedException {
    try {
      return check.look(cluster);
    } catch (RemoteException e) {
      return Found.problem(e);
    }
  }

  /** The clusters that hosts belong to by their {@code product}. */
  private static List<Ward> clusters(List<Seen> seen) {
    Map<String, List<Seen>> byName = new LinkedHashMap<>();
    for (Seen one : seen) {
      name(one.host())
          .ifPresent(name -> byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(one));
    }
    List<Ward> wards = new ArrayList<>();
    byName.forEach((name, members) ->
        wards.add(
            Ward.of(
                name,
                members.stream().map(Seen::host).toList(),
                members.stream().filter(Seen::reached).map(Seen::host).toList())));
    return wards;
  }

  private static Optional<String> name(Patient host) {
    try {
      return host.product().map(Product::cluster);
    } catch (RemoteException.Refused wrong) {
      return Optional.empty(); // said where the host itself was looked at
    }
  }
}
