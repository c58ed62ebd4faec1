package dev.drover.report;

import dev.drover.schema.Reference;
import dev.drover.schema.Schema;
import dev.drover.task.Kind;
import dev.drover.task.Kinds.Registered;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The reference of task kinds in Markdown, made from the kinds themselves. */
public final class KindReference {

  private KindReference() {}

  /** The page of a kind, as far as the kind itself tells. */
  public static String page(Registered<?> kind) {
    return "# %s\n\n%s\n\n- group: %s\n%s\n- since %s\n\n%s"
        .formatted(
            kind.name(),
            kind.about().doc(),
            words(kind.about().group()),
            scope(kind),
            kind.about().since(),
            fields(kind));
  }

  /** How often a task of it runs. */
  public static String scope(Registered<?> kind) {
    return switch (kind.about().scope()) {
      case HOST -> "- runs on every host of its play";
      case ONCE -> "- runs once for all hosts of its play";
    };
  }

  /** Arguments and result. */
  public static String fields(Registered<?> kind) {
    String arguments = "## Arguments\n\n" + Reference.markdown(kind.arguments());
    return kind.result().fields().isEmpty()
        ? arguments
        : arguments
            + "\n## Result\n\nWhat `register` offers, besides `changed`, `failed` and"
            + " `skipped`:\n\n"
            + results(kind.result());
  }

  /** Nobody writes a result, so that nothing in it has a default. */
  private static String results(Schema schema) {
    StringBuilder out = new StringBuilder("| field | type | meaning |\n|---|---|---|\n");
    for (Schema.Field field : schema.fields()) {
      out.append(
          "| `%s` | %s | %s |\n"
              .formatted(field.name(), field.type().words().replace("|", "\\|"), field.doc()));
    }
    return out.toString();
  }

  /**
   * The kinds with what each does, by group.
   *
   * @param name how the name of a kind is written
   */
  public static String index(List<Registered<?>> kinds, Function<String, String> name) {
    StringBuilder out = new StringBuilder();
    for (Kind.Group group : Kind.Group.values()) {
      List<Registered<?>> of =
          kinds.stream().filter(kind -> kind.about().group() == group).toList();
      if (!of.isEmpty()) {
        String words = words(group);
        out.append("\n## ")
            .append(words.substring(0, 1).toUpperCase(Locale.ROOT))
            .append(words.substring(1))
            .append("\n\n| kind | what it does |\n|---|---|\n");
        of.forEach(
            kind -> out.append("| %s | %s |\n".formatted(name.apply(kind.name()), sentence(kind))));
      }
    }
    return out.toString();
  }

  private static String sentence(Registered<?> kind) {
    return kind.about().doc().replaceFirst("(?s)(?<=[.;:])\\s.*", "").replaceFirst("[;:]$", ".");
  }

  /** A group in words. */
  public static String words(Kind.Group group) {
    return group.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
