package dev.drover.expr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostics;
import dev.drover.expr.ShellText.Outcome;
import dev.drover.secret.Masker;
import dev.drover.testing.Vaults;
import dev.drover.yaml.Node.ScalarNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShellTextTest {

  private static final Scope SCOPE =
      Given.scope("x: '$(id)'\nhosts: [a, b c]\nempty: []\n")
          .with("given", "password", Value.secret("p"));

  private static ShellText fill(String text, Scope scope) {
    Diagnostics diagnostics = new Diagnostics();
    Outcome outcome = ShellText.of(Given.text(text), scope, diagnostics);
    assertThat(diagnostics.hasErrors()).as("%s", Given.lines(diagnostics)).isFalse();
    return ((Outcome.Ready) outcome).text();
  }

  /** It was run as {@code ***} once, and shown. */
  @Test
  void anEncryptedTextIsRunAsItIsAndNeverShown() throws Exception {
    String sealed = Files.readString(Vaults.file("recorded-1.1.vault"));
    ScalarNode scalar = new ScalarNode(sealed, false, ScalarNode.VAULT, Given.text("x").span());
    Scope scope = Scope.empty(new Masker(), Vaults.with("default", "password"));
    ShellText text = ((Outcome.Ready) ShellText.of(scalar, scope, new Diagnostics())).text();
    assertThat(text.script()).isEqualTo(Files.readString(Vaults.file("plain.yml")));
    assertThat(text.filled()).isEqualTo("***");
    assertThat(text.toString()).isEqualTo("***");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '~',
      value = {
        "ls {{x}}§ls '$(id)'",
        "ls a{{x}}b§ls a'$(id)'b",
        "echo \"a {{x}}b\"§echo \"a \\$(id)b\"",
        "echo 'a {{x}}'§echo 'a ''$(id)'''",
        "ls {{hosts.0}} {{hosts.1}}§ls a 'b c'",
        "login {{password}}§login ***",
        "echo ${HOME} {{hosts.0}}§echo ${HOME} a",
      })
  void isShownWithItsValuesInTheirPlaces(String written, String filled) {
    assertThat(fill(written, SCOPE).filled()).isEqualTo(filled);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '~',
      value = {
        "ls {{x}}§ls \"${DROVER_1}\"",
        "ls a{{x}}b§ls a\"${DROVER_1}\"b",
        "echo \"a {{x}}b\"§echo \"a ${DROVER_1}b\"",
        "echo 'a {{x}}'§echo 'a '\"${DROVER_1}\"''",
        "echo $(ls {{x}})§echo $(ls \"${DROVER_1}\")",
        "echo \"$(ls {{x}}) {{x}}\"§echo \"$(ls \"${DROVER_1}\") ${DROVER_2}\"",
        "v={{x}}; echo $v§v=\"${DROVER_1}\"; echo $v",
        "export V={{x}}§export V=\"${DROVER_1}\"",
        "sh -c 'echo \"$1\"' sh {{x}}§sh -c 'echo \"$1\"' sh \"${DROVER_1}\"",
        "echo it # of {{x}}.§echo it # of .",
        "echo {{x}} 2>&1 | tee log§echo \"${DROVER_1}\" 2>&1 | tee log",
        "case {{x}} in a) echo {{x}};; esac§case \"${DROVER_1}\" in a) echo \"${DROVER_2}\";; esac",
        "o=$(case {{x}} in a) echo {{x}};; esac)§o=$(case \"${DROVER_1}\" in a) echo"
            + " \"${DROVER_2}\";; esac)",
        "ls{{#hosts}} {{.}}{{/hosts}}§ls \"${DROVER_1}\" \"${DROVER_2}\"",
        "ls{{#empty}} {{.}}{{/empty}}§ls",
        "ls {{{x}}} {{x}} {{{x}}}§ls $(id) \"${DROVER_1}\" $(id)",
        "ls{{#hosts}} {{{.}}}={{.}}{{/hosts}}§ls a=\"${DROVER_1}\" b c=\"${DROVER_2}\"",
        "echo $((1 + 2)) ${HOME:-x} {{x}}§echo $((1 + 2)) ${HOME:-x} \"${DROVER_1}\"",
      })
  void putsAReferenceThatFitsItsPlace(String text, String expected) {
    assertThat(fill(text, SCOPE).script()).isEqualTo(expected);
  }

  @Test
  void fillsAHereDocumentThatIsExpanded() {
    assertThat(fill("cat <<EOF >f\na \"{{x}}\"\nEOF\nls {{x}}", SCOPE).script())
        .isEqualTo("cat <<EOF >f\na \"${DROVER_1}\"\nEOF\nls \"${DROVER_2}\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '~',
      value = {
        "eval {{x}}§1:6+5 the value would stand in an argument of `eval`, which reads it as shell"
            + " text",
        "eval \"ls $(echo {{x}})\"§1:17+5 the value would stand in an argument of `eval`, which"
            + " reads it as shell text",
        "if sudo sh -c \"ls {{x}}\"§1:19+5 the value would stand in the text of `-c`, which a shell"
            + " reads again",
        "/bin/bash -ec '{{x}}'§1:16+5 the value would stand in the text of `-ec`, which a shell"
            + " reads again",
        "ssh h rm {{x}}§1:10+5 the value would stand in an argument of `ssh`, which a shell on the"
            + " other side reads again",
        "echo {{x}} | sudo sh§1:6+5 the value would stand in a text that is piped into a shell as a"
            + " script",
        "echo `ls {{x}}`§1:10+5 the value would stand inside backticks, where quotes have no clear"
            + " meaning",
        "echo \"`ls {{x}}`\"§1:11+5 the value would stand inside backticks, where quotes have no"
            + " clear meaning",
        "echo $(( {{x}} + 1 ))§1:10+5 the value would stand inside `$((…))`, where the shell"
            + " reckons with it",
        "echo ${v:-{{x}}}§1:11+5 the value would stand inside `${…}`, where the shell reads it as"
            + " part of the name",
        "[[ 1 -eq 1 && {{x}} -eq 1 ]]§1:15+5 the value would stand inside `[[ … ]]`, where some"
            + " shells reckon with it",
        "echo \\{{x}}§1:7+5 the value would stand behind a backslash, which would take away its"
            + " quotes",
        "echo \"\\{{x}}\"§1:8+5 the value would stand behind a backslash, which would take away its"
            + " quotes",
        "echo ${{x}}§1:7+5 the value would stand behind a `$`, which belongs to the shell",
        "echo $'{{x}}'§1:8+5 the value would stand inside `$'…'`",
        "a[{{x}}]=1§1:3+5 the value would stand where the shell expects the name of a variable",
        "unset {{x}}§1:7+5 the value would stand where the shell expects the name of a variable",
        "for {{x}} in a; do :; done§1:5+5 the value would stand where the shell expects the name of"
            + " a variable",
        "ls {{hosts}}§1:4+9 a list can't be one word of a shell command",
        "ls {{&x}}§1:4+6 `{{&…}}` does not say clearly that the value becomes shell syntax",
      })
  void refusesAPlaceWhereAValueCouldBecomeSyntax(String text, String expected) {
    Diagnostics diagnostics = new Diagnostics();
    assertThat(ShellText.of(Given.text(text), SCOPE, diagnostics))
        .isInstanceOf(Outcome.Wrong.class);
    assertThat(diagnostics.sorted())
        .extracting(d ->
            d.span().line() + ":" + d.span().column() + "+" + d.span().length() + " " + d.message())
        .containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({"cat <<'EOF'", "sh <<EOF", "cat <<EOF | sh", "sudo -u x bash -s <<-EOF"})
  void refusesAHereDocumentThatIsLiteralOrAScript(String first) {
    Diagnostics diagnostics = new Diagnostics();
    ShellText.of(Given.text(first + "\na {{x}}\nEOF\n"), SCOPE, diagnostics);
    assertThat(diagnostics.sorted()).hasSize(1);
    assertThat(diagnostics.sorted().getFirst().span()).hasToString("t.yml:2:3");
  }

  @Test
  void refusesBeforeTheValueIsKnown() {
    Scope scope = SCOPE.with("results", Map.of("r", new Scope.Later(Map.of())));
    Diagnostics diagnostics = new Diagnostics();
    assertThat(ShellText.of(Given.text("eval {{r.stdout}}"), scope, diagnostics))
        .isInstanceOf(Outcome.Wrong.class);
    assertThat(ShellText.of(Given.text("ls {{r.stdout}}"), scope, new Diagnostics()))
        .isEqualTo(new Outcome.Later(java.util.Set.of("r")));
  }

  @Test
  void marksSecretsAndShowsOnlyWhatWasWritten() {
    ShellText text = fill("login {{password}}", SCOPE);
    assertThat(text).hasToString("login {{password}}");
    assertThat(text.data()).hasToString("[DROVER_1=***]");
  }

  static Stream<String> hostile() {
    return Stream.of(
        "$(touch PWNED)",
        "`touch PWNED`",
        "'; touch PWNED; '",
        "\"; touch PWNED; \"",
        "\n touch PWNED\n",
        "EOF\ntouch PWNED\n",
        "a\\",
        "* ? [a-z] ~ $HOME ${PWD}",
        "-n",
        "{{x}} {{{x}}} {{> f}}",
        "&& touch PWNED ||",
        " a  b\t",
        "ünïcode ✓");
  }

  /** Real shells take the values; each place must give back exactly what went in. */
  @ParameterizedTest
  @MethodSource("hostile")
  void aHostileValueStaysData(String value, @TempDir java.nio.file.Path directory)
      throws IOException, InterruptedException {
    Scope scope = Scope.empty(new dev.drover.secret.Masker()).with("given", "x", Value.text(value));
    String script =
        """
        printf '%s|' {{x}}
        printf '%s|' "{{x}}"
        printf '%s|' '{{x}}'
        printf '%s|' "$(printf '%sQ' {{x}})"
        v={{x}}
        printf '%s|' "$v"
        cat <<EOF
        {{x}}Q
        EOF
        """;
    ShellText text = fill(script, scope);
    for (String shell : List.of("sh", "bash")) {
      assertThat(run(shell, text, directory))
          .isEqualTo((value + "|").repeat(3) + value + "Q|" + value + "|" + value + "Q\n");
    }
    assertThat(directory.resolve("PWNED")).doesNotExist();
  }

  /** Pieces of shell text in random order: what is not refused must not execute the value. */
  @Test
  void noPlaceLetsAValueBeExecuted(@TempDir java.nio.file.Path directory)
      throws IOException, InterruptedException {
    long seed = 20261121;
    RandomGenerator random = new Random(seed);
    List<String> pieces =
        List.of(
            "{{x}}",
            "{{x}}",
            "'",
            "\"",
            " ",
            "\n",
            ";",
            "$(",
            ")",
            "`",
            "\\",
            "$",
            "${v:-",
            "}",
            "echo ",
            ": ",
            "#",
            "<<E\n",
            "\nE\n",
            "eval ",
            "sh -c ",
            "[ ",
            "[[ ",
            "case a in ",
            "&&",
            "|",
            "(",
            "$((",
            "))");
    Scope scope =
        Scope.empty(new dev.drover.secret.Masker())
            .with("given", "x", Value.text("$(touch PWNED);`touch PWNED`;touch PWNED"));
    for (int i = 0; i < 300; i++) {
      StringBuilder script = new StringBuilder();
      for (int j = 0; j < 8; j++) {
        script.append(pieces.get(random.nextInt(pieces.size())));
      }
      Outcome outcome = ShellText.of(Given.text(script.toString()), scope, new Diagnostics());
      if (outcome instanceof Outcome.Ready(ShellText text)) {
        run("sh", text, directory);
        assertThat(directory.resolve("PWNED")).as("seed %d: %s", seed, script).doesNotExist();
      }
    }
  }

  private static String run(String shell, ShellText text, java.nio.file.Path directory)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(List.of(shell, "-c", text.script()));
    builder.directory(directory.toFile()).redirectErrorStream(true);
    builder.redirectInput(new java.io.File("/dev/null"));
    text.data().forEach(datum -> builder.environment().put(datum.variable(), datum.value()));
    Process process = builder.start();
    byte[] output = process.getInputStream().readAllBytes();
    process.waitFor();
    return new String(output, UTF_8);
  }
}
