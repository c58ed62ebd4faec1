package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.model.Param;
import dev.drover.model.Play;
import dev.drover.model.Policy;
import dev.drover.model.Runbook;
import dev.drover.secret.Vault;
import dev.drover.task.Kinds;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.YamlReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads a runbook and checks what can be checked without an inventory. */
public final class RunbookLoader {

  /** The newest version of the language that is known here. */
  public static final int LANGUAGE = 1;

  /** What a group of an inventory may have. */
  private static final Set<String> GROUP_KEYS = Set.of("hosts", "children", "vars");

  private RunbookLoader() {}

  /**
   * The runbook of a file. Whoever calls this asks {@code diagnostics} whether it may be used: it
   * is there with all that could be read, so that parameters and hosts can be checked in the same
   * go; it is empty only if the file is not even a map, or in a newer language.
   */
  public static Optional<Runbook> load(Path file, Kinds kinds, Diagnostics diagnostics) {
    return load(file, kinds, Vault.locked(), diagnostics);
  }

  /**
   * The same of files that may be encrypted.
   *
   * @param vault opens them
   */
  public static Optional<Runbook> load(
      Path file, Kinds kinds, Vault vault, Diagnostics diagnostics) {
    return SourceFile.read(file, vault, diagnostics)
        .flatMap(source -> load(source, kinds, vault, diagnostics));
  }

  /** The same for a text. */
  public static Optional<Runbook> load(Source source, Kinds kinds, Diagnostics diagnostics) {
    return load(source, kinds, Vault.locked(), diagnostics);
  }

  private static Optional<Runbook> load(
      Source source, Kinds kinds, Vault vault, Diagnostics diagnostics) {
    long before = diagnostics.errors();
    Optional<Node> root = YamlReader.read(source, diagnostics);
    if (root.isEmpty() && diagnostics.errors() > before) {
      return Optional.empty();
    }
    if (!(root.orElse(null) instanceof MapNode map)) {
      diagnostics.error(
          Code.RUNBOOK_WRONG_TYPE,
          root.map(Node::span).orElse(Span.startOf(source)),
          "a runbook is a map",
          root.filter(ListNode.class::isInstance).isPresent()
              ? "put these plays under `plays:`, and `runbook: name`, `language: 1` and"
                  + " `version: 1.0.0` above it"
              : "begin it with `runbook: name`");
      return Optional.empty();
    }
    if (isNewer(map, diagnostics)) {
      return Optional.empty();
    }
    if (isInventory(map)) {
      diagnostics.error(
          Code.RUNBOOK_WRONG_TYPE,
          map.span(),
          "this is an inventory, not a runbook",
          "give the runbook first, and the inventory with `-i`");
      return Optional.empty();
    }
    Runbook runbook = read(map, source, kinds, vault, diagnostics);
    Set<String> mistaken = Mistaken.names(map, runbook, kinds);
    mistaken.addAll(LaterResults.check(runbook, diagnostics));
    Unreachable.check(runbook, kinds, diagnostics);
    CheckHandlers.check(runbook, diagnostics);
    CheckIncludes.check(runbook, diagnostics);
    return Optional.of(runbook.mistaken(mistaken));
  }

  private static Runbook read(
      MapNode map, Source source, Kinds kinds, Vault vault, Diagnostics diagnostics) {
    Section section = new Section(map, "a runbook", diagnostics);
    section.required("runbook", "the name of the runbook");
    String name = section.text("runbook").orElse("");
    int language = language(section);
    section.required("version", "the version of this runbook");
    String version = section.text("version").orElse("");
    Optional<String> description = section.text("description");
    Map<String, Param> params = new ParamReader(diagnostics).read(section);
    Policy policy = PolicyReader.read(section, diagnostics);
    Map<String, Node> vars = section.names("vars");
    Optional<Node> plays = section.required("plays", "a list of plays");
    Map<String, Node> groups = section.names("task_groups");
    section.refuseRest();
    Shared shared = new Shared(kinds, groups, vault, diagnostics);
    Path directory = Optional.ofNullable(Path.of(source.name()).getParent()).orElse(Path.of(""));
    List<Play> done =
        plays.map(node -> new PlayReader(shared, directory).read(node)).orElse(List.of());
    groups.forEach((group, node) -> {
      if (!shared.used().contains(group) && !diagnostics.has(Code.FILE_MISSING)) {
        diagnostics.warning(
            Code.PLAN_UNREACHABLE,
            node.span(),
            "nothing includes the task group `" + group + "`",
            "write `include: " + group + "` where it is needed, or remove it");
        IncludeReader.alone(group, node, shared, directory);
      }
    });
    return new Runbook(
        name,
        language,
        version,
        description,
        params,
        policy,
        vars,
        done,
        source,
        shared.included(),
        Set.of());
  }

  private static int language(Section section) {
    section.required("language", "the version of the language, which is " + LANGUAGE);
    return section.whole("language", 1).orElse(LANGUAGE);
  }

  /** Whether it has nothing but groups as inventories write them. */
  private static boolean isInventory(MapNode map) {
    return !map.entries().isEmpty()
        && map.entries().stream()
            .allMatch(entry ->
                entry.value() instanceof MapNode group
                    && group.entries().stream()
                        .allMatch(key -> GROUP_KEYS.contains(key.key().text()))
                    && !group.entries().isEmpty());
  }

  /**
   * Whether the runbook is written in a language of the future. Nothing of it is read then: what it
   * means is not known here, and what else would be told of it might be wrong.
   */
  private static boolean isNewer(MapNode map, Diagnostics diagnostics) {
    Section section = new Section(map, "a runbook", new Diagnostics());
    OptionalInt language = section.whole("language", 1);
    if (language.orElse(LANGUAGE) <= LANGUAGE) {
      return false;
    }
    diagnostics.error(
        Code.RUNBOOK_LANGUAGE,
        section.node("language").map(Node::span).orElse(section.span()),
        "this runbook is written in language "
            + language.getAsInt()
            + ", and this Drover knows up to "
            + LANGUAGE,
        "use a newer Drover, or write it in language " + LANGUAGE);
    return true;
  }
}
