package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the files of a directory that Ansible would read, sorted by name. */
final class InventoryDirectory {

  /** Deeper than anybody nests; a link may lead back up. */
  private static final int DEEPEST = 20;

  private static final Pattern NO_INVENTORY =
      Pattern.compile(
          "\\..*|host_vars|group_vars|vars_plugins"
              + "|.*(~|\\.(pyc|pyo|swp|bak|rpm|md|txt|rst|orig|cfg|retry|ini))");
  private static final Pattern NO_VARS = Pattern.compile("\\..*|.*~");
  private static final Pattern VARS_NAME = Pattern.compile("[^.]*|.*\\.(yml|yaml|json)");

  private InventoryDirectory() {}

  /** The names in a directory, sorted; none if it can't be read. */
  static List<String> names(Path directory) {
    return entries(directory).orElse(List.of()).stream()
        .map(entry -> String.valueOf(entry.getFileName()))
        .toList();
  }

  /** The inventory files in a directory and in those below it. */
  static List<Path> files(Path directory, Diagnostics diagnostics) {
    List<Path> files = new ArrayList<>();
    walk(directory, NO_INVENTORY, 0, files, diagnostics);
    if (files.isEmpty()) {
      unreadable(directory, "no file in it is an inventory", diagnostics);
    }
    return files;
  }

  /** The files of variables in a directory such as {@code group_vars/web}. */
  static List<Path> vars(Path directory, Diagnostics diagnostics) {
    List<Path> files = new ArrayList<>();
    walk(directory, NO_VARS, 0, files, diagnostics);
    return files.stream()
        .filter(file -> VARS_NAME.matcher(String.valueOf(file.getFileName())).matches())
        .toList();
  }

  private static void walk(
      Path directory, Pattern left, int depth, List<Path> files, Diagnostics diagnostics) {
    Optional<List<Path>> entries = depth > DEEPEST ? Optional.empty() : entries(directory);
    if (entries.isEmpty()) {
      unreadable(directory, depth > DEEPEST ? "too many levels" : "no permission", diagnostics);
      return;
    }
    for (Path entry : entries.get()) {
      String name = String.valueOf(entry.getFileName());
      if (left.matcher(name).matches()) {
        if (left == NO_INVENTORY
            && name.endsWith(".ini")
            && !belongsToProgram(entry, entries.get())) {
          leftOut(entry, diagnostics);
        }
        continue;
      }
      if (Files.isDirectory(entry)) {
        walk(entry, left, depth + 1, files, diagnostics);
      } else {
        files.add(entry);
      }
    }
  }

  /** In a directory, such a file was the configuration of an inventory program of its name. */
  private static boolean belongsToProgram(Path file, List<Path> entries) {
    String stem = String.valueOf(file.getFileName()).replaceFirst("\\.ini$", "");
    return entries.stream()
        .filter(entry -> !entry.equals(file))
        .anyMatch(entry ->
            String.valueOf(entry.getFileName())
                .matches(java.util.regex.Pattern.quote(stem) + "(\\.[^.]*)?"));
  }

  private static void leftOut(Path file, Diagnostics diagnostics) {
    diagnostics.warning(
        Code.INVENTORY_SHADOWED,
        Span.startOf(new Source(file.toString(), "")),
        "in a directory, a file that ends in .ini is not read, as in Ansible",
        "give the file itself, or take off its ending");
  }

  private static Optional<List<Path>> entries(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return Optional.of(entries.sorted().toList());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void unreadable(Path directory, String reason, Diagnostics diagnostics) {
    diagnostics.error(
        Code.FILE_UNREADABLE,
        Span.startOf(new Source(directory.toString(), "")),
        "the directory `" + directory + "` can't be read as an inventory: " + reason,
        "give a directory with inventory files that you may read");
  }
}
