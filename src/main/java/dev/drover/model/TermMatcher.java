package dev.drover.model;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.diag.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Finds the hosts of one part of a pattern. Regular expressions and wildcards are matched by RE2,
 * whose time is bounded whatever is written.
 */
final class TermMatcher {

  /** Groups that a message names at most. */
  private static final int MOST_NAMED = 8;

  private static final java.util.regex.Pattern SUBSCRIPT =
      java.util.regex.Pattern.compile(
          "(.+)\\[(?:(-?[0-9]{1,9})|(-?[0-9]{1,9})?([:-])(-?[0-9]{1,9})?)]");

  private final String pattern;
  private final Span span;
  private final Inventory inventory;
  private final Diagnostics diagnostics;

  TermMatcher(String pattern, Span span, Inventory inventory, Diagnostics diagnostics) {
    this.pattern = pattern;
    this.span = span;
    this.inventory = inventory;
    this.diagnostics = diagnostics;
  }

  /** Reports that nothing was selected. */
  List<Host> none(String message) {
    diagnostics.error(Code.HOSTS_NONE, span, message, known());
    return List.of();
  }

  /** The hosts of a part; empty if the part is wrong, which is reported. */
  Optional<Set<String>> hosts(PatternTerm term) {
    if (term.text().isEmpty()) {
      return wrong(term, "a sign without a name", "write a group or a host behind it");
    }
    if (term.isRegex()) {
      return regex(term, term.text().substring(1));
    }
    Matcher subscript = SUBSCRIPT.matcher(term.text());
    if (!subscript.matches()) {
      return matching(term, term.text());
    }
    if ("-".equals(subscript.group(4))) {
      return wrong(
          term,
          "`" + term.text() + "` could mean two things",
          "write `[first:last]` to count hosts, or `~` and a regular expression to match names");
    }
    return matching(term, subscript.group(1)).flatMap(hosts -> counted(term, hosts, subscript));
  }

  private Optional<Set<String>> matching(PatternTerm term, String text) {
    if (text.equals("all") || text.equals("*")) {
      return Optional.of(inventory.hosts().keySet());
    }
    if (inventory.groups().containsKey(text)) {
      Set<String> members = members(List.of(text));
      return inventory.hosts().containsKey(text) && !members.equals(Set.of(text))
          ? wrong(
              term,
              "`" + text + "` is both a host and a group of other hosts",
              "rename one of the two; Ansible would take the group")
          : Optional.of(members);
    }
    if (inventory.host(text).isPresent()) {
      return Optional.of(Set.of(text));
    }
    if (text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[')) {
      return regex(term, Wildcards.regex(text));
    }
    diagnostics.error(
        Code.HOSTS_UNKNOWN,
        place(term),
        "`" + text + "` is neither a group nor a host of the inventory",
        unknown(text));
    return Optional.empty();
  }

  private String unknown(String text) {
    if (text.startsWith("@")) {
      return "`@FILE` is for --limit, and stands alone or between commas";
    }
    List<String> names = new ArrayList<>(inventory.groups().keySet());
    names.addAll(inventory.hosts().keySet());
    return Suggestion.nearest(text, names)
        .map(near -> "did you mean `" + near + "`?")
        .orElseGet(this::known);
  }

  private String known() {
    List<String> groups =
        inventory.groups().entrySet().stream()
            .filter(group -> !group.getValue().isEmpty())
            .map(java.util.Map.Entry::getKey)
            .toList();
    return groups.isEmpty()
        ? "the inventory has no hosts"
        : "the groups that have hosts: "
            + String.join(", ", groups.subList(0, Math.min(MOST_NAMED, groups.size())))
            + (groups.size() > MOST_NAMED ? ", …" : "");
  }

  /** As in Ansible, what matches names of groups and of hosts means both. */
  private Optional<Set<String>> regex(PatternTerm term, String regex) {
    Pattern compiled;
    try {
      compiled = Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      return wrong(
          term,
          "`" + term.text() + "` is no regular expression: " + e.getDescription(),
          "write it as RE2 has it, which knows no references back and no look-around");
    }
    Set<String> hosts =
        members(
            inventory.groups().keySet().stream()
                .filter(name -> compiled.matcher(name).lookingAt())
                .toList());
    inventory.hosts().keySet().stream()
        .filter(name -> compiled.matcher(name).lookingAt())
        .forEach(hosts::add);
    return Optional.of(hosts);
  }

  private Set<String> members(List<String> groups) {
    Set<String> members = new LinkedHashSet<>();
    groups.forEach(group -> members.addAll(inventory.groups().getOrDefault(group, List.of())));
    return members;
  }

  /** Those hosts that a subscript means; one that goes beyond the last is a mistake. */
  private Optional<Set<String>> counted(PatternTerm term, Set<String> found, Matcher subscript) {
    List<String> hosts = inventory.hosts().keySet().stream().filter(found::contains).toList();
    String one = subscript.group(2);
    int first = index(one == null ? subscript.group(3) : one, 0, hosts.size());
    int last = one == null ? index(subscript.group(5), -1, hosts.size()) : first;
    if (first < 0 || first >= hosts.size() || last < first) {
      return wrong(
          term,
          "`%s` has %s, of which `%s` means none"
              .formatted(subscript.group(1), number(hosts.size()), term.text()),
          "count from 0; both ends of a range are meant");
    }
    return Optional.of(new LinkedHashSet<>(hosts.subList(first, Math.min(last + 1, hosts.size()))));
  }

  private static int index(@Nullable String text, int left, int size) {
    int index = text == null ? left : Integer.parseInt(text);
    return index < 0 ? index + size : index;
  }

  private static String number(int hosts) {
    return hosts == 1 ? "one host" : hosts == 0 ? "no hosts" : hosts + " hosts";
  }

  private Optional<Set<String>> wrong(PatternTerm term, String message, String hint) {
    diagnostics.error(Code.HOSTS_PATTERN, place(term), message, hint);
    return Optional.empty();
  }

  private Span place(PatternTerm term) {
    return span.part(pattern, term.offset(), term.text().length());
  }
}
