package dev.drover.schema;

import dev.drover.schema.FieldType.ListOf;
import dev.drover.schema.FieldType.MapOf;
import dev.drover.schema.FieldType.Maybe;
import dev.drover.schema.FieldType.Nested;
import dev.drover.schema.Schema.Field;

/** Prints a schema as documentation. */
public final class Reference {

  private Reference() {}

  /**
   * The fields as a Markdown table, nested ones with dotted names; a sentence if there are none.
   */
  public static String markdown(Schema schema) {
    if (schema.fields().isEmpty()) {
      return "None.\n";
    }
    StringBuilder out = new StringBuilder();
    out.append("| field | type | default | meaning |\n|---|---|---|---|\n");
    rows(schema, "", out);
    return out.toString();
  }

  private static void rows(Schema schema, String prefix, StringBuilder out) {
    for (Field field : schema.fields()) {
      String name = prefix + field.name();
      out.append(
          "| `%s`%s | %s | %s | %s |\n"
              .formatted(
                  name,
                  field.main() ? " (main)" : "",
                  cell(field.type().words()),
                  standard(field),
                  cell(field.doc())));
      inner(field.type(), name, out);
    }
  }

  private static void inner(FieldType type, String name, StringBuilder out) {
    switch (type) {
      case Nested(Schema schema) -> rows(schema, name + ".", out);
      case ListOf(FieldType item) -> inner(item, name + "[]", out);
      case MapOf(FieldType value) -> inner(value, name + ".*", out);
      case Maybe(FieldType value) -> inner(value, name, out);
      case FieldType.Single _, FieldType.Choice _ -> {}
    }
  }

  private static String standard(Field field) {
    if (field.required()) {
      return "**required**";
    }
    return field.defaultText().map(text -> "`" + cell(text) + "`").orElse("");
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
