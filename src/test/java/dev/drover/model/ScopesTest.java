package dev.drover.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.expr.Resolution;
import dev.drover.expr.Scope;
import dev.drover.expr.Value;
import dev.drover.model.Policy.OnFailure;
import dev.drover.secret.Masker;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ScopesTest {

  private static final Source SOURCE = new Source("f.yml", "x");
  private static final Span SPAN = Span.startOf(SOURCE);

  private static ScalarNode text(String text) {
    return new ScalarNode(text, true, "", SPAN);
  }

  private static Host host(String... inventory) {
    Map<String, Variable> vars = new java.util.LinkedHashMap<>();
    for (String name : inventory) {
      vars.put(name, new Variable(name, text("inventory"), "host h"));
    }
    return new Host("h", List.of("all", "web"), vars);
  }

  private static Param param(String name, Param.Type type, String standard) {
    return new Param(name, type, Optional.of(text(standard)), Optional.empty(), List.of(), SPAN);
  }

  private static Keywords keywords(Map<String, Node> vars) {
    return new Keywords(
        List.of(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        vars,
        Optional.empty(),
        false,
        List.of(),
        false,
        false,
        List.of(),
        List.of(),
        OptionalInt.empty(),
        Becoming.AS_THE_INVENTORY_SAYS,
        List.of());
  }

  /**
   * {@code six} is defined on the six lowest levels, {@code five} on the five lowest, and so on.
   */
  private static Scope scope(Masker masker) {
    Map<String, Param> params =
        Map.of(
            "two", param("two", Param.Type.STRING, "default"),
            "three", param("three", Param.Type.STRING, "default"),
            "four", param("four", Param.Type.STRING, "default"),
            "five", param("five", Param.Type.STRING, "default"),
            "six", param("six", Param.Type.STRING, "default"),
            "seven", param("seven", Param.Type.STRING, "default"),
            "password", param("password", Param.Type.SECRET, "hunter2"));
    TaskSpec task =
        new TaskSpec(
            "t",
            "t",
            "k",
            new MapNode(List.of(), SPAN),
            keywords(Map.of("five", text("task"), "six", text("task"), "seven", text("task"))),
            SPAN);
    Play play =
        new Play(
            "p",
            "p",
            text("all"),
            new Rolling(new Window.Count(1), Optional.empty(), Optional.empty(), Optional.empty()),
            new Ordering(Order.INVENTORY, Optional.empty()),
            Map.of(
                "four",
                text("play"),
                "five",
                text("play"),
                "six",
                text("play"),
                "seven",
                text("play")),
            List.of(),
            List.of(task),
            SPAN);
    Map<String, Node> vars =
        Map.of(
            "three",
            text("runbook"),
            "four",
            text("runbook"),
            "five",
            text("runbook"),
            "six",
            text("runbook"),
            "seven",
            text("runbook"));
    Runbook runbook =
        new Runbook(
            "r",
            1,
            "1",
            Optional.empty(),
            params,
            new Policy(1, OnFailure.CONTINUE),
            vars,
            List.of(play),
            SOURCE);
    Host host = host("one", "two", "three", "four", "five", "six", "seven");
    Inventory inventory =
        new Inventory(Map.of("h", host), Map.of("all", List.of("h"), "web", List.of("h")));
    return new Scopes(runbook, inventory, Map.of("seven", Value.text("given")), masker)
        .of(
            play,
            List.of(host),
            task,
            host,
            Map.of(
                "six", new Scope.Known(Value.text("result")),
                "seven", new Scope.Known(Value.text("result"))));
  }

  private static String value(Scope scope, String name) {
    return scope.resolve(name, SPAN, new Diagnostics()) instanceof Resolution.Ready ready
        ? ready.value().toString()
        : "?";
  }

  @Test
  void eachLevelHidesTheOnesBelow() {
    Scope scope = scope(new Masker());
    assertThat(
            List.of("one", "two", "three", "four", "five", "six", "seven").stream()
                .map(name -> value(scope, name)))
        .containsExactly("inventory", "default", "runbook", "play", "task", "result", "given");
    assertThat(scope.all("seven").stream().map(Scope.Found::level))
        .containsExactly(
            "host h",
            "defaults of parameters",
            "vars of the runbook",
            "play p",
            "task t",
            "registered results",
            "given parameters");
  }

  @Test
  void offersTheNamesThatNobodyCanRedefine() {
    Scope scope = scope(new Masker());
    assertThat(
            Scopes.RESERVED.stream()
                .filter(name -> !name.equals("facts")) // come with the results
                .map(name -> value(scope, name)))
        .containsExactly("h", "[web]", value(scope, "groups"), "[h]");
    assertThat(scope.about()).isEqualTo("host h");
  }

  @Test
  void theDefaultOfASecretParameterIsASecret() {
    Masker masker = new Masker();
    assertThat(value(scope(masker), "password")).isEqualTo("***");
    assertThat(masker.mask("hunter2")).isEqualTo("***");
  }

  @Test
  void windowsAreAtLeastOneHostAndAtMostAll() {
    assertThat(new Window.Count(5).of(3)).isEqualTo(3);
    assertThat(new Window.Percentage(25).of(3)).isEqualTo(1);
    assertThat(new Window.Percentage(50).of(5)).isEqualTo(2);
    assertThat(new Window.Percentage(100).of(4)).isEqualTo(4);
  }
}
