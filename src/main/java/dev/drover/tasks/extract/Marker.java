package dev.drover.tasks.extract;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is written into an installation when it is whole, so that half of one is never taken for
 * one.
 */
record Marker(String sha256, String archive, String version) {
  private static final Pattern FORM =
      Pattern.compile("sha256=([0-9a-f]{64})\narchive=(.*)\nversion=(.*)\n");

  static Optional<Marker> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new Marker(matcher.group(1), matcher.group(2), matcher.group(3)))
        : Optional.empty();
  }

  String text() {
    return "sha256=%s\narchive=%s\nversion=%s\n"
        .formatted(sha256, archive.replace('\n', ' '), version);
  }
}
