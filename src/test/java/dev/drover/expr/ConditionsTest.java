package dev.drover.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.diag.Diagnostics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {

  private static final Scope SCOPE =
      Given.scope(
              """
              port: 7990
              zip: "07990"
              tls: true
              version: 7.10
              to_version: 7.9.10
              empty:
              names: [a, b]
              lb: {driver: haproxy, port: 80, "odd-key": 1}
              later_text: "{{probe.stdout}}"
              """)
          .with(
              "results",
              Map.of(
                  "probe",
                  new Scope.Later(
                      Map.of("rc", Shape.WHOLE, "stdout", Shape.TEXT, "changed", Shape.TRUTH))));

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      value = {
        "port == 7990§true",
        "port + 1 > 7990§true",
        "zip == '07990'§true",
        "tls§true",
        "!tls || port == 1§false",
        "version == '7.10'§true",
        "version != '7.1'§true",
        "'a' in names§true",
        "names.exists(n, n == 'b')§true",
        "size(names) == 2§true",
        "lb.driver == 'haproxy' && lb.port == 80§true",
        "has(lb.port) && !has(lb.user)§true",
        "lb['odd-key'] == 1§true",
        "empty == null§true",
        "version_compare(to_version, '7.9.4') > 0§true",
        "same_line(to_version, '7.9.4')§true",
        "is_bug_fix_of(to_version, '7.9.10')§false",
        "is_bug_fix_of(to_version, '7.9.9')§true",
        "is_bug_fix_of(to_version, '7.8.99')§false",
        "to_version.startsWith('7.')§true",
        "version.matches('^[0-9.]+$')§true",
      })
  void holds(String text, boolean expected) throws ConditionException {
    Diagnostics diagnostics = new Diagnostics();
    Conditions.check(Given.condition(text), SCOPE, diagnostics);
    assertThat(Given.lines(diagnostics)).isEmpty();
    assertThat(Conditions.holds(Given.condition(text), SCOPE)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      value = {
        "prt == 7990§1:1+3 `prt` is not defined [name.undefined] did you mean `port`?",
        "port == '7990'§1:6+1 `==` does not work between a whole number and a text"
            + " [condition.type] text stands in quotes, a number does not; `int(x)` makes a number"
            + " of a text",
        "version > '7.9'§1:9+1 this compares texts letter by letter, so 10 comes before 9"
            + " [condition.type] compare versions with `version_compare(a, b) > 0`, numbers with"
            + " `int(a) > int(b)`",
        "tls == True§1:8+4 `True` is written otherwise here [condition.syntax] write `true`, or"
            + " nothing",
        "tls and port == 1§1:5+3 `and` is written otherwise here [condition.syntax] write `&&`",
        "not tls§1:1+3 `not` is written otherwise here [condition.syntax] write `!` in front of it",
        "port is defined§1:6+10 conditions have no tests with `is` [condition.syntax] every name is"
            + " always defined: give it a value in `vars` and compare with that; for a field of a"
            + " map write `has(map.field)`",
        "{{ tls }}§1:1+9 a condition is an expression already, so it has no `{{ }}`"
            + " [condition.syntax] write the name without the braces",
        "names|length > 1§1:6+7 conditions have no filters [condition.syntax] write `size(x)` for"
            + " `x | length`, `int(x)` for `x | int`; give defaults in `vars`",
        "port§1:1+4 a condition must be true or false, and this is a whole number [condition.type]"
            + " compare it with something, for instance `… != ''` or `… > 0`",
        "probe.rcc == 0§1:1+9 `probe` has no field `rcc` [name.unknown-field] did you mean `rc`?",
        "probe.rc == '0'§1:10+1 `==` does not work between a whole number and a text"
            + " [condition.type] text stands in quotes, a number does not; `int(x)` makes a number"
            + " of a text",
        "lb.drivr == 'x'§1:1+8 `lb` has no field `drivr` [name.unknown-field] did you mean"
            + " `driver`?",
        "port ==§1:7+1 this condition can't be read: mismatched input `end of the text`"
            + " [condition.syntax] conditions are CEL expressions, for instance `result.rc == 0 &&"
            + " mode != 'off'`",
      })
  void tellsWhatIsWrong(String text, String expected) {
    Diagnostics diagnostics = new Diagnostics();
    Conditions.check(Given.condition(text), SCOPE, diagnostics);
    assertThat(Given.lines(diagnostics)).containsExactly(expected);
  }

  @Test
  void knowsWhichResultsItRestsOn() {
    assertThat(Conditions.restsOn(Given.condition("later_text == 'x' && tls"), SCOPE))
        .containsExactly("probe");
    assertThat(Conditions.restsOn(Given.condition("tls"), SCOPE)).isEmpty();
  }

  @Test
  void refusesToGuessAResultThatIsNotThereYet() {
    assertThatThrownBy(() -> Conditions.holds(Given.condition("probe.rc == 0"), SCOPE))
        .isInstanceOf(ConditionException.class)
        .hasMessage("the condition `probe.rc == 0` rests on `probe`, which is not known yet");
  }

  @Test
  void saysWhyItCantBeEvaluated() {
    assertThatThrownBy(() -> Conditions.holds(Given.condition("names[5] == 'a'"), SCOPE))
        .isInstanceOf(ConditionException.class)
        .hasMessage("the condition `names[5] == 'a'` can't be evaluated: Index out of bounds: 5");
  }

  @Test
  void anEndlessLoopIsStopped() {
    String nested = "names.all(a, names.all(b, names.all(c, names.all(d, names.all(e, true)))))";
    Scope big =
        SCOPE.with(
            "big",
            "names",
            Value.of(
                java.util.stream.IntStream.range(0, 200).boxed().map(Object::toString).toList()));
    assertThatThrownBy(() -> Conditions.holds(Given.condition(nested), big))
        .isInstanceOf(ConditionException.class);
  }

  @Test
  void inAnOpenScopeOnlyTheTextItselfIsChecked() {
    Diagnostics diagnostics = new Diagnostics();
    assertThat(Conditions.check(Given.condition("x.y == 1 && z"), Scope.open(), diagnostics))
        .isTrue();
    assertThat(Conditions.check(Given.condition("x and y"), Scope.open(), diagnostics)).isFalse();
    assertThat(Given.lines(diagnostics)).hasSize(1);
  }

  @Test
  void findsAHabitNotInsideQuotes() {
    assertThat(AnsibleHabits.in("name == 'this and that | x'")).isEmpty();
    assertThat(List.of(AnsibleHabits.in("a = 1").orElseThrow().hint()))
        .containsExactly("write `==`");
  }
}
