package dev.drover.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What is the same on every page: its style, its script and what it allows of them. */
final class PageParts {

  private PageParts() {}

  static String style() {
    return read("plan.css") + read("graph.css");
  }

  static String script() {
    return read("plan.js");
  }

  /** The style of a drawing that stands alone. */
  static String drawingStyle() {
    String page = read("plan.css");
    // Both sets of colours stand at its beginning, before the first rule of the page itself.
    return page.substring(0, page.indexOf("* {")) + read("graph.css");
  }

  /** The policy of a page: nothing but this style and this script. */
  static String policy(String style, String script) {
    return "default-src 'none'; style-src 'sha256-"
        + hash(style)
        + "'; script-src 'sha256-"
        + hash(script)
        + "'; base-uri 'none'; form-action 'none'";
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String read(String name) {
    try (InputStream in = PageParts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not packed");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
