package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SpecificationVersion;
import dev.drover.diag.Code;
import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostic.Severity;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.testing.Golden;
import dev.drover.testing.JsonSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Diagnostics for machines: letters that mean something there come through unharmed. */
class FormatsTest {

  private static final Path RESOURCES = Path.of("src/test/resources/report");

  private final List<Map<String, Object>> data = DiagnosticText.data(diagnostics());

  private static Diagnostics diagnostics() {
    Diagnostics diagnostics = new Diagnostics();
    Source top = new Source("run books/50%, a:b.yml", "include: ü.yml\nwhen: false\n");
    Source included = new Source("ü.yml", "b: {{c}}\r").includedAt(top.span(9, 5));
    Diagnostics own = new Diagnostics();
    own.error(Code.NAME_UNDEFINED, included.span(3, 5), "`c`\n::error::x is 100% wrong", "a,b:c");
    diagnostics.addFor("h1", own);
    diagnostics.addFor("h2", own);
    diagnostics.add(
        new Diagnostic(
                Severity.WARNING,
                Code.RUNBOOK_DUPLICATE_ID,
                "twice",
                top.span(15, 4),
                Optional.empty(),
                List.of())
            .related("first used here", top.span(0, 7)));
    diagnostics.error(
        Code.PARAMS_UNKNOWN, Span.startOf(new Source("-e", "x=…")), "no parameter `x`");
    return diagnostics;
  }

  @Test
  void sarifIsWhatItsSchemaAsksFor() throws IOException {
    Map<String, Object> log = SarifLog.of(data, 3, "1.0");
    String schema = Files.readString(RESOURCES.resolve("sarif-schema-2.1.0.json"));
    assertThat(JsonSchemas.mistakes(JsonSchemas.read(schema, SpecificationVersion.DRAFT_7), log))
        .isEmpty();
  }

  @Test
  void sarifHoldsWhatWasFound() {
    Golden.check(
        RESOURCES.resolve("results.sarif.json"), run().get("results").toPrettyString() + "\n");
  }

  @Test
  void everyCodeIsARuleWithHelp() {
    assertThat(run().get("tool").get("driver").get("rules").valueStream())
        .hasSize(Code.values().length)
        .allMatch(rule -> !rule.get("help").get("text").asString().isBlank());
  }

  @Test
  void sarifSaysThatThereIsMore() {
    assertThat(run().get("invocations").toString())
        .isEqualTo(
            "[{\"executionSuccessful\":true,\"toolExecutionNotifications\":[{\"level\":\"note\","
                + "\"message\":{\"text\":\"… and 3 more, which are not shown: mend these first,"
                + " then check again\"}}]}]");
  }

  private JsonNode run() {
    return new JsonMapper().valueToTree(SarifLog.of(data, 3, "1.0")).get("runs").get(0);
  }

  @Test
  void aMistakeIsOneCommandOfGithubWhateverIsInIt() {
    assertThat(GithubCommands.of(data, 3))
        .isEqualTo(
            """
            ::error title=params.unknown::no parameter `x`
            ::warning file=run books/50%25%2C a%3Ab.yml,line=2,col=1,endColumn=4,title=runbook.duplicate-id::twice
            ::error file=ü.yml,line=1,col=4,endColumn=8,title=name.undefined::`c`%0A::error::x is 100%25 wrong%0Ahint: a,b:c%0Aon 2 hosts: h1, h2
            ::notice::… and 3 more, which are not shown: mend these first, then check again
            """);
  }
}
