package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.diag.Suggestion;
import dev.drover.load.InventoryDraft.Group;
import dev.drover.load.InventoryDraft.Machine;
import dev.drover.load.InventoryDraft.Vars;
import dev.drover.secret.Vault;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import dev.drover.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Function;

/** Reads {@code group_vars} and {@code host_vars}, beside an inventory file or in a directory. */
final class VarsFiles {

  /** In the order that Ansible looks for them; it reads the first only. */
  private static final List<String> SUFFIXES = List.of("", ".yml", ".yaml", ".json");

  private final List<Source> sources;
  private final Vault vault;
  private final Diagnostics diagnostics;

  private VarsFiles(List<Source> sources, Vault vault, Diagnostics diagnostics) {
    this.sources = sources;
    this.vault = vault;
    this.diagnostics = diagnostics;
  }

  /** Adds what lies beside these inventories, and beside the runbook, to the draft. */
  static void read(
      List<Path> places,
      Optional<Path> runbooks,
      InventoryDraft draft,
      Vault vault,
      Diagnostics diagnostics) {
    VarsFiles files = new VarsFiles(draft.sources(), vault, diagnostics);
    List<Machine> machines = new ArrayList<>(draft.machines().values());
    draft.local().ifPresent(machines::add);
    Collection<Group> groups = draft.groups().values();
    SequencedSet<Path> directories = directories(places);
    // One that is both counts as the runbook's, which is stronger.
    runbooks
        .map(Path::toAbsolutePath)
        .map(Path::normalize)
        .ifPresent(runbook ->
            directories.removeIf(place -> place.toAbsolutePath().normalize().equals(runbook)));
    for (Path directory : directories) {
      files.directory(
          directory.resolve("group_vars"), "group", named(groups, g -> g.name, g -> g.files));
      files.directory(
          directory.resolve("host_vars"), "host", named(machines, m -> m.name, m -> m.files));
    }
    runbooks.ifPresent(directory -> {
      files.directory(
          directory.resolve("group_vars"),
          "group",
          named(groups, g -> g.name, g -> g.runbookFiles));
      files.directory(
          directory.resolve("host_vars"),
          "host",
          named(machines, m -> m.name, m -> m.runbookFiles));
    });
  }

  private static <T> Map<String, Vars> named(
      Collection<T> owners, Function<T, String> name, Function<T, Vars> vars) {
    Map<String, Vars> named = new LinkedHashMap<>();
    owners.forEach(owner -> named.put(name.apply(owner), vars.apply(owner)));
    return named;
  }

  /** Where variables may lie, each once, at the rank of the last inventory that is there. */
  private static SequencedSet<Path> directories(List<Path> places) {
    SequencedSet<Path> directories = new LinkedHashSet<>();
    for (Path place : places) {
      if (HostList.isOne(place)) {
        continue;
      }
      Path directory =
          Files.isDirectory(place)
              ? place
              : Optional.ofNullable(place.getParent()).orElse(Path.of(""));
      directories.remove(directory);
      directories.addLast(directory);
    }
    return directories;
  }

  private void directory(Path directory, String what, Map<String, Vars> owners) {
    Set<String> names = new LinkedHashSet<>(InventoryDirectory.names(directory));
    if (names.isEmpty()) {
      return;
    }
    owners.forEach((owner, vars) -> {
      List<String> found =
          SUFFIXES.stream().map(suffix -> owner + suffix).filter(names::contains).toList();
      if (!found.isEmpty()) {
        read(directory.resolve(found.getFirst()), what + " " + owner, vars);
        found.stream()
            .skip(1)
            .forEach(other -> shadowed(directory.resolve(other), found.getFirst()));
      }
    });
    names.forEach(name -> misprint(directory.resolve(name), what, owners.keySet(), names));
  }

  private void read(Path place, String owner, Vars vars) {
    if (Files.isDirectory(place)) {
      InventoryDirectory.vars(place, diagnostics).forEach(file -> file(file, owner, vars));
    } else {
      file(place, owner, vars);
    }
  }

  private void file(Path file, String owner, Vars vars) {
    Optional<Source> source = SourceFile.read(file, vault, diagnostics);
    if (source.isEmpty()) {
      return;
    }
    sources.add(source.get());
    Node root =
        YamlReader.read(source.get(), diagnostics)
            .orElse(new ScalarNode("", true, "", Span.startOf(source.get())));
    switch (root) {
      case MapNode map ->
          Setting.of(map, diagnostics)
              .forEach(setting -> vars.put(setting, false, owner, diagnostics));
      case ScalarNode scalar when YamlInventory.isNothing(scalar) -> {}
      case ScalarNode _, ListNode _ ->
          diagnostics.error(
              Code.INVENTORY_WRONG_TYPE,
              root.span(),
              "the variables of " + owner + " must be a map",
              "write `name: value` on each line");
    }
  }

  private void shadowed(Path file, String first) {
    diagnostics.warning(
        Code.INVENTORY_SHADOWED,
        Span.startOf(new Source(file.toString(), "")),
        "this is not read, because `" + first + "` lies beside it, as in Ansible",
        "join the two, or put both into a directory of that name");
  }

  /**
   * Warns of a file whose name is nearly that of a group or host that has no file of its own.
   * Others are left alone, for several inventories may share a directory.
   */
  private void misprint(Path file, String what, Set<String> owners, Set<String> files) {
    String name = String.valueOf(file.getFileName());
    if (SUFFIXES.stream().anyMatch(suffix -> owners.contains(without(name, suffix)))) {
      return;
    }
    String stem = name.replaceFirst("\\.(yml|yaml|json)$", "");
    Suggestion.nearest(stem, unread(owners, files))
        .ifPresent(near ->
            diagnostics.warning(
                Code.INVENTORY_SHADOWED,
                Span.startOf(new Source(file.toString(), "")),
                "this is not read, because there is no " + what + " `" + stem + "`",
                "did you mean `" + near + "`?"));
  }

  private static String without(String name, String suffix) {
    return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : "";
  }

  private static Collection<String> unread(Set<String> owners, Set<String> files) {
    List<String> unread = new ArrayList<>();
    for (String owner : owners) {
      if (SUFFIXES.stream().noneMatch(suffix -> files.contains(owner + suffix))) {
        unread.add(owner);
      }
    }
    return unread;
  }
}
