package dev.drover.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.rehearse.Fault.Sort;
import dev.drover.testing.FaultMatrix;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped upgrade, with every single fault at every place and with some pairs. */
@Tag("faults")
class ShippedUpgradeRehearsalTest {

  private static final Set<List<String>> GOES_ON =
      Set.of(
          List.of(Sort.OPERATOR_PAUSES.word()),
          List.of(Sort.OPERATOR_SKIPS.word()),
          List.of(Sort.OPERATOR_RETRIES.word()));

  @TempDir Path directory;

  @Test
  void whateverGoesWrongItsPromisesAreKeptAndItCanBeFinished() throws Exception {
    Rehearsable site = Rehearsed.upgrade(directory);
    Rehearsal rehearsal = new Rehearsal(site, 1);
    assertThat(rehearsal.promised()).isEqualTo(2);
    List<Scenario> scenarios = new ArrayList<>(rehearsal.singles());
    scenarios.addAll(rehearsal.pairs(FaultMatrix.all() ? 400 : 40));

    List<ScenarioResult> results = rehearsal.playAll(scenarios, _ -> {});

    Map<String, List<String>> broken = new TreeMap<>();
    results.stream()
        .filter(result -> !result.kept())
        .forEach(result -> broken.put(result.id(), result.violations()));
    assertThat(broken).isEmpty();
    assertThat(results).allMatch(ScenarioResult::finished);
    assertThat(results).extracting(ScenarioResult::lowest).containsOnly(2);
    assertThat(results)
        .filteredOn(result -> GOES_ON.contains(result.sorts()))
        .as("what an operator asks for in another terminal is done at once")
        .hasSizeGreaterThan(100)
        .extracting(ScenarioResult::resumes)
        .containsOnly(0);
    RehearsalReport report = RehearsalReport.of(site, rehearsal, 1, results);
    assertThat(report.kept()).isTrue();
    assertThat(report.sorts())
        .as("every sort of fault finds its places in it, and pairs are told too")
        .hasSize(Sort.values().length + 1);
    assertThat(report.unknown()).as("all its commands are simulated").isEmpty();
    noted(results);
  }

  private void noted(List<ScenarioResult> results) throws Exception {
    int atOnce = (int) results.stream().filter(result -> result.resumes() == 0).count();
    String where = "at each of its places in the shipped upgrade, some in pairs; ";
    FaultMatrix.record(
        "90-rehearsed-at-once",
        getClass(),
        "Each sort of fault that a rehearsal knows",
        where + "where the run goes on",
        atOnce,
        FaultMatrix.End.FINISHED);
    FaultMatrix.record(
        "91-rehearsed-and-resumed",
        getClass(),
        "Each sort of fault that a rehearsal knows",
        where + "where the run can't go on",
        results.size() - atOnce,
        FaultMatrix.End.RESUMED);
  }
}
