package dev.drover.cli;

import dev.drover.journal.Request;
import dev.drover.model.Selection;
import dev.drover.report.DiagnosticText;
import dev.drover.secret.Vault;
import dev.drover.testing.Vaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A runbook, an inventory or both with something wrong in it, and the exact text that is shown for
 * it in an {@code .out} file beside it.
 *
 * <p>A file that ends in {@code .ini} is an inventory, another one is a runbook; a directory has
 * {@code runbook.yml}, and all in it that is named {@code hosts…} is given as an inventory. A first
 * line {@code # given: …} of the runbook holds the parameters of the command line, {@code # vault:
 * ID FILE} a password of {@code src/test/resources/vault}.
 */
record MistakeCase(Path place) {

  static final Path ERRORS = Path.of("src/test/resources/load/errors");

  /** Of {@link dev.drover.load.InventoryLoader} alone. */
  static final Path INVENTORIES = ERRORS.resolve("inventory");

  private static final Path HOSTS = Path.of("src/test/resources/load/hosts.yml");
  private static final Path RUNBOOK = Path.of("src/test/resources/load/ok/shortest.yml");
  private static final Pattern VAULT = Pattern.compile("# vault: (\\S+) (\\S+)\n");
  private static final Pattern SELECTION =
      Pattern.compile("# (limit|tags|skip-tags|start-at): (.*)\n");
  private static final Pattern GIVEN = Pattern.compile("# given: (.*)");

  /** All cases of all codes. */
  static List<MistakeCase> all() {
    return entries(ERRORS).stream()
        .filter(code -> !code.equals(INVENTORIES))
        .flatMap(code -> in(code).stream())
        .toList();
  }

  /** The cases in a directory. */
  static List<MistakeCase> in(Path directory) {
    return entries(directory).stream()
        .filter(entry -> !entry.toString().endsWith(".out"))
        .map(MistakeCase::new)
        .toList();
  }

  private static List<Path> entries(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return ERRORS.relativize(place).toString();
  }

  /** The code whose case it is. */
  String code() {
    return String.valueOf(ERRORS.relativize(place).getName(0));
  }

  Path out() {
    return Path.of(place.toString().replaceFirst("\\.(yml|ini)$", "") + ".out");
  }

  Checking check() {
    Request request =
        new Request(
            runbook().toString(),
            inventories().stream().map(Path::toString).toList(),
            given(),
            List.of(),
            0,
            selection());
    return Checking.of(request, vault(), PluginOptions.kinds(request));
  }

  /** What is shown for it, without the directories of this machine. */
  String shown() {
    Checking checking = check();
    return checking
        .masker()
        .mask(checking.found().stream().map(DiagnosticText::of).collect(Collectors.joining("\n")))
        .replace(Path.of("").toAbsolutePath() + "/", "")
        .replace(place.getParent() + "/", "");
  }

  Path runbook() {
    if (Files.isDirectory(place)) {
      Path own = place.resolve("runbook.yml");
      return Files.exists(own) ? own : RUNBOOK;
    }
    return place.toString().endsWith(".ini") ? RUNBOOK : place;
  }

  List<Path> inventories() {
    List<Path> own =
        Files.isDirectory(place)
            ? entries(place).stream()
                .filter(entry -> String.valueOf(entry.getFileName()).startsWith("hosts"))
                .toList()
            : Stream.of(place).filter(file -> file.toString().endsWith(".ini")).toList();
    return own.isEmpty() ? List.of(HOSTS) : own;
  }

  private Vault vault() {
    Matcher matcher = VAULT.matcher(text(runbook()));
    return matcher.lookingAt() ? Vaults.with(matcher.group(1), matcher.group(2)) : Vault.locked();
  }

  private Selection selection() {
    Matcher matcher = SELECTION.matcher(text(runbook()));
    if (!matcher.lookingAt()) {
      return Selection.ALL;
    }
    List<String> words = List.of(matcher.group(2));
    return switch (matcher.group(1)) {
      case "limit" -> new Selection(words, List.of(), List.of(), "");
      case "tags" -> new Selection(List.of(), words, List.of(), "");
      case "skip-tags" -> new Selection(List.of(), List.of(), words, "");
      default -> new Selection(List.of(), List.of(), List.of(), words.getFirst());
    };
  }

  private List<String> given() {
    Matcher matcher = GIVEN.matcher(text(runbook()));
    return matcher.lookingAt() ? List.of(matcher.group(1).split(" ", -1)) : List.of();
  }

  static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
