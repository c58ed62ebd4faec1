package dev.drover.cli;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.journal.RunState;
import dev.drover.model.Host;
import dev.drover.model.Scopes;
import dev.drover.notify.Notifier;
import dev.drover.notify.Recipient;
import dev.drover.notify.Recipients;
import dev.drover.plan.Inventoried;
import dev.drover.task.Product;
import dev.drover.time.SystemTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Who is told how a run goes: those that the command names, and those of the inventory. */
final class NotifyOptions {

  /** So long the end of a run waits until those who are to be told have been told. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Option(
      names = "--notify",
      paramLabel = "TARGET",
      description =
          "Tells when the run starts, asks, is paused or stopped, fails and ends: https://… gets"
              + " JSON, slack:https://… a text, command:PROGRAM JSON on standard input; @FILE reads"
              + " one of these from a file, so that no secret stands on the command line. May be"
              + " given several times; the variable `notify` of the inventory names others.")
  private List<String> targets = new ArrayList<>();

  /** All of them; ends the command if one of them is none. */
  List<Recipient> recipients(Compiled compiled) {
    Set<Recipient> all = new LinkedHashSet<>();
    for (String target : targets) {
      try {
        all.add(there(Recipient.of(target.startsWith("@") ? read(target.substring(1)) : target)));
      } catch (IllegalArgumentException wrong) {
        throw new EndException(
            ExitCode.USAGE,
            "a target of `--notify` can't be used: " + wrong.getMessage(),
            "correct it; nothing was changed");
      }
    }
    all.addAll(ofInventory(compiled.plan().hosts(), compiled.scopes(), new Diagnostics()));
    return List.copyOf(all);
  }

  /** A program that can't be run is told now, not at each event of the run. */
  private static Recipient there(Recipient recipient) {
    if (recipient instanceof Recipient.Program(List<String> words)) {
      String program = words.getFirst();
      Stream<Path> places =
          program.contains("/")
              ? Stream.of(Path.of(program))
              : Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                  .map(directory -> Path.of(directory, program));
      if (places.noneMatch(place -> Files.isExecutable(place) && !Files.isDirectory(place))) {
        throw new IllegalArgumentException(
            "`" + program + "` is no program that can be run on this machine");
      }
    }
    return recipient;
  }

  /** Those that the inventory names for hosts; what is wrong there is reported. */
  static List<Recipient> ofInventory(List<Host> hosts, Scopes scopes, Diagnostics diagnostics) {
    Inventoried inventoried = new Inventoried(scopes);
    return hosts.stream()
        .filter(host -> host.vars().containsKey("notify"))
        .flatMap(host ->
            inventoried
                .settings(host, Recipients.class, start(scopes), "notify", diagnostics)
                .stream())
        .flatMap(found -> found.to().stream().map(Recipients.One::recipient))
        .toList();
  }

  /** Who tells recipients of a run whose state is {@code state}. */
  static Notifier notifier(
      List<Recipient> told, Compiled compiled, Connections connections, RunState state) {
    return Notifier.of(
        told,
        cluster(compiled),
        state,
        new Notifier.Means(
            connections.doors().rests(),
            connections.doors().remote(new Host("localhost", List.of(), Map.of())),
            SystemTime.SYSTEM,
            compiled.scopes().masker(),
            SystemTime.SYSTEM,
            PATIENCE));
  }

  private static Span start(Scopes scopes) {
    return Span.startOf(scopes.runbook().source());
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException("the file `" + file + "` can't be read", e);
    }
  }

  /** What a run works on: the clusters of its hosts, else the hosts. */
  private static String cluster(Compiled compiled) {
    Set<String> clusters = new LinkedHashSet<>();
    Inventoried inventoried = new Inventoried(compiled.scopes());
    for (Host host : compiled.plan().hosts()) {
      if (host.vars().containsKey("product")) {
        inventoried
            .settings(host, Product.class, start(compiled.scopes()), "notify", new Diagnostics())
            .ifPresent(product -> clusters.add(product.cluster()));
      }
    }
    return clusters.isEmpty()
        ? String.join(", ", compiled.plan().hosts().stream().map(Host::name).limit(5).toList())
        : String.join(", ", clusters);
  }
}
