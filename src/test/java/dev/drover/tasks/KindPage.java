package dev.drover.tasks;

import dev.drover.report.KindReference;
import dev.drover.schema.Reference;
import dev.drover.schema.Schema;
import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import dev.drover.task.Kinds.Registered;
import dev.drover.task.Recovery;
import dev.drover.task.Settings;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the page of a kind in the reference, from the kind itself and its example. */
final class KindPage {
  private static final String GENERATED =
      "<!-- Generated from the code and its cases: see EveryKindTest. -->\n\n";

  private KindPage() {}

  /**
   * What the kind's example shows.
   *
   * @param task the task as it is written in a runbook
   * @param about what the example is about
   * @param plan what a plan says of it
   * @param outcome how it ends
   * @param declared what the kind says of it
   */
  record Example(
      String task, String about, String plan, String outcome, CaseRun.Declared declared) {}

  /** What the kind is about. */
  static String doc(Registered<?> kind) {
    return kind.about().doc();
  }

  static String of(Registered<?> kind, Example example) {
    StringBuilder out = new StringBuilder();
    out.append("# ").append(kind.name()).append("\n\n").append(GENERATED);
    out.append(doc(kind)).append("\n\n");
    out.append(facts(kind, example)).append('\n');
    out.append(KindReference.fields(kind));
    out.append("\n## Example\n\n");
    out.append(example.about().isEmpty() ? "" : example.about() + "\n\n");
    out.append("```yaml\n").append(example.task()).append("```\n\n");
    out.append("The plan says:\n\n```text\n").append(example.plan()).append("\n```\n\n");
    out.append("The run ends with:\n\n```text\n").append(example.outcome()).append("\n```\n");
    return out.toString();
  }

  private static String facts(Registered<?> kind, Example example) {
    StringBuilder out = new StringBuilder();
    out.append("- group: ").append(KindReference.words(kind.about().group())).append('\n');
    out.append(KindReference.scope(kind)).append('\n');
    for (BracketEffect effect : example.declared().brackets()) {
      out.append(
          switch (effect) {
            case BracketEffect.Opens opens -> "- opens: " + opens.bracket().type();
            case BracketEffect.Closes closes -> "- closes: " + closes.bracket().type();
          });
      out.append(" (of the ").append(subject(effect.bracket())).append(")\n");
    }
    if (!example.declared().settings().isEmpty()) {
      out.append("- needs in the inventory: ").append(settings(example)).append('\n');
    }
    out.append("- after a crash, as in the example: ").append(words(example.declared().recovery()));
    return out.append("\n- since ").append(kind.about().since()).append('\n').toString();
  }

  private static String subject(Bracket bracket) {
    return switch (bracket.type()) {
      case NODE_OUT_OF_SERVICE, SILENCE -> "host";
      case UPGRADE_MODE -> "cluster";
    };
  }

  private static String settings(Example example) {
    return example.declared().settings().stream()
        .map(KindPage::setting)
        .sorted()
        .map(name -> "[`%s`](settings.md#%s)".formatted(name, name))
        .collect(Collectors.joining(", "));
  }

  static String setting(Class<? extends Record> type) {
    return type.getAnnotation(Settings.class).value();
  }

  private static String words(Recovery recovery) {
    return switch (recovery) {
      case REPEAT -> "it is run again, which does no harm";
      case PROBE -> "it is looked at; only if it did not take place, it is run again";
      case ATTACH ->
          "its machine knows: it is attached to if it was begun, and run if it was not; a person is asked if the machine was started anew meanwhile";
      case ASK -> "a person is asked, because nobody can tell whether it took place";
    };
  }

  /** The list of all kinds. */
  static String index(List<Registered<?>> kinds) {
    StringBuilder out = new StringBuilder("# Task kinds\n\n").append(GENERATED);
    out.append(
        "What a task can do. What the inventory must say for them is in [settings](settings.md).\n");
    return out.append(KindReference.index(kinds, name -> "[`%s`](%s.md)".formatted(name, name)))
        .toString();
  }

  /** What kinds need in the inventory. */
  static String settings(List<Class<? extends Record>> types) {
    StringBuilder out = new StringBuilder("# Settings in the inventory\n\n").append(GENERATED);
    out.append("Variables of hosts or groups that describe the topology to task kinds.\n");
    types.forEach(type ->
        out.append("\n## ")
            .append(setting(type))
            .append("\n\n")
            .append(Reference.markdown(Schema.of(type))));
    return out.toString();
  }
}
