package dev.drover.tasks.extract;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an archive holds, before any of it is extracted.
 *
 * @param entries in the archive's order
 */
record Listing(List<Entry> entries) {
  /** What kinds of entries an installation may have; all others are refused. */
  enum Type {
    FILE,
    DIRECTORY,
    SYMLINK,
    HARDLINK,
    OTHER
  }

  /**
   * An entry.
   *
   * @param target where a link points to, else empty
   */
  record Entry(String name, Type type, String target) {}

  Listing {
    entries = List.copyOf(entries);
  }

  /** Why it must not be extracted: empty if it may. */
  Optional<String> refusal() {
    if (entries.isEmpty()) {
      return Optional.of("it is empty");
    }
    Set<String> links = new HashSet<>();
    for (Entry entry : entries) {
      Optional<String> why = refusal(entry, links);
      if (why.isPresent()) {
        return why;
      }
      if (entry.type() == Type.SYMLINK) {
        links.add(String.join("/", parts(entry.name())));
      }
    }
    return top().isPresent()
        ? Optional.empty()
        : Optional.of("its entries are not all below one directory");
  }

  private static Optional<String> refusal(Entry entry, Set<String> links) {
    if (escapes(entry.name()) || isBelow(entry.name(), links)) {
      return Optional.of("its entry `" + entry.name() + "` leads out of the target");
    }
    boolean linkOut =
        switch (entry.type()) {
          case FILE, DIRECTORY, OTHER -> false;
          case SYMLINK -> pointsOut(entry);
          case HARDLINK -> escapes(entry.target());
        };
    if (linkOut) {
      return Optional.of(
          "its link `%s` points to `%s`, out of the target"
              .formatted(entry.name(), entry.target()));
    }
    return entry.type() == Type.OTHER
        ? Optional.of("its entry `" + entry.name() + "` is neither file nor directory nor link")
        : Optional.empty();
  }

  private static List<String> parts(String path) {
    return Arrays.stream(path.split("/", -1))
        .filter(part -> !part.isEmpty() && !part.equals("."))
        .toList();
  }

  private static boolean escapes(String path) {
    return path.startsWith("/") || parts(path).contains("..");
  }

  /** What is written through a link lands where the link points to. */
  private static boolean isBelow(String name, Set<String> links) {
    List<String> parts = parts(name);
    for (int length = 1; length < parts.size(); length++) {
      if (links.contains(String.join("/", parts.subList(0, length)))) {
        return true;
      }
    }
    return false;
  }

  /** A link may go up only at the beginning of its way, and not further than to the top. */
  private static boolean pointsOut(Entry link) {
    List<String> way = parts(link.target());
    int ups = (int) way.stream().takeWhile(".."::equals).count();
    return link.target().startsWith("/")
        || way.subList(ups, way.size()).contains("..")
        || ups > parts(link.name()).size() - 1;
  }

  /** The one directory that all is below. */
  Optional<String> top() {
    Set<String> tops = new LinkedHashSet<>();
    for (Entry entry : entries) {
      String name = entry.name().replaceFirst("^(\\./)+", "");
      if (!name.isEmpty() && !name.equals(".")) {
        int slash = name.indexOf('/');
        if (slash < 0 && entry.type() != Type.DIRECTORY) {
          return Optional.empty();
        }
        tops.add(slash < 0 ? name : name.substring(0, slash));
      }
    }
    return tops.size() == 1 ? tops.stream().findFirst() : Optional.empty();
  }
}
