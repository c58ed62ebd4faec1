package dev.drover.cli;

import dev.drover.journal.Request;
import dev.drover.plan.Step;
import dev.drover.schema.Bound;
import dev.drover.sim.SimDistribution;
import dev.drover.task.Installations;
import dev.drover.task.Kinds.Registered;
import dev.drover.task.NodeEffect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Small archives in place of the product's, which is some hundred megabytes and would be read a
 * thousand times in a rehearsal. Only archives that parameters name are replaced.
 */
final class StandIns implements AutoCloseable {

  /** Smaller ones are read as they are. */
  private static final long LARGE = 1L << 20;

  private final Map<Path, Path> made = new LinkedHashMap<>();
  private final Optional<Path> directory;

  private StandIns(Optional<Path> directory) {
    this.directory = directory;
  }

  /** For the archives that a runbook installs. */
  static StandIns of(Compiled compiled) throws IOException {
    Map<Path, String> large = new LinkedHashMap<>();
    for (Step step : compiled.plan().steps()) {
      if (step.arguments() instanceof Bound.Ready<?> ready) {
        find(step.kind(), ready.arguments(), large);
      }
    }
    if (large.isEmpty()) {
      return new StandIns(Optional.empty());
    }
    StandIns standIns = new StandIns(Optional.of(Files.createTempDirectory("drover-rehearsal")));
    for (Map.Entry<Path, String> archive : large.entrySet()) {
      Path file =
          standIns.directory.orElseThrow().resolve(String.valueOf(archive.getKey().getFileName()));
      Files.write(file, SimDistribution.archive(archive.getValue()));
      standIns.made.put(archive.getKey(), file);
    }
    return standIns;
  }

  private static <A extends Record> void find(
      Registered<A> kind, Record arguments, Map<Path, String> large) throws IOException {
    A own = kind.own(arguments);
    Optional<String> version =
        kind.kind().nodeEffects(own).stream()
            .flatMap(effect ->
                effect instanceof NodeEffect.Installs installs
                    ? installs.version().stream()
                    : Stream.of())
            .map(Object::toString)
            .findFirst();
    boolean installs =
        kind.kind().nodeEffects(own).stream().anyMatch(NodeEffect.Installs.class::isInstance);
    for (Path file : installs ? kind.kind().files(own) : List.<Path>of()) {
      Optional<String> known =
          version.or(() -> Installations.named(file.toString()).map(Object::toString));
      if (known.isPresent() && Files.isRegularFile(file) && Files.size(file) > LARGE) {
        large.put(file, known.get());
      }
    }
  }

  boolean any() {
    return !made.isEmpty();
  }

  /** The request with them; the checksum of what they replace is left out. */
  Request in(Request request) {
    List<String> parameters = request.parameters().stream().map(this::replaced).toList();
    return request.with(parameters);
  }

  private String replaced(String parameter) {
    int sign = parameter.indexOf('=');
    String name = sign < 0 ? "" : parameter.substring(0, sign);
    String value = parameter.substring(sign + 1);
    if (value.startsWith("sha256:")) {
      return name + "=";
    }
    return made.entrySet().stream()
        .filter(one -> sign >= 0 && one.getKey().equals(Path.of(value).toAbsolutePath()))
        .map(one -> name + "=" + one.getValue())
        .findFirst()
        .orElse(parameter);
  }

  @Override
  public void close() throws IOException {
    for (Path file : made.values()) {
      Files.deleteIfExists(file);
    }
    if (directory.isPresent()) {
      Files.deleteIfExists(directory.get());
    }
  }
}
