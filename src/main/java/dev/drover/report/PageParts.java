package dev.drover.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/** What is the same on every page: its style, its script and what it allows of them. */
final class PageParts {

  private PageParts() {}

  static String style() {
    return read("plan.css") + read("graph.css");
  }

  private static String script() {
    return read("plan.js");
  }

  /** That of pages about runs. */
  static String runStyle() {
    return style() + read("run.css");
  }

  /** Begins a page, up to its body; answers the script that belongs at its end. */
  static String begin(Markup html, String title, String style) {
    String script = script();
    html.own("<!DOCTYPE html>").line();
    html.open("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml");
    html.open("head");
    html.empty("meta", "charset", "utf-8");
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy(style, script));
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty("meta", "name", "referrer", "content", "no-referrer");
    html.leaf("title", title);
    html.open("style").own(style).close();
    html.close().line().open("body");
    return script;
  }

  /** Ends a page with its script. */
  static String end(Markup html, String script) {
    html.open("script").own(script).close();
    return html.close().close().line().toString();
  }

  /** A question with its answer. */
  static void answer(Markup html, Answer answer) {
    html.leaf("dt", answer.question()).open("dd");
    for (Answer.Line line : answer.lines()) {
      if (line.tone().isPresent()) {
        String tone = line.tone().get().name().toLowerCase(Locale.ROOT);
        html.sentence("p", line.words(), "class", "tone-" + tone);
      } else {
        html.sentence("p", line.words());
      }
    }
    html.close();
  }

  /** The buttons by which a drawing is looked at from nearer or farther. */
  static void zoom(Markup html) {
    html.open("p", "class", "tools");
    button(html, "farther", "−", "Smaller");
    button(html, "nearer", "+", "Larger");
    button(html, "size", "100%", "Its own size");
    button(html, "whole", "Whole width", "As wide as the page");
    html.close();
  }

  /**
   * The drawing that they belong to.
   *
   * @param what what it shows; the steps of the same page say it in words
   */
  static void drawing(Markup html, String what, String drawing) {
    html.open(
        "div",
        "class",
        "view",
        "id",
        "view",
        "tabindex",
        "0",
        "role",
        "region",
        "aria-label",
        what
            + "; the keys + and - zoom, 0 shows the whole width, arrows move. The steps below say"
            + " the same in words.");
    html.own(drawing).close();
  }

  static void button(Markup html, String id, String words, String told) {
    html.leaf("button", words, "type", "button", "id", id, "title", told, "aria-label", told);
  }

  /** The style of a drawing that stands alone. */
  static String drawingStyle() {
    String page = read("plan.css");
    // Both sets of colours stand at its beginning, before the first rule of the page itself.
    return page.substring(0, page.indexOf("* {")) + read("graph.css");
  }

  /** The policy of a page: nothing but this style and this script. */
  private static String policy(String style, String script) {
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
