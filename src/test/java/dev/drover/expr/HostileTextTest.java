package dev.drover.expr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostics;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whatever is written as a template, a condition or a shell text: it is read or reported. */
class HostileTextTest {

  private static final long SEED = 7;
  private static final Scope SCOPE =
      Given.scope("{x: 1, y: text, list: [a, b], map: {a: {b: 1}}, z: '{{x}}'}");

  private static String text(RandomGenerator random, List<String> pieces) {
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(8);
    for (int i = 0; i < length; i++) {
      text.append(pieces.get(random.nextInt(pieces.size())));
    }
    return text.toString();
  }

  @Test
  void templates() {
    RandomGenerator random = new Random(SEED);
    List<String> pieces =
        List.of(
            "{{",
            "}}",
            "{{{",
            "}}}",
            "#",
            "^",
            "/",
            "&",
            "!",
            ">",
            "=",
            "<% %>=",
            ".",
            "x",
            "map",
            "list",
            "{{x}}",
            "{{#list}}",
            "{{/list}}",
            "{{.}}",
            "{{#map}}",
            "{{/map}}",
            "a.b",
            " ",
            "\n",
            "$",
            "%",
            "<%",
            "%>");
    for (int i = 0; i < 20_000; i++) {
      String text = text(random, pieces);
      Diagnostics diagnostics = new Diagnostics();
      Resolution resolution = SCOPE.resolve(Given.text(text), diagnostics);
      assertThat(resolution instanceof Resolution.Wrong)
          .as("seed %d: %s", SEED, text)
          .isEqualTo(diagnostics.hasErrors());
      ShellText.of(Given.text(text), SCOPE, new Diagnostics());
    }
  }

  @Test
  void conditions() {
    RandomGenerator random = new Random(SEED);
    List<String> pieces =
        List.of(
            "x",
            "y",
            "map.a",
            ".b",
            " == ",
            " && ",
            "!",
            "(",
            ")",
            "[",
            "]",
            "'",
            "1",
            "true",
            "has(",
            ".all(i, ",
            ".size()",
            "{{",
            " and ",
            " in ",
            "list",
            "?",
            ":",
            "{",
            "}",
            ",");
    for (int i = 0; i < 500; i++) {
      String text = text(random, pieces);
      Diagnostics diagnostics = new Diagnostics();
      boolean good = Conditions.check(Given.condition(text), SCOPE, diagnostics);
      assertThat(good).as("seed %d: %s", SEED, text).isNotEqualTo(diagnostics.hasErrors());
      if (good) {
        evaluate(text);
      }
    }
  }

  private static void evaluate(String text) {
    try {
      Conditions.holds(Given.condition(text), SCOPE);
    } catch (ConditionException e) {
      assertThat(e).hasMessageStartingWith("the condition `" + text + "`");
    }
  }
}
