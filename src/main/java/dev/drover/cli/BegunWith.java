package dev.drover.cli;

import dev.drover.journal.Entry;
import dev.drover.journal.Request;
import dev.drover.model.Selection;
import dev.drover.review.PlanDocument;
import dev.drover.schema.ShownPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the files that a run was begun with: where they lay then; else where they lie as seen from
 * the current directory, as in another checkout on another machine; else the copies that the run
 * keeps. Whatever is found is one of the three as a whole, so that no file is mixed with others.
 */
final class BegunWith {

  /** Where they are. */
  enum Place {
    THERE,
    HERE,
    KEPT
  }

  private final Entry.RunBegan began;
  private final Path copies;
  private final Optional<String> base;
  private final String here;
  private final Place place;

  /**
   * Looks for those of a run.
   *
   * @param directory that of the run
   * @param plan the plan that it began with, if it is kept
   * @param asBegun whether the copies are wanted, whatever else is there
   */
  BegunWith(Entry.RunBegan began, Path directory, Optional<PlanDocument> plan, boolean asBegun) {
    this.began = began;
    this.copies = directory.resolve(ShownPath.KEPT);
    this.base = plan.flatMap(document -> base(began.request(), document.basis().request()));
    this.here = Path.of("").toAbsolutePath().toString();
    this.place = asBegun ? Place.KEPT : place();
  }

  /** The directory in which the run was begun, by what it named how. */
  private static Optional<String> base(Request absolute, Request shown) {
    Stream<Optional<String>> bases =
        IntStream.range(0, Math.min(absolute.inventories().size(), shown.inventories().size()))
            .mapToObj(i -> base(absolute.inventories().get(i), shown.inventories().get(i)));
    return Stream.concat(Stream.of(base(absolute.runbook(), shown.runbook())), bases)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> base(String absolute, String shown) {
    boolean below = !shown.startsWith("/") && absolute.endsWith("/" + shown);
    return below
        ? Optional.of(absolute.substring(0, absolute.length() - shown.length() - 1))
        : Optional.empty();
  }

  private Place place() {
    if (missing(name -> name).isEmpty()) {
      return Place.THERE;
    }
    return missing(this::seenFromHere).isEmpty() ? Place.HERE : Place.KEPT;
  }

  /** The files of which there are copies, and that are not where they would be. */
  private List<String> missing(UnaryOperator<String> where) {
    return began.inputs().keySet().stream()
        .filter(name -> Files.isRegularFile(KeptInputs.at(copies, name)))
        .filter(name -> !Files.isRegularFile(Path.of(where.apply(name))))
        .sorted()
        .toList();
  }

  private String seenFromHere(String name) {
    return base.filter(then -> name.startsWith(then + "/"))
        .map(then -> here + name.substring(then.length()))
        .orElse(name);
  }

  /** Where they are. */
  Place found() {
    return place;
  }

  /** What was asked for, by the files that were found; with further parameters. */
  Request request(List<String> further) {
    Request first = began.request();
    List<String> parameters =
        Stream.concat(first.parameters().stream().map(this::parameter), further.stream()).toList();
    return new Request(
        file(first.runbook()),
        first.inventories().stream().map(this::file).toList(),
        parameters,
        first.plugins().stream().map(this::file).toList(),
        first.seed(),
        Selection.ofJournal(first.selection()),
        first.policies().stream().map(this::file).toList());
  }

  private String file(String name) {
    if (place == Place.KEPT && Files.exists(KeptInputs.at(copies, name))) {
      return KeptInputs.at(copies, name).toString();
    }
    Optional<ShownPath.InCommit> tagged = ShownPath.inCommit(name);
    if (tagged.isPresent()) {
      return Editions.file(tagged.get()).toString(); // what was taken from Git is there, as it was
    }
    return place == Place.THERE ? name : seenFromHere(name);
  }

  private String parameter(String text) {
    int value = text.startsWith("@") ? 1 : text.indexOf('=') + 1;
    return place == Place.THERE
        ? text
        : text.substring(0, value) + seenFromHere(text.substring(value));
  }

  /** The checksums of the files when the run began, by their names then. */
  Map<String, String> then() {
    Map<String, String> then = new TreeMap<>();
    began.inputs().forEach((name, sum) -> then.put(named(name), sum));
    return then;
  }

  /** Checksums of files that were found, by their names when the run began. */
  Map<String, String> named(Map<String, String> now) {
    Map<String, String> named = new TreeMap<>();
    now.forEach((name, sum) -> {
      String original = named(nameThen(name));
      boolean printed = began.inputs().containsKey(original + KeptInputs.PRINTED);
      named.put(printed ? original + KeptInputs.PRINTED : original, sum);
    });
    return named;
  }

  /** What is of a commit is the same wherever the content of that commit is kept. */
  private static String named(String name) {
    return ShownPath.inCommit(name).map(_ -> ShownPath.of(name)).orElse(name);
  }

  private String nameThen(String name) {
    String original = ShownPath.original(name);
    return place != Place.THERE && base.isPresent() && original.startsWith(here + "/")
        ? base.get() + original.substring(here.length())
        : original;
  }

  /** Says which files are used, where that is not plain. */
  Optional<String> words() {
    return switch (place) {
      case THERE -> Optional.empty();
      case HERE ->
          Optional.of(
              "the files that the run was begun with are looked for below %s, as they lay below %s"
                  .formatted(here, base.orElse("")));
      case KEPT ->
          Optional.of(
              missing(this::seenFromHere).stream()
                      .findFirst()
                      .map(file -> "`" + ShownPath.of(seenFromHere(file)) + "` is not here: ")
                      .orElse("")
                  + "the run goes on with the copies of its files that it keeps");
    };
  }
}
