package dev.drover.expr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.expr.Resolution.Later;
import dev.drover.expr.Resolution.Ready;
import dev.drover.secret.Masker;
import dev.drover.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

  private static final Scope SCOPE =
      Given.scope(
          """
          name: bitbucket
          to_version: 7.10
          base: "/opt/{{name}}"
          dir: "{{base}}/{{to_version}}"
          yes_flag: true
          no_flag: false
          empty:
          hosts: [a, b]
          lb: {driver: haproxy, servers: [{id: s1, up: true}, {id: s2}]}
          loop: "{{loop2}}"
          loop2: "{{loop}}"
          odd: "<b> & \\"q\\" `x` = \\n"
          raw: !unsafe "{{name}}"
          """);

  private static String render(String text) {
    Diagnostics diagnostics = new Diagnostics();
    Resolution resolution = SCOPE.resolve(Given.text(text), diagnostics);
    return resolution instanceof Ready(Value value, Optional<Span> _)
        ? Values.text(value)
        : String.join("\n", Given.lines(diagnostics));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{{name}}|bitbucket",
        "{{ dir }}/x|/opt/bitbucket/7.10/x",
        "{{lb.driver}}:{{lb.servers.1.id}}|haproxy:s2",
        "{{#hosts}}[{{.}}]{{/hosts}}|[a][b]",
        "{{#lb.servers}}{{id}}{{#up}}+{{/up}} of {{name}};{{/lb.servers}}|s1+ of bitbucket;s2 of"
            + " bitbucket;",
        "{{#yes_flag}}on{{/yes_flag}}{{#no_flag}}off{{/no_flag}}{{^no_flag}}!{{/no_flag}}|on!",
        "{{^empty}}none{{/empty}}|none",
        "{{=<% %>=}}docker {{.State}} <%name%>|docker {{.State}} bitbucket",
        "{{! said }}x|x",
        "{{raw}}|{{name}}",
        "a {{raw}}|a {{name}}",
        "no tags|no tags",
      })
  void fills(String text, String expected) {
    assertThat(render(text)).isEqualTo(expected);
  }

  @Test
  void escapesNothing() {
    assertThat(render("{{odd}}{{odd}}")).isEqualTo("<b> & \"q\" `x` = \n".repeat(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "x {{nme}}|1:3+7 `nme` is not defined [name.undefined] did you mean `name`?",
        "{{lb.drivr}}|1:1+12 `lb` has no field `drivr` [name.unknown-field] did you mean `driver`?",
        "{{name.length}}|1:1+15 `name` has no field `length` [name.unknown-field] its fields: none",
        "{{name.class}}|1:1+14 `name` has no field `class` [name.unknown-field] its fields: none",
        "{{hosts.size}}x|1:1+14 `hosts` has no field `size` [name.unknown-field] its fields: none",
        "{{> /etc/passwd}}|1:1+17 a template can't take in another one [template.syntax] a template"
            + " holds names only: `{{name}}`, `{{#list}}…{{/list}}`",
        "{{name|1:1+2 this tag is never closed [template.syntax] write `}}`",
        "{{#hosts}}x|1:1+10 the section `hosts` is never closed [template.syntax] write"
            + " `{{/hosts}}` where it ends",
        "x{{/hosts}}|1:2+10 `{{/hosts}}` closes a section that isn't open here [template.syntax]"
            + " remove it, or open it with `{{#hosts}}`",
        "{{}}|1:1+4 `` is not a name [template.syntax] a template holds a name only: `{{name}}` or"
            + " `{{name.field}}`",
        "{{#lb.servers}}{{port}}{{/lb.servers}}|1:16+8 `port` is not defined [name.undefined] no"
            + " parameter, variable or registered result has this name",
        "{{#nothing}}{{/nothing}}|1:1+12 `nothing` is not defined [name.undefined] no parameter,"
            + " variable or registered result has this name",
      })
  void refusesWhatIsNotThere(String text, String expected) {
    assertThat(render(text)).isEqualTo(expected);
  }

  @Test
  void sendsThoseWhoWantAFilterToVars() {
    assertThat(render("{{ name | upper }}"))
        .isEqualTo(
            "1:1+18 `name | upper` is not a name [template.syntax] templates have no filters:"
                + " give the name a value in `vars` and use it here");
  }

  @Test
  void aDefinitionByItselfIsReportedAndNotFollowed() {
    assertThat(render("{{loop}}"))
        .isEqualTo(
            "11:9+8 `loop` is defined by itself: loop → loop2 → loop [name.cycle] a definition"
                + " can't use its own name, nor one that rests on it");
  }

  @Test
  void oneTagAloneKeepsTheValue() {
    assertThat(SCOPE.resolve(Given.text("{{hosts}}"), new Diagnostics()))
        .isInstanceOfSatisfying(
            Ready.class,
            ready -> {
              assertThat(Values.plain(ready.value())).isEqualTo(List.of("a", "b"));
              assertThat(ready.written())
                  .hasValueSatisfying(span -> assertThat(span).hasToString("vars.yml:8:8"));
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{{password}}", "x{{password}}", "{{#password}}y{{/password}}", "{{dsn}}"})
  void whatIsMadeOfASecretIsASecret(String text) {
    Masker masker = new Masker();
    Scope scope =
        Scope.empty(masker)
            .with("given", "password", Value.secret("hunter2"))
            .with(
                "vars",
                Map.of("dsn", new Scope.Written(Given.text("db://u:{{password}}@h"), false)));
    Resolution resolution = scope.resolve(Given.text(text), new Diagnostics());
    assertThat(resolution)
        .isInstanceOfSatisfying(Ready.class, ready -> assertThat(ready.value()).hasToString("***"));
    assertThat(masker.mask("say hunter2")).isEqualTo("say ***");
  }

  @Test
  void aGivenValueIsNeverReadAsATemplate() {
    Scope scope = SCOPE.with("given", "evil", Value.text("{{name}} {{> x}} {{#a}}"));
    assertThat(scope.text(Given.text("<{{evil}}>"), new Diagnostics()))
        .hasValue("<{{name}} {{> x}} {{#a}}>");
  }

  @Test
  void anUnknownResultMakesTheTextLater() {
    Scope scope =
        SCOPE.with("results", Map.of("probe", new Scope.Later(Map.of("rc", Shape.WHOLE))));
    assertThat(scope.resolve(Given.text("{{name}} {{probe.rc}}"), new Diagnostics()))
        .isEqualTo(new Later(java.util.Set.of("probe")));
    Diagnostics diagnostics = new Diagnostics();
    scope.resolve(Given.text("{{name}} {{probe.cr}}"), diagnostics);
    assertThat(Given.lines(diagnostics))
        .containsExactly(
            "1:10+12 `probe` has no field `cr` [name.unknown-field] did you mean `rc`?");
  }

  @Test
  void aSecretKnowsNoWayOut() {
    assertThat(Secret.of("x")).hasToString("***");
    assertThat(new Source("a", "b")).hasToString("a");
  }
}
