package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A slip of the keyboard in a file that ships.
 *
 * @param line where it is made
 * @param from the text there
 * @param to what becomes of it
 * @param told the codes that were told for it, with their places
 */
record SeededMistake(String file, int line, String from, String to, String told) {

  static final Path SEEDS = Path.of("src/test/resources/load/seeded-mistakes.txt");

  private static final Pattern SEED =
      Pattern.compile("(\\S+):([0-9]+) \\| (.*?) \\| (.*?) \\| ?(.*)");

  /** The mistake of a line of the list; empty if the line is a comment. */
  static Optional<SeededMistake> of(String text) {
    Matcher seed = SEED.matcher(text);
    return seed.matches()
        ? Optional.of(
            new SeededMistake(
                seed.group(1),
                Integer.parseInt(seed.group(2)),
                seed.group(3),
                seed.group(4),
                seed.group(5)))
        : Optional.empty();
  }

  /** All that are listed. */
  static List<SeededMistake> all() throws IOException {
    return Files.readAllLines(SEEDS).stream().flatMap(line -> of(line).stream()).toList();
  }

  /** Copies what ships to a directory, with an empty archive. */
  static void copyShipped(Path directory) throws IOException {
    for (String shipped : List.of("runbooks", "inventories")) {
      try (Stream<Path> files = Files.walk(Path.of(shipped))) {
        for (Path file : files.sorted().toList()) {
          Files.copy(file, directory.resolve(file));
        }
      }
    }
    Files.writeString(directory.resolve("archive.tar.gz"), "");
  }

  /** The text of its file with the mistake in it. */
  String text() throws IOException {
    List<String> lines = Files.readString(Path.of(file)).lines().collect(Collectors.toList());
    assertThat(lines.get(line - 1)).as(toString()).contains(from);
    lines.set(
        line - 1,
        lines
            .get(line - 1)
            .replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to.replace("\\t", "\t"))));
    return String.join("\n", lines) + "\n";
  }

  /** The runbook that is planned to find it, below the directory of the copies. */
  String runbook() {
    return "runbooks/bitbucket-%s-upgrade.yml".formatted(isOfCancelling() ? "cancel" : "rolling");
  }

  /** The inventory that it is planned for. */
  String inventory() {
    return "inventories/" + (file.startsWith("inventories/demo") ? "demo" : "example");
  }

  /** What is given on the command line. */
  List<String> given(Path directory) {
    return isOfCancelling()
        ? List.of()
        : List.of("to_version=7.9.4", "archive=" + directory.resolve("archive.tar.gz"));
  }

  private boolean isOfCancelling() {
    return file.endsWith("bitbucket-cancel-upgrade.yml");
  }

  /** The line of the list for it. */
  String listed(String now) {
    return "%s:%d | %s | %s | %s".formatted(file, line, from, to, now);
  }
}
