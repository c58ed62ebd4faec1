package dev.drover.rehearse;

import dev.drover.rehearse.Fault.Sort;
import java.util.ArrayList;
import java.util.List;

/**
 * What a rehearsal has shown; its JSON form is this record.
 *
 * @param serving how many hosts serve if none is out
 * @param promised how many of them the plan promises in service at any moment
 * @param undisturbed the run in which nothing goes wrong
 * @param sorts the sums by sort of fault; pairs are the last one
 * @param scenarios all of them
 * @param unknown commands of steps that no simulated host knows: they were taken to end well
 */
public record RehearsalReport(
    String runbook,
    String version,
    long seed,
    int serving,
    int promised,
    ScenarioResult undisturbed,
    List<SortSum> sorts,
    List<ScenarioResult> scenarios,
    List<String> unknown) {

  /**
   * What became of the scenarios of one sort.
   *
   * @param atOnce how many finished without being resumed
   * @param resumed how many finished after they were mended and resumed
   * @param lowest the fewest hosts in service in any of them
   * @param violated how many broke a promise, or did not come to their end
   */
  public record SortSum(
      String sort, String words, int scenarios, int atOnce, int resumed, int lowest, int violated) {

    private static SortSum of(String sort, String words, List<ScenarioResult> all) {
      return new SortSum(
          sort,
          words,
          all.size(),
          (int) all.stream().filter(one -> one.finished() && one.resumes() == 0).count(),
          (int) all.stream().filter(one -> one.finished() && one.resumes() > 0).count(),
          all.stream().mapToInt(ScenarioResult::lowest).min().orElse(0),
          (int) all.stream().filter(one -> !one.kept()).count());
    }
  }

  public RehearsalReport {
    sorts = List.copyOf(sorts);
    scenarios = List.copyOf(scenarios);
    unknown = List.copyOf(unknown);
  }

  /** Of a rehearsal that has played some scenarios. */
  public static RehearsalReport of(
      Rehearsable site, Rehearsal rehearsal, long seed, List<ScenarioResult> results) {
    List<SortSum> sorts = new ArrayList<>();
    for (Sort sort : Sort.values()) {
      List<ScenarioResult> of =
          results.stream().filter(one -> one.sorts().equals(List.of(sort.word()))).toList();
      if (!of.isEmpty()) {
        sorts.add(SortSum.of(sort.word(), sort.words(), of));
      }
    }
    List<ScenarioResult> pairs = results.stream().filter(one -> one.sorts().size() > 1).toList();
    if (!pairs.isEmpty()) {
      sorts.add(SortSum.of("pairs", "two of these", pairs));
    }
    return new RehearsalReport(
        site.plan().runbook().name(),
        site.plan().runbook().version(),
        seed,
        rehearsal.serving(),
        rehearsal.promised(),
        rehearsal.undisturbed(),
        sorts,
        results,
        rehearsal.unknown().stream().sorted().toList());
  }

  /** Whether the plan and the engine kept all that they promise. */
  public boolean kept() {
    return undisturbed.kept() && scenarios.stream().allMatch(ScenarioResult::kept);
  }

  /** The scenarios that broke a promise, those with the fewest hosts in service first. */
  public List<ScenarioResult> worst() {
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(undisturbed), scenarios.stream())
        .filter(one -> !one.kept())
        .sorted(java.util.Comparator.comparingInt(ScenarioResult::lowest))
        .toList();
  }

  /** The fewest hosts in service in any scenario. */
  public int lowest() {
    return scenarios.stream()
        .mapToInt(ScenarioResult::lowest)
        .reduce(undisturbed.lowest(), Math::min);
  }
}
