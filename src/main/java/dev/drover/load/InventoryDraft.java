package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostic.Severity;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.yaml.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The groups and hosts of an inventory while its files are read, in the order written. */
final class InventoryDraft {

  static final String ALL = "all";
  static final String UNGROUPED = "ungrouped";

  /** The name of this machine, which is known though no inventory says so. */
  static final String LOCAL = "localhost";

  /**
   * What fits into memory with room to spare; ranges could ask for more than there are machines.
   */
  private static final int MOST_HOSTS = 200_000;

  /** A definition and where its name stands; {@code shared} if its entry names several hosts. */
  record Written(Node value, Span name, boolean shared) {}

  /** The variables of a group or host that come from one kind of file. */
  static final class Vars {

    private final Map<String, Written> written = new LinkedHashMap<>();

    Map<String, Written> written() {
      return written;
    }

    /**
     * A later definition wins, as in Ansible. That two in one file differ is worth a word, unless
     * the first was for a range of hosts of which this one is an exception.
     */
    void put(Setting setting, boolean shared, String owner, Diagnostics diagnostics) {
      Written now = new Written(setting.value(), setting.name().span(), shared);
      Written before = written.put(setting.name().text(), now);
      if (before != null
          && !before.shared()
          && before.name().source().name().equals(now.name().source().name())
          && !Setting.same(before.value(), now.value())) {
        diagnostics.add(
            new Diagnostic(
                    Severity.WARNING,
                    Code.INVENTORY_DUPLICATE,
                    "`" + setting.name().text() + "` has another value for " + owner + " above",
                    now.name(),
                    Optional.of("this later one counts; remove the one that is not meant"),
                    List.of())
                .related("first defined here", before.name()));
      }
    }
  }

  /** A group: who is in it, what is below it, what it defines. */
  static final class Group {

    final String name;
    final Span span;
    boolean declared;

    /** The child groups, each with the place that says so. */
    final Map<String, Span> children = new LinkedHashMap<>();

    /** The hosts that are named in it itself. */
    final Set<String> members = new LinkedHashSet<>();

    final Vars vars = new Vars();
    final Vars files = new Vars();
    final Vars runbookFiles = new Vars();

    Group(String name, Span span) {
      this.name = name;
      this.span = span;
    }
  }

  /** A host: which groups name it, what it defines. */
  static final class Machine {

    final String name;
    final Span span;
    final Set<String> groups = new LinkedHashSet<>();
    final Vars vars = new Vars();
    final Vars files = new Vars();
    final Vars runbookFiles = new Vars();

    Machine(String name, Span span) {
      this.name = name;
      this.span = span;
    }
  }

  private final Diagnostics diagnostics;
  private final Map<String, Group> groups = new LinkedHashMap<>();
  private final Map<String, Machine> machines = new LinkedHashMap<>();
  private final List<Source> sources = new ArrayList<>();
  private final Machine local;
  private boolean full;

  /** A draft that has the groups that every inventory has. */
  InventoryDraft(Span start, Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    local = new Machine(LOCAL, start);
    declare(ALL, start);
    declare(UNGROUPED, start);
  }

  Map<String, Group> groups() {
    return groups;
  }

  Map<String, Machine> machines() {
    return machines;
  }

  /** Every text that was read, in that order. */
  List<Source> sources() {
    return sources;
  }

  /** This machine, if no file names it. */
  Optional<Machine> local() {
    return machines.containsKey(LOCAL) ? Optional.empty() : Optional.of(local);
  }

  /** The group of a name, which may be spoken of before it is defined. */
  Group group(String name, Span span) {
    return groups.computeIfAbsent(
        name,
        added -> {
          HostNames.isGroup(added, span, diagnostics);
          return new Group(added, span);
        });
  }

  /** The group of a name, which this place defines. */
  Group declare(String name, Span span) {
    Group group = group(name, span);
    group.declared = true;
    return group;
  }

  /** Puts the hosts of an entry into a group, with what the entry defines for them. */
  void add(HostNames.Expanded entry, Span span, String group, List<Setting> settings) {
    boolean shared = entry.names().size() > 1;
    Group named = group(group, span);
    for (String name : entry.names()) {
      if (machines.size() >= MOST_HOSTS && !machines.containsKey(name)) {
        tooMany(span);
        return;
      }
      Machine machine = machines.computeIfAbsent(name, added -> new Machine(added, span));
      machine.groups.add(group);
      named.members.add(name);
      for (Setting setting : settings) {
        machine.vars.put(setting, shared, "host " + name, diagnostics);
      }
    }
  }

  private void tooMany(Span span) {
    if (!full) {
      full = true;
      diagnostics.error(
          Code.INVENTORY_RANGE, span, "the inventory has more than 200000 hosts", "split it");
    }
  }
}
