package dev.drover.rehearse;

import dev.drover.lb.Busynesses;
import dev.drover.run.Shipped;
import dev.drover.sim.SimDistribution;
import dev.drover.task.Extensions;
import dev.drover.tasks.BuiltIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The runbooks that ship, ready to be rehearsed. */
final class Rehearsed {

  private Rehearsed() {}

  static Rehearsable upgrade(Path directory) throws IOException {
    return of(Path.of("runbooks/bitbucket-rolling-upgrade.yml"), directory);
  }

  static Rehearsable cancel(Path directory) throws IOException {
    return of(Path.of("runbooks/bitbucket-cancel-upgrade.yml"), directory);
  }

  static Rehearsable of(Path runbook, Path directory) throws IOException {
    Path archive = directory.resolve("atlassian-bitbucket-7.9.4.tar.gz");
    Files.write(archive, SimDistribution.archive("7.9.4"));
    Shipped shipped =
        Shipped.compile(
            runbook,
            Path.of("inventories/example"),
            Map.of("to_version", "7.9.4", "archive", archive.toString()));
    return new Rehearsable(
        shipped.plan().orElseThrow(() -> new AssertionError(shipped.diagnostics())),
        shipped.scopes(),
        Extensions.NONE,
        Busynesses.all(),
        BuiltIn.kinds().names());
  }
}
