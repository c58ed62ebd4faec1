package dev.drover.cli;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.git.Repository;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import dev.drover.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A runbook as it stands in a tag of Git: {@code NAME@VERSION}.
 *
 * @param name {@code up}, which is {@code runbooks/up.yml} of the repository, or a path as seen
 *     from the current directory that ends in {@code .yml} or {@code .yaml}
 * @param version which the runbook itself must bear
 */
record VersionedRunbook(String name, String version) {

  private static final String SEGMENT = "[A-Za-z0-9_][A-Za-z0-9_.-]*";
  private static final Pattern FORM =
      Pattern.compile(
          "(?!.*\\.\\.)(" + SEGMENT + "(?:/" + SEGMENT + ")*)@([0-9A-Za-z][0-9A-Za-z._+-]*)");
  private static final int SHOWN = 5;

  /** What a word of the command line means; empty if it is a file, or can't be this. */
  static Optional<VersionedRunbook> of(Path word) {
    Matcher matcher = FORM.matcher(word.toString());
    return matcher.matches() && !Files.exists(word)
        ? Optional.of(new VersionedRunbook(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /** The tags that may hold it; those that name the runbook come before those of all of them. */
  static List<String> tags(String base, String version) {
    return List.of(base + "/" + version, base + "-" + version, "v" + version, version);
  }

  /** What a runbook's file is called in tags. */
  static String base(String file) {
    return file.replaceFirst("^.*/", "").replaceFirst("\\.ya?ml$", "");
  }

  /** The file of that version, taken from Git. */
  Path file() {
    Repository repository = Editions.repository(name + "@" + version);
    try {
      String tag = tag(repository);
      Path directory = Editions.directory(repository, repository.commit(tag).orElseThrow());
      Path file = directory.resolve(path(repository)).normalize();
      if (!Files.isRegularFile(file) || !file.toRealPath().startsWith(directory.toRealPath())) {
        throw new EndException(
            ExitCode.MISTAKES,
            "the Git tag " + tag + " holds no file `" + directory.relativize(file) + "`",
            "NAME@VERSION is runbooks/NAME.yml of the repository; or write PATH.yml@VERSION");
      }
      check(file, tag);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw Editions.interrupted();
    }
  }

  private String tag(Repository repository) throws InterruptedException {
    String base = base(name);
    for (String tag : tags(base, version)) {
      if (repository.commit(tag).isPresent()) {
        return tag;
      }
    }
    List<String> others =
        repository.tags(base + "/*", base + "-*", "v[0-9]*", "[0-9]*").stream()
            .limit(SHOWN)
            .toList();
    throw new EndException(
        ExitCode.MISTAKES,
        "there is no Git tag of version "
            + version
            + " of "
            + name
            + ": none of "
            + String.join(", ", tags(base, version)),
        others.isEmpty()
            ? "make one: git tag v"
                + version
                + " COMMIT; or fetch those of others: git fetch --tags"
            : "there are " + String.join(", ", others) + "; or fetch more: git fetch --tags");
  }

  /** Where it lies in the repository. */
  private Path path(Repository repository) throws IOException {
    return name.matches(".*\\.ya?ml")
        ? repository
            .root()
            .toRealPath()
            .relativize(Path.of("").toRealPath().resolve(name).normalize())
        : Path.of("runbooks", name + ".yml");
  }

  /** A tag on the wrong commit must not run another version than the one that was asked for. */
  private void check(Path file, String tag) throws IOException {
    Optional<String> found =
        YamlReader.read(new Source(file.toString(), Files.readString(file)), new Diagnostics())
            .filter(MapNode.class::isInstance)
            .flatMap(root -> ((MapNode) root).get("version"))
            .filter(ScalarNode.class::isInstance)
            .map(node -> ((ScalarNode) node).text());
    if (found.isPresent() && !found.get().equals(version)) {
      throw new EndException(
          ExitCode.MISTAKES,
          "the Git tag %s holds version %s of %s, not %s"
              .formatted(tag, found.get(), name, version),
          "correct the tag, or ask for " + name + "@" + found.get());
    }
  }
}
