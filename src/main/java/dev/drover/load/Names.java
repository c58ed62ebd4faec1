package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.model.Scopes;
import dev.drover.yaml.Node.ScalarNode;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names a parameter, a variable or a result may have. */
final class Names {

  private static final Pattern FORM = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private static final String FORM_IN_WORDS =
      "a name has letters, digits and `_`, and does not begin with a digit";

  /** Words that conditions read as something else. */
  private static final Set<String> WORDS_OF_CONDITIONS =
      Set.of(
          "true",
          "false",
          "null",
          "in",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while",
          "int",
          "uint",
          "double",
          "bool",
          "string",
          "bytes",
          "list",
          "map",
          "type",
          "dyn");

  private Names() {}

  /** True if a name can be used everywhere; else that is reported. */
  static boolean check(ScalarNode name, Diagnostics diagnostics) {
    String text = name.text();
    if (!checkInTemplates(name, diagnostics)) {
      return false;
    }
    if (WORDS_OF_CONDITIONS.contains(text)) {
      diagnostics.error(
          Code.NAME_INVALID,
          name.span(),
          "`" + text + "` is a word of the language of conditions",
          "choose another name, for instance `my_" + text + "`");
      return false;
    }
    return true;
  }

  /** True if a name can be used in templates; else that is reported. */
  private static boolean checkInTemplates(ScalarNode name, Diagnostics diagnostics) {
    String text = name.text();
    if (!FORM.matcher(text).matches()) {
      diagnostics.error(
          Code.NAME_INVALID, name.span(), "`" + text + "` can't be a name", FORM_IN_WORDS);
      return false;
    }
    if (Scopes.RESERVED.contains(text)) {
      diagnostics.error(
          Code.NAME_INVALID,
          name.span(),
          "`" + text + "` is set by Drover itself",
          "choose another name");
      return false;
    }
    return true;
  }

  /**
   * True if a variable of an inventory may count. One that was written for Ansible may have names
   * such as {@code type}, which conditions can't speak of, or {@code my-name}, which nothing can
   * speak of; and what it says of names that are always set is not heard there either.
   */
  static boolean checkInInventory(ScalarNode name, Diagnostics diagnostics) {
    String text = name.text();
    if (Scopes.RESERVED.contains(text)) {
      diagnostics.warning(
          Code.INVENTORY_SHADOWED,
          name.span(),
          "`" + text + "` is set by Drover itself; this is not read",
          "choose another name");
      return false;
    }
    if (!FORM.matcher(text).matches()) {
      diagnostics.warning(
          Code.NAME_INVALID, name.span(), "nothing can use the name `" + text + "`", FORM_IN_WORDS);
    }
    return true;
  }
}
