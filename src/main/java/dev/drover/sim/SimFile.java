package dev.drover.sim;

/** What stands at a path of a simulated host. */
public sealed interface SimFile {
  /** Whose it is. */
  String owner();

  /** An ordinary file. */
  record Plain(Content content, int mode, String owner) implements SimFile {
    @Override
    public String toString() {
      return "%04o %s %s".formatted(mode, owner, content);
    }
  }

  /** A directory. */
  record Directory(int mode, String owner) implements SimFile {
    @Override
    public String toString() {
      return "%04o %s directory".formatted(mode, owner);
    }
  }

  /** A symbolic link. */
  record Link(String target, String owner) implements SimFile {
    @Override
    public String toString() {
      return owner + " -> " + target;
    }
  }

  /** The same thing with another owner. */
  default SimFile ownedBy(String other) {
    return switch (this) {
      case Plain plain -> new Plain(plain.content(), plain.mode(), other);
      case Directory directory -> new Directory(directory.mode(), other);
      case Link link -> new Link(link.target(), other);
    };
  }
}
