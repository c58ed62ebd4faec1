package dev.drover.notify;

import dev.drover.secret.Masker;
import dev.drover.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** Who is told. */
public sealed interface Recipient {

  /** A webhook that takes what Slack's incoming webhooks take. */
  record Slack(Secret url) implements Recipient {
    public Slack {
      check(url);
    }
  }

  /** A URL to which a {@link Notice} is sent as JSON. */
  record Webhook(Secret url) implements Recipient {
    public Webhook {
      check(url);
    }
  }

  /** A program of this machine that gets a {@link Notice} as JSON on standard input. */
  record Program(List<String> words) implements Recipient {
    public Program {
      words = List.copyOf(words);
      if (words.isEmpty() || words.getFirst().isBlank()) {
        throw new IllegalArgumentException("`command` must name a program");
      }
    }
  }

  /**
   * What a text means: {@code slack:URL}, a URL, or {@code command:PROGRAM}.
   *
   * @throws IllegalArgumentException if it means nothing; the message does not repeat the text
   */
  static Recipient of(String text) {
    if (text.startsWith("slack:")) {
      return new Slack(Secret.of(text.substring("slack:".length())));
    }
    return text.startsWith("command:")
        ? new Program(List.of(text.substring("command:".length())))
        : new Webhook(Secret.of(text));
  }

  /** How messages name it: never by the path of a URL, which is a password. */
  default String shown() {
    return switch (this) {
      case Slack(Secret url) -> "slack:" + place(url);
      case Webhook(Secret url) -> place(url);
      case Program(List<String> words) -> "command:" + words.getFirst();
    };
  }

  /** Lets nobody show what is secret of it. */
  default void mask(Masker masker) {
    switch (this) {
      case Slack(Secret url) -> mask(url, masker);
      case Webhook(Secret url) -> mask(url, masker);
      case Program _ -> {} // it stands in files that are no secret
    }
  }

  private static void mask(Secret url, Masker masker) {
    masker.add(url);
    String path = path(URI.create(url.reveal()));
    if (path.length() > 1) {
      masker.add(Secret.of(path));
      masker.add(Secret.of(path.substring(1)));
    }
  }

  /** Path and query as they are sent. */
  static String path(URI url) {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  private static String place(Secret url) {
    URI uri = URI.create(url.reveal());
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }

  private static void check(Secret url) {
    try {
      URI uri = URI.create(url.reveal());
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (List.of("http", "https").contains(scheme)
          && uri.getHost() != null
          && uri.getRawUserInfo() == null) {
        return;
      }
    } catch (IllegalArgumentException noUrl) {
      // said below, without the text
    }
    throw new IllegalArgumentException(
        "it must be `https://HOST/…`, `slack:https://HOST/…` or `command:PROGRAM`, without user and"
            + " password");
  }
}
