package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Suggestion;
import dev.drover.task.Extensions.Found;
import dev.drover.task.Kinds;
import dev.drover.yaml.Node.Entry;
import dev.drover.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the kind of a task. */
final class KindReader {

  private final Kinds kinds;
  private final Diagnostics diagnostics;

  KindReader(Kinds kinds, Diagnostics diagnostics) {
    this.kinds = kinds;
    this.diagnostics = diagnostics;
  }

  /**
   * The one key that is no keyword. A task without a kind that is known takes part in what is
   * checked too, for others may use what it registers.
   */
  Entry read(Section section) {
    List<Entry> known = new ArrayList<>();
    List<Entry> unknown = new ArrayList<>();
    for (Entry entry : section.rest()) {
      if (kinds.find(entry.key().text()).isPresent()) {
        known.add(entry);
      } else {
        unknown.add(entry);
        unknown(entry.key(), section);
      }
    }
    if (known.size() > 1) {
      diagnostics.error(
          Code.RUNBOOK_CONFLICT,
          known.get(1).key().span(),
          "a task has one kind, and this one has `"
              + known.get(0).key().text()
              + "` and `"
              + known.get(1).key().text()
              + "`",
          "begin a task of its own with `- " + known.get(1).key().text() + ": …`");
    } else if (known.isEmpty() && unknown.isEmpty()) {
      diagnostics.error(
          Code.RUNBOOK_MISSING_KEY,
          section.span(),
          "this task has no kind, so it does nothing",
          "write what it does, for instance `command: [uptime]`");
    }
    return Stream.concat(known.stream(), unknown.stream())
        .findFirst()
        .orElseGet(() -> nothing(section));
  }

  private static Entry nothing(Section task) {
    ScalarNode reported = ScalarNode.reported(task.span());
    return new Entry(reported, reported);
  }

  private void unknown(ScalarNode key, Section section) {
    Optional<Found.Broken<?>> broken = kinds.broken(key.text());
    if (broken.isPresent()) {
      diagnostics.error(Code.PLUGIN_BROKEN, key.span(), broken.get().words(), broken.get().next());
      return;
    }
    List<String> names = new ArrayList<>(section.asked());
    names.addAll(kinds.names());
    diagnostics.error(
        Code.RUNBOOK_UNKNOWN_KIND,
        key.span(),
        "`" + key.text() + "` is neither a task kind nor a keyword",
        AnsibleKeywords.instead(key.text())
            .or(() ->
                AnsibleModules.shortName(key.text())
                    .filter(names::contains)
                    .map(name -> "its name is `" + name + "` here"))
            .or(() -> AnsibleModules.instead(key.text()))
            .or(() ->
                Suggestion.nearest(key.text(), names).map(near -> "did you mean `" + near + "`?"))
            .or(() -> AnsibleModules.near(key.text()))
            .orElse("`drover doc` lists the task kinds, `drover doc keywords` the keywords"));
  }
}
