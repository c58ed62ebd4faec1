package dev.drover.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;

/**
 * Keeps people from going on with a run that somebody else could have written: its directory names
 * the plugins that are loaded, and the commands that are run.
 */
final class OthersRun {

  private OthersRun() {}

  /** Ends the command if the directory of a run belongs to somebody else, or is open to all. */
  static void refuse(Path directory) throws IOException {
    UserPrincipal owner = Files.getOwner(directory);
    if (!owner.getName().equals("root") && !owner.equals(self())) {
      throw refusal(directory, "belongs to " + owner.getName(), "chown it");
    }
    if (Files.getPosixFilePermissions(directory).contains(PosixFilePermission.OTHERS_WRITE)) {
      throw refusal(directory, "may be written to by everybody", "`chmod -R go-w` it");
    }
  }

  /** Who this process works as, as files tell it. */
  private static UserPrincipal self() throws IOException {
    Path file = Files.createTempFile("drover-", "");
    try {
      return Files.getOwner(file);
    } finally {
      Files.delete(file);
    }
  }

  private static EndException refusal(Path directory, String why, String cure) {
    return new EndException(
        ExitCode.JOURNAL,
        "the run in `%s` could be anybody's: its directory %s, and it says what is run as you"
            .formatted(Here.shown(directory.toString()), why),
        "if you trust what is in it, copy it, or " + cure);
  }
}
