package dev.drover.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The file tree of a simulated host, by absolute path. Parent directories appear by themselves;
 * symbolic links are followed as a kernel would.
 */
public final class SimFiles {
  private static final int MOST_LINKS = 40;

  private final TreeMap<String, SimFile> entries = new TreeMap<>();
  private final String owner;

  SimFiles(String owner) {
    this.owner = owner;
    entries.put("/", new SimFile.Directory(0755, "root"));
    entries.put("/tmp", new SimFile.Directory(01777, "root"));
  }

  /** The same files, elsewhere. */
  SimFiles(SimFiles other) {
    this.owner = other.owner;
    entries.putAll(other.entries);
  }

  /** Where a path leads: links followed except a last one, {@code .} and {@code ..} resolved. */
  private String place(String path, boolean followLast) {
    Deque<String> todo = new ArrayDeque<>(List.of(path.split("/", -1)));
    String at = "";
    int links = 0;
    while (!todo.isEmpty()) {
      String name = todo.removeFirst();
      if (name.isEmpty() || name.equals(".")) {
        continue;
      }
      if (name.equals("..")) {
        at = at.isEmpty() ? "" : at.substring(0, at.lastIndexOf('/'));
        continue;
      }
      String next = at + "/" + name;
      if (entries.get(next) instanceof SimFile.Link link && (followLast || !todo.isEmpty())) {
        if (++links > MOST_LINKS) {
          throw new IllegalStateException("too many levels of symbolic links: " + path);
        }
        List<String> target = new ArrayList<>(List.of(link.target().split("/", -1)));
        Collections.reverse(target);
        target.forEach(todo::addFirst);
        at = link.target().startsWith("/") ? "" : at;
        continue;
      }
      at = next;
    }
    return at.isEmpty() ? "/" : at;
  }

  /** The path with every link resolved. */
  public String resolve(String path) {
    return place(path, true);
  }

  /** What stands at a path, a link itself not followed. */
  public Optional<SimFile> find(String path) {
    return Optional.ofNullable(entries.get(place(path, false)));
  }

  /** What a path leads to, links followed. */
  public Optional<SimFile> follow(String path) {
    return Optional.ofNullable(entries.get(place(path, true)));
  }

  /** The text of an ordinary file; empty if there is none. */
  public Optional<String> text(String path) {
    return plain(path).map(file -> file.content().text());
  }

  /** The ordinary file that a path leads to. */
  public Optional<SimFile.Plain> plain(String path) {
    return follow(path).filter(SimFile.Plain.class::isInstance).map(SimFile.Plain.class::cast);
  }

  /** True if something is there. */
  public boolean exists(String path) {
    return follow(path).isPresent();
  }

  /** True if a directory is there. */
  public boolean isDirectory(String path) {
    return follow(path).orElse(null) instanceof SimFile.Directory;
  }

  /** Writes a text; an existing file keeps its mode and owner, a new one is 0644 and the user's. */
  public void write(String path, String text) {
    SimFile.Plain old = plain(path).orElse(new SimFile.Plain(Content.of(""), 0644, owner));
    put(path, new SimFile.Plain(Content.of(text), old.mode(), old.owner()));
  }

  /** Writes a text with a mode. */
  public void write(String path, String text, int mode) {
    put(path, new SimFile.Plain(Content.of(text), mode, owner));
  }

  /** Puts something at a path, in place of what was there; missing parents are made. */
  public void put(String path, SimFile file) {
    String place = place(path, !(file instanceof SimFile.Link));
    parents(place);
    entries.put(place, file);
  }

  /** Makes a directory and its parents. */
  public void directory(String path) {
    String place = place(path, true);
    parents(place);
    entries.putIfAbsent(place, new SimFile.Directory(0755, owner));
  }

  /** Makes a symbolic link, in place of one that is there. */
  public void link(String path, String target) {
    put(path, new SimFile.Link(target, owner));
  }

  private void parents(String place) {
    int slash = place.lastIndexOf('/');
    if (slash > 0) {
      String parent = place.substring(0, slash);
      parents(parent);
      if (!(entries.getOrDefault(parent, new SimFile.Directory(0755, owner))
          instanceof SimFile.Directory)) {
        throw new IllegalStateException(parent + " is not a directory");
      }
      entries.putIfAbsent(parent, new SimFile.Directory(0755, owner));
    }
  }

  /** Deletes what is at a path, a directory with all that is in it; a link is not followed. */
  public void delete(String path) {
    String place = place(path, false);
    below(place).clear();
    entries.remove(place);
  }

  /** Moves what is at a path, a directory with all that is in it. */
  public void move(String from, String to) {
    String source = place(from, false);
    String target = place(to, false);
    Map<String, SimFile> moved = new LinkedHashMap<>(below(source));
    SimFile top = entries.get(source);
    if (top == null) {
      throw new IllegalStateException(from + " does not exist");
    }
    delete(source);
    delete(target);
    parents(target);
    entries.put(target, top);
    moved.forEach((path, file) -> entries.put(target + path.substring(source.length()), file));
  }

  /** Sets the permissions of what a path leads to; false if there is nothing. */
  public boolean chmod(String path, int mode) {
    Optional<SimFile> file = follow(path);
    file.ifPresent(there ->
        put(
            resolve(path),
            switch (there) {
              case SimFile.Plain plain -> new SimFile.Plain(plain.content(), mode, plain.owner());
              case SimFile.Directory directory -> new SimFile.Directory(mode, directory.owner());
              case SimFile.Link link -> link;
            }));
    return file.isPresent();
  }

  /** Gives a whole tree to somebody else; false if there is nothing. */
  public boolean chown(String path, String user) {
    Optional<SimFile> top = find(path);
    top.ifPresent(there -> put(path, there.ownedBy(user)));
    tree(path).forEach((entry, below) -> put(entry, below.ownedBy(user)));
    return top.isPresent();
  }

  /**
   * Extracts a tar archive, gzipped or not, into a directory.
   *
   * @throws IllegalArgumentException if it is damaged
   */
  public void unpack(Content archive, String path) {
    directory(path);
    for (SimArchive.Entry entry : SimArchive.entries(archive)) {
      String target = path + "/" + entry.name();
      switch (entry.file()) {
        case SimFile.Directory directory -> {
          directory(target);
          put(target, directory.ownedBy(owner));
        }
        case SimFile.Plain plain -> put(target, plain.ownedBy(owner));
        case SimFile.Link link -> put(target, link.ownedBy(owner));
      }
    }
  }

  /** Names in a directory, sorted. */
  public List<String> list(String path) {
    String place = place(path, true);
    String prefix = place.equals("/") ? "/" : place + "/";
    return below(place).keySet().stream()
        .map(entry -> entry.substring(prefix.length()))
        .filter(name -> !name.isEmpty() && name.indexOf('/') < 0)
        .toList();
  }

  /** All that is below a directory, by absolute path. */
  public SortedMap<String, SimFile> tree(String path) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(below(place(path, true))));
  }

  private SortedMap<String, SimFile> below(String place) {
    String prefix = place.equals("/") ? "/" : place + "/";
    return entries.subMap(prefix, false, prefix + Character.MAX_VALUE, false);
  }

  /** One line per entry. */
  void describe(StringBuilder out) {
    entries.forEach(
        (path, file) -> out.append("  ").append(path).append(' ').append(file).append('\n'));
  }
}
