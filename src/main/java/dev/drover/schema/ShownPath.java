package dev.drover.schema;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a file of this machine is named where it is shown: by the way from the current directory, by
 * the Git commit that it was taken from, or, for the copy that a run keeps of it, as it was named
 * when the run began. So a plan says nothing of the machine that made it.
 */
public final class ShownPath {

  /** The directory that holds the content of commits, each in a directory of its name. */
  public static final String EDITIONS = "drover-editions";

  /** The directory in which a run keeps copies of files, each below it by its absolute path. */
  public static final String KEPT = "inputs-of-run";

  private static final Pattern COPY = Pattern.compile(".*/" + KEPT + "(/.+)");
  private static final Pattern INSIDE =
      Pattern.compile(".*/" + EDITIONS + "/([0-9a-f]{40,64})/(.+)");
  private static final Pattern SHOWN = Pattern.compile("git:([0-9a-f]{40,64})/(.+)");

  private ShownPath() {}

  /**
   * A file of a commit.
   *
   * @param path its path in the repository
   */
  public record InCommit(String commit, String path) {}

  /** The name of a file. */
  public static String of(String file) {
    Matcher inside = INSIDE.matcher(file);
    if (inside.matches()) {
      return "git:" + inside.group(1) + "/" + inside.group(2);
    }
    String original = original(file);
    String here = Path.of("").toAbsolutePath() + "/";
    return original.startsWith(here) ? original.substring(here.length()) : original;
  }

  /** Where a file lay of which a run keeps this copy; any other file lies where it lies. */
  public static String original(String file) {
    Matcher copy = COPY.matcher(file);
    return copy.matches() ? copy.group(1) : file;
  }

  /** The file of a commit that lies at a path; empty if that is any other file. */
  public static Optional<InCommit> inCommit(String file) {
    return match(INSIDE, file);
  }

  /** The file of a commit that a name means; empty if it names any other file. */
  public static Optional<InCommit> named(String shown) {
    return match(SHOWN, shown);
  }

  private static Optional<InCommit> match(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.matches()
        ? Optional.of(new InCommit(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }
}
