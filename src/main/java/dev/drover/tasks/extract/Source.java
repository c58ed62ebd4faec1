package dev.drover.tasks.extract;

import java.net.URI;
import java.nio.file.Path;

/** Where an archive is. */
sealed interface Source {
  /** On this machine. */
  record Local(Path path) implements Source {
    @Override
    public String toString() {
      return path.toString();
    }
  }

  /** Where the node can fetch it. */
  record Url(URI url) implements Source {
    @Override
    public String toString() {
      return url.toString();
    }
  }

  /** On the node. */
  record OnNode(String path) implements Source {
    @Override
    public String toString() {
      return path;
    }
  }
}
