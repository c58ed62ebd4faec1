package dev.drover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.journal.Edition;
import dev.drover.journal.Entry;
import dev.drover.journal.Journal;
import dev.drover.journal.Request;
import dev.drover.review.PlanFile;
import dev.drover.testing.Golden;
import dev.drover.testing.Plans;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code report}, for the directory of a run that was copied from elsewhere. */
class ReportCommandTest {

  private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

  @TempDir Path directory;

  private Path run(String plan) throws Exception {
    Path run = Files.createDirectory(directory.resolve("20261121-030000"));
    try (Journal journal = Journal.create(run.resolve("journal"))) {
      journal.append(
          new Entry.RunBegan(
              START,
              "20261121-030000",
              "upgrade",
              "1.0.0",
              "ann@ops1",
              new Request("upgrade.yml", List.of("hosts"), List.of(), List.of(), 1),
              Map.of(),
              List.of("work/say[h1]", "work/say[h2]"),
              plan,
              Edition.UNKNOWN));
      journal.append(new Entry.StepBegan(START.plusSeconds(1), "work/say[h1]", 1, Map.of()));
    }
    return run;
  }

  private JsonNode json(Path run) {
    Shell.Ending ending = Shell.drover("report", run.toString(), "--format", "json");
    assertThat(ending.err()).isEmpty();
    assertThat(ending.code()).isZero();
    return new JsonMapper().readTree(ending.out());
  }

  @Test
  void explainsItself() {
    Golden.check(
        Path.of("src/test/resources/help/report.txt"),
        new String(Shell.drover("report", "--help").bytes(), UTF_8));
  }

  @Test
  void aRunWithoutPlanIsReportedFromItsJournal() throws Exception {
    JsonNode report = json(run(""));
    assertThat(report.get("verdict").asString()).isEqualTo("cut_off");
    assertThat(report.at("/capacity/known").asBoolean()).isFalse();
    assertThat(report.at("/attempts/0/inDoubt").toString()).isEqualTo("[\"work/say[h1]\"]");
    assertThat(report.at("/course/notRun/0/step").asString()).isEqualTo("work/say[h2]");
  }

  @Test
  void thePlanOfTheRunIsRead() throws Exception {
    PlanFile plan = PlanFile.write(Plans.full(), directory.resolve("some.plan"));
    Path run = run(plan.hash());
    Files.copy(directory.resolve("some.plan"), run.resolve("run.plan"));
    assertThat(json(run).at("/capacity/known").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "damaged", "another"})
  void aPlanThatIsNotTheOneOfTheRunIsToldAndLeftOut(String plan) throws Exception {
    Path run = run("0".repeat(64));
    if (plan.equals("damaged")) {
      Files.writeString(run.resolve("run.plan"), "drover-plan 1 what\n");
    } else if (plan.equals("another")) {
      PlanFile.write(Plans.full(), run.resolve("run.plan"));
    }
    Shell.Ending ending = Shell.drover("report", run.toString(), "--format", "json");
    assertThat(ending.err())
        .startsWith("drover: ")
        .endsWith("; what only the plan tells is left out\n");
    assertThat(ending.code()).isZero();
    assertThat(new JsonMapper().readTree(ending.out()).at("/capacity/known").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"html", "markdown", "junit", "json"})
  void aReportIsWrittenToAFile(String format) throws Exception {
    Path file = directory.resolve("out");
    Shell.Ending ending =
        Shell.drover("report", run("").toString(), "--format", format, "-o", file.toString());
    assertThat(ending).isEqualTo(new Shell.Ending(0, "", "wrote " + file + "\n"));
    assertThat(file).content().contains("20261121-030000", "work/say");
  }

  @Test
  void aDirectoryWithoutJournalIsNoRun() {
    Shell.Ending ending = Shell.drover("report", directory.toString());
    assertThat(ending.code()).isEqualTo(ExitCode.JOURNAL.code());
    assertThat(ending.err()).contains("there is no journal in");
  }
}
