package dev.drover.cli;

import dev.drover.diag.Source;
import dev.drover.review.PlanDocument.InputView;
import dev.drover.schema.ShownPath;
import dev.drover.secret.Masker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Copies of the files that a run is made from, in its directory, each below {@link ShownPath#KEPT}
 * by its absolute path. So the directory alone is enough to go on with the run elsewhere. Encrypted
 * files are kept as they are; one that holds a secret in plain text is not kept, and neither are
 * large ones, such as archives.
 */
final class KeptInputs {

  /** What the program printed that lists an inventory is named so. */
  static final String PRINTED = " --list";

  /** Larger files are not copied. */
  private static final long LARGEST = 4 << 20;

  private static final FileAttribute<?> DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path root;
  private final Masker masker;

  private KeptInputs(Path root, Masker masker) {
    this.root = root;
    this.masker = masker;
  }

  /** Keeps those of a run in its directory. */
  static void keep(Path run, Compiled compiled) throws IOException {
    KeptInputs inputs = new KeptInputs(run.resolve(ShownPath.KEPT), compiled.scopes().masker());
    for (InputView input : compiled.inputs()) {
      Path file = Path.of(input.name());
      if (Files.isRegularFile(file) && Files.size(file) <= LARGEST) {
        inputs.copy(input.name(), Files.readAllBytes(file), Files.isExecutable(file));
      }
    }
    List<Source> listings =
        compiled.scopes().inventory().sources().stream()
            .filter(source -> source.name().endsWith(PRINTED))
            .toList();
    for (Source listing : listings) {
      // What a program printed is an inventory itself; nothing is run where that is read.
      String program = listing.name().replaceFirst(PRINTED + "$", "");
      inputs.copy(program, listing.stored().getBytes(StandardCharsets.UTF_8), false);
    }
  }

  private void copy(String name, byte[] content, boolean runnable) throws IOException {
    String text = new String(content, StandardCharsets.UTF_8);
    Path copy = at(root, name);
    if (!masker.mask(text).equals(text) || Files.exists(copy)) {
      return;
    }
    Files.createDirectories(copy.resolveSibling(""), DIRECTORY);
    String mode = runnable ? "rwx------" : "rw-------";
    Files.createFile(
        copy, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
    Files.write(copy, content);
  }

  /** Where the copy of a file is, if there is one. */
  static Path at(Path root, String name) {
    return Path.of(root + "/" + Path.of(name).toAbsolutePath().normalize());
  }
}
