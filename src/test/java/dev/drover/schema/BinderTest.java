package dev.drover.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.expr.Condition;
import dev.drover.expr.Scope;
import dev.drover.expr.Scope.Written;
import dev.drover.expr.ShellText;
import dev.drover.expr.Value;
import dev.drover.report.DiagnosticText;
import dev.drover.secret.Masker;
import dev.drover.secret.Secret;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.YamlReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BinderTest {

  enum Mode {
    ON,
    STAND_BY
  }

  record Check(@Main String url, @Default("3") int times) {
    Check {
      if (times < 1) {
        throw new IllegalArgumentException("`times` must be at least 1");
      }
    }
  }

  record Everything(
      String text,
      boolean flag,
      int count,
      long big,
      double share,
      Duration drain,
      Size size,
      Version toVersion,
      Path archive,
      URI url,
      Mode mode,
      List<String> words,
      Map<String, Integer> ports,
      Secret password,
      Optional<String> none,
      Check check,
      List<Check> checks,
      Value any,
      Condition until,
      ShellText script,
      @Name("for") @Default("{{drain_default}}") Duration time) {}

  record Small(
      @Doc("How long") @Default("2m") Duration drain,
      Optional<Path> file,
      @Default("[]") List<String> tags) {}

  record Words(@Main List<String> argv, @Default("false") boolean quiet) {}

  record Vars(@Main Map<String, Value> vars) {}

  private final Diagnostics diagnostics = new Diagnostics();
  private final Masker masker = new Masker();

  private static Node node(String name, String yaml) {
    Diagnostics own = new Diagnostics();
    return YamlReader.read(new Source(name, yaml.isEmpty() ? "~" : yaml), own)
        .orElseThrow(() -> new AssertionError(DiagnosticText.of(own)));
  }

  private Scope scope(String yaml) {
    Map<String, Written> names = new LinkedHashMap<>();
    ((MapNode) node("/inv/group_vars/all.yml", yaml))
        .entries()
        .forEach(entry -> names.put(entry.key().text(), new Written(entry.value(), false)));
    return Scope.empty(masker).with("group all", names);
  }

  private <A extends Record> Bound<A> bind(Class<A> type, String yaml, Scope scope) {
    return Binder.bind(type, node("/run/book.yml", yaml), scope, diagnostics);
  }

  private String report() {
    return DiagnosticText.of(diagnostics);
  }

  @Test
  void bindsEveryType() {
    Scope scope =
        scope(
                """
                drain_default: 90s
                archive: files/a.tgz
                checks: [{url: "https://a", times: 1}]
                """)
            .with("given", "password", Value.secret("hunter2"));
    Bound<Everything> bound =
        bind(
            Everything.class,
            """
            text: 007
            flag: yes
            count: 3
            big: 9000000000
            share: 0.5
            drain: 1h30m
            size: 10MB
            to_version: 7.10
            archive: "{{archive}}"
            url: https://host:7990/context
            mode: stand_by
            words: [a, "{{drain_default}}"]
            ports: {ssh: 22}
            password: "{{password}}"
            none:
            check: https://a
            checks: "{{checks}}"
            any: {a: [1, true, "x"]}
            until: password != ''
            script: ls {{archive}}
            """,
            scope);
    assertThat(report()).isEmpty();
    assertThat(bound)
        .isEqualTo(
            new Bound.Ready<>(
                new Everything(
                    "007",
                    true,
                    3,
                    9_000_000_000L,
                    0.5,
                    Duration.ofMinutes(90),
                    new Size(10L << 20),
                    new Version("7.10"),
                    Path.of("/inv/group_vars/files/a.tgz"),
                    URI.create("https://host:7990/context"),
                    Mode.STAND_BY,
                    List.of("a", "90s"),
                    Map.of("ssh", 22),
                    Secret.of("hunter2"),
                    Optional.empty(),
                    new Check("https://a", 3),
                    List.of(new Check("https://a", 1)),
                    new Value.Fields(
                        Map.of(
                            "a",
                            new Value.Items(
                                List.of(
                                    new Value.Text("1", true, false),
                                    new Value.Text("true", true, false),
                                    Value.text("x"))))),
                    ((Bound.Ready<Everything>) bound).arguments().until(),
                    new ShellText(
                        "ls {{archive}}",
                        "ls \"${DROVER_1}\"",
                        List.of(new ShellText.Datum("DROVER_1", "files/a.tgz", false))),
                    Duration.ofSeconds(90))));
    assertThat(masker.mask("pw hunter2")).isEqualTo("pw ***");
    assertThat(Plain.of(((Bound.Ready<Everything>) bound).arguments()))
        .hasToString(
            "{text=007, flag=true, count=3, big=9000000000, share=0.5, drain=1h30m, size=10MB,"
                + " to_version=7.10, archive=/inv/group_vars/files/a.tgz,"
                + " url=https://host:7990/context, mode=stand_by, words=[a, 90s], ports={ssh=22},"
                + " password=***, check={url=https://a, times=3}, checks=[{url=https://a, times=1}],"
                + " any={a=[1, true, x]}, until=password != '', script=ls files/a.tgz, for=1m30s}");
  }

  @Test
  void tellsAllMistakesAtOnceWhereTheyWereWritten() {
    Bound<Small> bound =
        bind(Small.class, "{drian: 60s, drain: 60, file: {a: b}, tags: one}", scope("x: 1"));
    assertThat(bound).isEqualTo(new Bound.Wrong<>());
    assertThat(report())
        .isEqualTo(
            """
            /run/book.yml:1:2: error: there is no field `drian` here [args.unknown-field]
                1 | {drian: 60s, drain: 60, file: {a: b}, tags: one}
                  |  ^~~~~
                  = hint: did you mean `drain`?

            /run/book.yml:1:21: error: `drain` must be a duration such as `30s`, `5m` or `1h30m`, and `60` is not [args.wrong-type]
                1 | {drian: 60s, drain: 60, file: {a: b}, tags: one}
                  |                     ^~
                  = hint: write `60s` for seconds, or `60m` for minutes

            /run/book.yml:1:31: error: `file` must be a path on this machine, and a map is not [args.wrong-type]
                1 | {drian: 60s, drain: 60, file: {a: b}, tags: one}
                  |                               ^~~~~~
                  = hint: write one value here

            /run/book.yml:1:45: error: `tags` must be a list, and `one` is not [args.wrong-type]
                1 | {drian: 60s, drain: 60, file: {a: b}, tags: one}
                  |                                             ^~~
                  = hint: write `[one]`
            """);
  }

  @Test
  void showsTheUseAndTheDefinitionOfAWrongValue() {
    bind(Small.class, "drain: \"{{how_long}}\"", scope("how_long: soon"));
    assertThat(report())
        .isEqualTo(
            """
            /run/book.yml:1:8: error: `drain` must be a duration such as `30s`, `5m` or `1h30m`, and `soon` is not [args.wrong-type]
                1 | drain: "{{how_long}}"
                  |        ^~~~~~~~~~~~~~
                  = hint: change the value, or the name that it comes from
                  = /inv/group_vars/all.yml:1:11: written here
            """);
  }

  @Test
  void neverShowsASecretThatIsWrong() {
    bind(
        Small.class,
        "drain: \"{{p}}\"",
        Scope.empty(masker).with("given", "p", Value.secret("hunter2")));
    assertThat(report()).contains("and this secret is not").doesNotContain("hunter2");
  }

  @Test
  void aConstructorThatRefusesIsReportedAtTheFieldThatItNames() {
    bind(Check.class, "{url: a, times: 0}", scope("x: 1"));
    assertThat(report())
        .isEqualTo(
            """
            /run/book.yml:1:17: error: `times` must be at least 1 [args.invalid]
                1 | {url: a, times: 0}
                  |                 ^
                  = hint: change the value or the values it clashes with
            """);
  }

  @Test
  void aValueStandsForTheMainField() {
    assertThat(bind(Words.class, "[ls, -l]", scope("x: 1")))
        .isEqualTo(new Bound.Ready<>(new Words(List.of("ls", "-l"), false)));
    assertThat(bind(Vars.class, "{vars: 1}", scope("x: 1")))
        .isEqualTo(new Bound.Ready<>(new Vars(Map.of("vars", new Value.Text("1", true, false)))));
    assertThat(bind(Small.class, "", Scope.empty(masker)))
        .isEqualTo(
            new Bound.Ready<>(new Small(Duration.ofMinutes(2), Optional.empty(), List.of())));
    assertThat(report()).isEmpty();
  }

  @Test
  void whatIsMissingIsNamedWithItsMeaning() {
    bind(Words.class, "{quiet: true}", scope("x: 1"));
    bind(Words.class, "3", scope("x: 1"));
    assertThat(report())
        .contains("the field `argv` is missing [args.missing-field]")
        .contains("= hint: `argv: list of string`")
        .contains("`argv` must be a list, and `3` is not");
  }

  @Test
  void argumentsThatRestOnAResultComeLaterAndTheOthersAreChecked() {
    Scope scope = scope("x: 1").with("results", Map.of("probe", new Scope.Later(Map.of())));
    assertThat(bind(Small.class, "{tags: [\"{{probe.stdout}}\"]}", scope))
        .isEqualTo(new Bound.Later<>(Set.of("probe")));
    assertThat(bind(Small.class, "{tags: [\"{{probe.stdout}}\"], drain: x}", scope))
        .isEqualTo(new Bound.Wrong<>());
  }

  @Test
  void aCheckWithoutNamesLooksAtShapesOnly() {
    assertThat(
            Binder.check(
                Schema.of(Small.class),
                node("b.yml", "{drain: \"{{a.b}}\", file: \"{{c}}\"}"),
                diagnostics))
        .isTrue();
    assertThat(
            Binder.check(
                Schema.of(Small.class),
                node("b.yml", "{drain: \"{{a.b}\", tags: {}}"),
                diagnostics))
        .isFalse();
  }

  @Test
  void relativePathsBelongToTheFileThatHasThem() {
    assertThat(bind(Small.class, "{file: ../x.txt}", scope("x: 1")))
        .isEqualTo(
            new Bound.Ready<>(
                new Small(Duration.ofMinutes(2), Optional.of(Path.of("/x.txt")), List.of())));
  }

  @Test
  void printsADocumentationTable() {
    assertThat(Reference.markdown(Schema.of(Small.class)))
        .isEqualTo(
            """
            | field | type | default | meaning |
            |---|---|---|---|
            | `drain` | duration | `2m` | How long |
            | `file` | path |  |  |
            | `tags` | list of string | `[]` |  |
            """);
  }
}
