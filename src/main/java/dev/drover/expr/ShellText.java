package dev.drover.expr;

import dev.drover.diag.Diagnostics;
import dev.drover.yaml.Node.ScalarNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script for {@code /bin/sh} whose template values are data: in the place of each stands a
 * reference to a variable, so that no value can become shell syntax.
 *
 * @param written the text as the user wrote it; safe to show
 * @param script the text to run; it refers to the variables of {@code data}. Show it only masked:
 *     the explicit raw form {@code {{{x}}}} puts values into it
 * @param data the variables that must be set, unexported, when the script begins
 */
public record ShellText(String written, String script, List<Datum> data) {

  /**
   * A variable of the script.
   *
   * @param variable its name, for instance {@code DROVER_1}
   * @param secret whether the value must not be shown
   */
  public record Datum(String variable, String value, boolean secret) {
    @Override
    public String toString() {
      return variable + "=" + (secret ? "***" : value);
    }
  }

  /** What became of a shell text with templates in it. */
  public sealed interface Outcome {

    /** It can be run. */
    record Ready(ShellText text) implements Outcome {}

    /** It rests on results of earlier tasks, registered under these names. */
    record Later(Set<String> names) implements Outcome {}

    /** It is wrong or unsafe, and that has been reported. */
    record Wrong() implements Outcome {}
  }

  /** What is wrong with a secret that becomes an argument of a program. */
  public static final String VISIBLE =
      "the secret becomes an argument of a program, which everybody on the host can list while it runs";

  /** How it is done better. */
  public static final String INSTEAD_OF_ARGUMENTS =
      "give it by `environment`, or on standard input: `stdin` of `command`, a here-document in"
          + " `shell`; `drover doc secret.visible` tells how to allow it";

  /** A reference to a variable, with the quotes that keep it one word where it stands bare. */
  private static final Pattern REFERENCE = Pattern.compile("(\"?)\\$\\{(DROVER_[0-9]+)}(\"?)");

  /** Stands for what must not be shown. */
  private static final String HIDDEN = "***";

  public ShellText {
    data = List.copyOf(data);
  }

  /**
   * The text as a person would type it: with the values in their places, quoted so that they stay
   * data; secret ones are {@code ***}. Show it only masked, as {@link #script}.
   */
  public String filled() {
    return written.equals(HIDDEN)
        ? HIDDEN
        : REFERENCE.matcher(script).replaceAll(found -> Matcher.quoteReplacement(value(found)));
  }

  private String value(MatchResult found) {
    Optional<Datum> datum =
        data.stream().filter(one -> one.variable().equals(found.group(2))).findFirst();
    if (datum.isEmpty()) {
      return found.group();
    }
    boolean bare = !found.group(1).isEmpty() && !found.group(3).isEmpty();
    if (datum.get().secret()) {
      return bare ? HIDDEN : found.group(1) + HIDDEN + found.group(3);
    }
    String value = datum.get().value();
    return bare
        ? word(value)
        : found.group(1) + value.replaceAll("[\\\\\"$`]", "\\\\$0") + found.group(3);
  }

  /** A word as one would type it. */
  private static String word(String value) {
    return value.matches("[A-Za-z0-9_+.,/:@%=-]+")
        ? value
        : "'" + value.replace("'", "'\\''") + "'";
  }

  /** Fills a text in; a tag at a place where its value could become syntax is reported. */
  public static Outcome of(ScalarNode scalar, Scope scope, Diagnostics diagnostics) {
    if (scalar.isVault()) {
      return switch (scope.resolve(scalar, diagnostics)) {
        case Resolution.Ready ready ->
            new Outcome.Ready(new ShellText(HIDDEN, Values.text(ready.value()), List.of()));
        case Resolution.Later later -> new Outcome.Later(later.names());
        case Resolution.Wrong _ -> new Outcome.Wrong();
      };
    }
    if (!Template.isIn(scalar)) {
      return new Outcome.Ready(new ShellText(scalar.text(), scalar.text(), List.of()));
    }
    Optional<Template> template = Template.parse(scalar, diagnostics);
    // What stands where is the same for all values, so it is known even before they are.
    return template.isEmpty() || !ShellFilling.isSafe(template.get(), diagnostics)
        ? new Outcome.Wrong()
        : new ShellFilling(template.get(), scope, diagnostics).fill();
  }

  @Override
  public String toString() {
    return written;
  }
}
