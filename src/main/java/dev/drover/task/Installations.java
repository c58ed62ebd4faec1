package dev.drover.task;

import dev.drover.remote.Files;
import dev.drover.remote.RemoteException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be told of an installation directory. */
public final class Installations {
  /** Written last into what {@code extract_install} extracts: without it, it is no installation. */
  public static final String MARKER = ".drover-installation";

  private static final Pattern STAMP =
      Pattern.compile("(?m)^version[ \\t]*[=:][ \\t]*(\\S+)[ \\t]*$");

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
    return Version.in(target.orElse(directory));
  }

  /** The version in the text of a stamp. */
  public static Optional<Version> stamp(String text) {
    Matcher matcher = STAMP.matcher(text);
    return matcher.find() ? Version.parse(matcher.group(1)) : Optional.empty();
  }
}
