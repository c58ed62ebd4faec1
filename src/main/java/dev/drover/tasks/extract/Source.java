package dev.drover.tasks.extract;

import java.nio.file.Path;

/** Where an archive is. */
sealed interface Source {
  /** On this machine. */
  record Local(Path path) implements Source {}

  /** Where the node can fetch it. */
  record Url(String url) implements Source {}

  /** On the node. */
  record OnNode(String path) implements Source {}

  static Source of(String text) {
    if (text.startsWith("http://") || text.startsWith("https://")) {
      return new Url(text);
    }
    return text.startsWith("remote:")
        ? new OnNode(text.substring("remote:".length()))
        : new Local(Path.of(text));
  }
}
