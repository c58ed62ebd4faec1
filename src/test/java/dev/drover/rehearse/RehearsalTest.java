package dev.drover.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The way back is rehearsed whole: it is short enough for that in each test run. */
class RehearsalTest {

  @TempDir Path directory;

  @Test
  void cancellingKeepsItsPromisesWhateverGoesWrong() throws Exception {
    Rehearsable site = Rehearsed.cancel(directory);
    Rehearsal rehearsal = new Rehearsal(site, 1);
    assertThat(rehearsal.undisturbed())
        .isEqualTo(
            new ScenarioResult(
                "undisturbed",
                "nothing goes wrong",
                List.of(),
                true,
                Ending.FINISHED,
                List.of(),
                0,
                true,
                3,
                List.of()));
    List<ScenarioResult> results = rehearsal.playAll(rehearsal.singles(), _ -> {});
    assertThat(results).hasSizeGreaterThan(60).allMatch(ScenarioResult::finished);
    assertThat(results).flatExtracting(ScenarioResult::violations).isEmpty();
    assertThat(results).extracting(ScenarioResult::struck).doesNotContain(false);
  }

  @Test
  void theSameSeedGivesTheSameResults() throws Exception {
    Rehearsable site = Rehearsed.cancel(directory);
    assertThat(all(site)).isEqualTo(all(site));
  }

  private static List<ScenarioResult> all(Rehearsable site) throws Exception {
    Rehearsal rehearsal = new Rehearsal(site, 7);
    return rehearsal.playAll(rehearsal.pairs(20), _ -> {});
  }

  @Test
  void aScenarioIsFoundByItsName() throws Exception {
    Rehearsal rehearsal = new Rehearsal(Rehearsed.cancel(directory), 1);
    for (Scenario scenario : rehearsal.pairs(10)) {
      assertThat(rehearsal.find(scenario.id())).contains(scenario);
    }
    assertThat(rehearsal.find("step-fails:nowhere")).isEmpty();
  }

  @Test
  @Timeout(60)
  void branchesThatUseFactsOfTheSameHostTakeTurns() throws Exception {
    Path file = directory.resolve("branches.yml");
    Files.writeString(
        file,
        """
        runbook: branches
        language: 1
        version: 1.0.0
        plays:
          - hosts: bitbucket
            tasks:
              - parallel:
                  - name: one
                    command: {argv: [mark], creates: "/{{facts.os.id}}-1"}
                  - name: other
                    command: {argv: [mark], creates: "/{{facts.os.id}}-2"}
        """);
    ScenarioResult result = new Rehearsal(Rehearsed.of(file, directory), 1).undisturbed();
    assertThat(result.violations()).isEmpty();
    assertThat(result.finished()).isTrue();
  }

  /** Played whole, a scenario comes to what it comes to if what it has in common is left out. */
  @Test
  void whatIsNotPlayedAgainMakesNoDifference() throws Exception {
    Rehearsal rehearsal = new Rehearsal(Rehearsed.cancel(directory), 1);
    assertThat(rehearsal.shared()).isPositive();
    assertSameIfPlayedWhole(rehearsal, rehearsal.pairs(10));
  }

  @Test
  @Tag("long")
  void whatIsNotPlayedAgainMakesNoDifferenceToTheUpgrade() throws Exception {
    Rehearsal rehearsal = new Rehearsal(Rehearsed.upgrade(directory), 1);
    assertThat(rehearsal.shared()).isGreaterThan(30);
    assertSameIfPlayedWhole(rehearsal, rehearsal.singles());
  }

  private static void assertSameIfPlayedWhole(Rehearsal rehearsal, List<Scenario> scenarios) {
    Onlooker somebody = _ -> {};
    for (Scenario scenario : scenarios) {
      assertThat(rehearsal.play(scenario, Onlooker.NOBODY))
          .isEqualTo(rehearsal.play(scenario, somebody));
    }
  }
}
