package dev.drover.cli;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.model.Host;
import dev.drover.notify.Recipient;
import dev.drover.notify.Recipients;
import dev.drover.plan.Inventoried;
import dev.drover.task.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Who is told how a run goes: those that the command names, and those of the inventory. */
final class NotifyOptions {

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
  List<Recipient> recipients(Compiled compiled, Terminal terminal) {
    Set<Recipient> all = new LinkedHashSet<>();
    for (String target : targets) {
      try {
        all.add(Recipient.of(target.startsWith("@") ? read(target.substring(1)) : target));
      } catch (IllegalArgumentException wrong) {
        throw new EndException(
            ExitCode.USAGE,
            "a target of `--notify` can't be used: " + wrong.getMessage(),
            "correct it; nothing was changed");
      }
    }
    Diagnostics diagnostics = new Diagnostics();
    for (Host host : compiled.plan().hosts()) {
      of(host, compiled, diagnostics)
          .ifPresent(found -> found.to().stream().map(Recipients.One::recipient).forEach(all::add));
    }
    if (diagnostics.hasErrors()) {
      terminal.tell(diagnostics, compiled.scopes().masker());
      throw new EndException(
          ExitCode.MISTAKES, "`notify` in the inventory is wrong; nothing was changed.", "");
    }
    return List.copyOf(all);
  }

  private static Optional<Recipients> of(Host host, Compiled compiled, Diagnostics diagnostics) {
    return host.vars().containsKey("notify")
        ? new Inventoried(compiled.scopes())
            .settings(host, Recipients.class, start(compiled), "notify", diagnostics)
        : Optional.empty();
  }

  private static Span start(Compiled compiled) {
    return Span.startOf(compiled.scopes().runbook().source());
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException("the file `" + file + "` can't be read", e);
    }
  }

  /** What a run works on: the clusters of its hosts, else the hosts. */
  static String cluster(Compiled compiled) {
    Set<String> clusters = new LinkedHashSet<>();
    Inventoried inventoried = new Inventoried(compiled.scopes());
    for (Host host : compiled.plan().hosts()) {
      if (host.vars().containsKey("product")) {
        inventoried
            .settings(host, Product.class, start(compiled), "notify", new Diagnostics())
            .ifPresent(product -> clusters.add(product.cluster()));
      }
    }
    return clusters.isEmpty()
        ? String.join(", ", compiled.plan().hosts().stream().map(Host::name).limit(5).toList())
        : String.join(", ", clusters);
  }
}
