package dev.drover.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.journal.Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rehearsal finds mistakes: here are some that the engine does not make, planted. */
class PlantedMistakesTest {

  @TempDir Path directory;

  private Rehearsable site(String name, String text) throws Exception {
    Path file = directory.resolve(name + ".yml");
    Files.writeString(file, text);
    return Rehearsed.of(file, directory);
  }

  private static String rolling(int window, String policy) {
    return """
    runbook: rolling
    language: 1
    version: 1.0.0
    policy: {%s}
    plays:
      - name: Roll
        hosts: bitbucket
        window: %d
        tasks:
          - lb_detach: {drain: 10s}
          - name: patch
            http: {url: "https://patches.test/apply", method: post}
          - lb_attach: {}
          - name: mark
            command: {argv: [mark], creates: /var/marked}
    """
        .formatted(policy, window);
  }

  @Test
  void anEngineThatForgetsTheFewestInService() throws Exception {
    Rehearsable promised = site("promised", rolling(3, "min_in_service: 2"));
    Rehearsable played = site("played", rolling(3, "min_in_service: 0"));
    Rehearsal rehearsal =
        new Rehearsal(played, Promise.of(promised), 1, UnaryOperator.identity(), Onlooker.NOBODY);
    assertThat(rehearsal.undisturbed().violations())
        .contains("only 1 of 3 in service (out: bb1, bb2), and the plan promises 2 at any moment");
  }

  @Test
  void anEngineThatForgetsFailureDomains() throws Exception {
    String text = rolling(3, "min_in_service: 0");
    Rehearsable promised =
        site("promised", text.replace("    window: 3", "    window: 3\n    domain: ansible_host"));
    Rehearsal rehearsal =
        new Rehearsal(
            site("played", text),
            Promise.of(promised),
            1,
            UnaryOperator.identity(),
            Onlooker.NOBODY);
    assertThat(rehearsal.undisturbed().violations())
        .anyMatch(words -> words.startsWith("hosts of more than one failure domain are out"));
  }

  @Test
  void anEngineThatDoesNotWriteDownWhatItOpens() throws Exception {
    Rehearsal rehearsal =
        forgetful(entries ->
            entries.stream().filter(entry -> !(entry instanceof Entry.BracketOpened)).toList());
    assertThat(violations(rehearsal, "operator-aborts:roll/patch[bb2]"))
        .anyMatch(words -> words.endsWith("does not list what is open: node out of service: bb2"));
  }

  @Test
  void anEngineThatLosesSightOfStepsInDoubt() throws Exception {
    Rehearsal rehearsal = forgetful(PlantedMistakesTest::withoutDoubt);
    assertThat(violations(rehearsal, "killed-before:step-ended:roll/patch[bb1]"))
        .containsExactly("roll/patch[bb1] is not safe to repeat, and was executed 2 times");
  }

  /** What was begun and did not end was never begun. */
  private static List<Entry> withoutDoubt(List<Entry> entries) {
    Set<String> ended = new HashSet<>();
    entries.forEach(entry -> {
      if (entry instanceof Entry.StepEnded step) {
        ended.add(step.step());
      }
    });
    return entries.stream()
        .filter(entry -> !(entry instanceof Entry.StepBegan began) || ended.contains(began.step()))
        .toList();
  }

  @Test
  void anEngineThatTakesAFailedStepForDone() throws Exception {
    Rehearsal rehearsal = forgetful(PlantedMistakesTest::allDone);
    assertThat(violations(rehearsal, "step-fails:roll/mark[bb3]"))
        .singleElement()
        .asString()
        .startsWith(
            "it finished, and the world is another one: at host bb3, `/var/marked 0644 root \"\"`"
                + " was expected and `");
  }

  private static List<Entry> allDone(List<Entry> entries) {
    return entries.stream()
        .map(entry ->
            entry instanceof Entry.StepEnded step
                ? new Entry.StepEnded(
                    step.at(),
                    step.step(),
                    Entry.Ending.DONE,
                    true,
                    step.summary(),
                    step.values(),
                    step.masked(),
                    List.of(),
                    "")
                : entry)
        .toList();
  }

  private Rehearsal forgetful(UnaryOperator<List<Entry>> memory) throws Exception {
    Rehearsable site = site("rolling", rolling(1, "min_in_service: 1"));
    Rehearsal rehearsal = new Rehearsal(site, Promise.of(site), 1, memory, Onlooker.NOBODY);
    assertThat(rehearsal.undisturbed().finished()).isTrue();
    return rehearsal;
  }

  private static List<String> violations(Rehearsal rehearsal, String id) {
    Scenario scenario = rehearsal.find(id).orElseThrow();
    return rehearsal.play(scenario, Onlooker.NOBODY).violations();
  }
}
