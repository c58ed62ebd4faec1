package dev.drover.cli;

import dev.drover.git.Repository;
import dev.drover.journal.Edition;
import dev.drover.model.Runbook;
import dev.drover.schema.ShownPath;
import dev.drover.schema.ShownPath.InCommit;
import dev.drover.task.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out which edition of a runbook was read. */
final class EditionOf {

  private EditionOf() {}

  /** That of a runbook with its includes; where Git knows nothing, that stays empty. */
  static Edition runbook(Runbook runbook) {
    try {
      Path file = Path.of(runbook.source().name()).toAbsolutePath().normalize();
      Optional<InCommit> tagged = ShownPath.inCommit(file.toString());
      return tagged.isPresent() ? tagged(runbook, tagged.get()) : checkedOut(runbook, file);
    } catch (InterruptedException e) {
      throw Editions.interrupted();
    }
  }

  private static Edition tagged(Runbook runbook, InCommit file) throws InterruptedException {
    String tag = "";
    Optional<Repository> repository = Repository.of(Path.of(""));
    if (repository.isPresent()) {
      String base = VersionedRunbook.base(file.path());
      for (String name : VersionedRunbook.tags(base, runbook.version())) {
        if (tag.isEmpty()
            && repository.get().commit(name).filter(file.commit()::equals).isPresent()) {
          tag = name;
        }
      }
    }
    return new Edition(runbook.language(), file.commit(), false, tag, content(runbook));
  }

  private static Edition checkedOut(Runbook runbook, Path file) throws InterruptedException {
    Path directory = Optional.ofNullable(file.getParent()).orElse(file);
    Optional<Repository> repository =
        directory.toFile().isDirectory() ? Repository.of(directory) : Optional.empty();
    Optional<String> commit = repository.isPresent() ? repository.get().commit() : Optional.empty();
    List<Path> files =
        Stream.concat(Stream.of(runbook.source()), runbook.included().stream())
            .map(source -> real(Path.of(source.name())))
            .toList();
    return new Edition(
        runbook.language(),
        commit.orElse(""),
        commit.isPresent() && repository.get().isDirty(files),
        "",
        content(runbook));
  }

  /** Git names files without links on the way. */
  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath();
    }
  }

  /** One sum over the runbook and all that it includes, whatever the files are called. */
  private static String content(Runbook runbook) {
    String sums =
        Stream.concat(Stream.of(runbook.source()), runbook.included().stream())
            .map(source -> Sha256.of(source.stored().getBytes(StandardCharsets.UTF_8)))
            .collect(Collectors.joining("\n"));
    return Sha256.of(sums.getBytes(StandardCharsets.UTF_8));
  }
}
