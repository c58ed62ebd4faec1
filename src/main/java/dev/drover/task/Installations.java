package dev.drover.task;

import dev.drover.expr.Versions;
import dev.drover.remote.Files;
import dev.drover.remote.RemoteException;
import dev.drover.schema.Version;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be told of an installation directory. */
public final class Installations {
  /** Written last into what {@code extract_install} extracts: without it, it is no installation. */
  public static final String MARKER = ".drover-installation";

  private static final Pattern STAMP =
      Pattern.compile("(?m)^version[ \\t]*[=:][ \\t]*(\\S+)[ \\t]*$");

  private static final Pattern IN_NAME =
      Pattern.compile("(?<![\\d.])\\d{1,6}(?:\\.\\d{1,6}){2}(?![\\d.]*\\d)");

  private Installations() {}

  /** The version of an installation: as stamped, as it was extracted, or as its directory says. */
  public static Optional<Version> version(Files files, String directory)
      throws RemoteException, InterruptedException {
    for (String stamp : new String[] {"/conf/build.properties", "/" + MARKER}) {
      Optional<Version> found = files.readText(directory + stamp).flatMap(Installations::stamp);
      if (found.isPresent()) {
        return found;
      }
    }
    Optional<String> target = files.readLink(directory);
    return named(target.orElse(directory));
  }

  /** The version in the text of a stamp. */
  public static Optional<Version> stamp(String text) {
    Matcher matcher = STAMP.matcher(text);
    return matcher.find() ? parse(matcher.group(1)) : Optional.empty();
  }

  /** The last version of three parts in a name, for instance that of a directory. */
  public static Optional<Version> named(String name) {
    Matcher matcher = IN_NAME.matcher(name);
    Optional<Version> last = Optional.empty();
    while (matcher.find()) {
      last = Optional.of(new Version(matcher.group()));
    }
    return last;
  }

  /** A version that a machine told; empty if the text is none. */
  public static Optional<Version> parse(String text) {
    return Versions.isVersion(text) ? Optional.of(new Version(text)) : Optional.empty();
  }
}
