package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Suggestion;
import dev.drover.model.Play;
import dev.drover.model.Runbook;
import dev.drover.model.Selection;
import dev.drover.model.TaskNode;
import dev.drover.model.TaskSpec;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides by tags which tasks run, as Ansible does: those tagged {@code always} unless that is
 * skipped, those tagged {@code never} only if another of their tags is asked for.
 */
final class TagFilter {

  private static final String ALWAYS = "always";
  private static final String NEVER = "never";
  private static final String ALL = "all";
  private static final String TAGGED = "tagged";
  private static final String UNTAGGED = "untagged";
  private static final Set<String> SPECIAL = Set.of(ALWAYS, NEVER, ALL, TAGGED, UNTAGGED);

  private final List<String> wanted;
  private final List<String> skipped;
  private final Set<String> known;

  private TagFilter(List<String> wanted, List<String> skipped, Set<String> known) {
    this.wanted = List.copyOf(wanted);
    this.skipped = List.copyOf(skipped);
    this.known = known;
  }

  /** The filter of a selection; tags that no task has are reported. */
  static TagFilter of(Runbook runbook, Selection selection, Diagnostics diagnostics) {
    Set<String> known = new TreeSet<>();
    runbook.plays().stream()
        .map(Play::tasks)
        .flatMap(Collection::stream)
        .flatMap(TaskNode::tasks)
        .forEach(task -> known.addAll(task.keywords().tags()));
    return new TagFilter(
        tags("--tags", selection.tags(), known, diagnostics),
        tags("--skip-tags", selection.skipTags(), known, diagnostics),
        known);
  }

  private static List<String> tags(
      String option, List<String> given, Set<String> known, Diagnostics diagnostics) {
    List<String> tags =
        given.stream()
            .flatMap(text -> Arrays.stream(text.split(",")))
            .map(String::strip)
            .filter(tag -> !tag.isEmpty())
            .toList();
    String line = String.join(",", tags);
    for (String tag : tags) {
      if (!known.contains(tag) && !SPECIAL.contains(tag)) {
        diagnostics.error(
            Code.SELECTION_UNKNOWN,
            new Source(option, line).span(line.indexOf(tag), tag.length()),
            "no task has the tag `" + tag + "`",
            Suggestion.hint(tag, known, "the tags of this runbook"));
      }
    }
    return tags;
  }

  /** Why a task does not run; empty if it does. */
  Optional<String> leavesOut(TaskSpec task) {
    List<String> tags = task.keywords().tags();
    if (!skipped.isEmpty() && matches(tags, skipped)) {
      return Optional.of("--skip-tags " + String.join(",", skipped));
    }
    boolean named = wanted.stream().anyMatch(tags::contains);
    if (tags.contains(NEVER)) {
      return named ? Optional.empty() : Optional.of("tagged `never`");
    }
    return wanted.isEmpty() || matches(tags, wanted) || tags.contains(ALWAYS)
        ? Optional.empty()
        : Optional.of("--tags " + String.join(",", wanted));
  }

  private static boolean matches(List<String> tags, List<String> asked) {
    return asked.stream()
        .anyMatch(tag ->
            switch (tag) {
              case ALL -> !tags.contains(ALWAYS);
              case TAGGED -> !tags.isEmpty();
              case UNTAGGED -> tags.isEmpty();
              default -> tags.contains(tag);
            });
  }

  /** What was asked for, as on the command line. */
  String words() {
    String only = wanted.isEmpty() ? "" : "--tags " + String.join(",", wanted);
    String without = skipped.isEmpty() ? "" : "--skip-tags " + String.join(",", skipped);
    return (only + " " + without).strip();
  }

  /** The tags that there are. */
  String known() {
    return known.isEmpty() ? "none" : String.join(", ", known);
  }
}
