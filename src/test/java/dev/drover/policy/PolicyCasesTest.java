package dev.drover.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostics;
import dev.drover.load.InventoryLoader;
import dev.drover.load.Limit;
import dev.drover.load.PolicyFiles;
import dev.drover.load.RunbookLoader;
import dev.drover.model.Inventory;
import dev.drover.model.Runbook;
import dev.drover.model.Scopes;
import dev.drover.plan.Limited;
import dev.drover.plan.Plan;
import dev.drover.plan.Planner;
import dev.drover.review.PlanDocument.FindingView;
import dev.drover.review.PlanDocument.PolicyView;
import dev.drover.schema.Durations;
import dev.drover.secret.Masker;
import dev.drover.task.Kinds;
import dev.drover.task.Observation;
import dev.drover.tasks.BuiltIn;
import dev.drover.testing.Documents;
import dev.drover.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One runbook per file, for the example inventory, with what comes of each policy. Comments at its
 * top tell what is around it: {@code # limit: bb1}, {@code # seen: bb1=7.9.0 bb2=OFFLINE}, {@code #
 * upgrade mode: on}, {@code # backup: 3h} and {@code # policies: FILE} beside it.
 */
class PolicyCasesTest {

  private static final Path CASES = Path.of("src/test/resources/policy/cases");
  private static final Path INVENTORY = Path.of("inventories/example");
  private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

  static Stream<Path> cases() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files.filter(file -> file.toString().endsWith(".yml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void judges(Path file) throws Exception {
    String text = Files.readString(file);
    Diagnostics diagnostics = new Diagnostics();
    Kinds kinds = BuiltIn.kinds();
    Runbook runbook = RunbookLoader.load(file, kinds, diagnostics).orElseThrow();
    Inventory inventory = InventoryLoader.load(List.of(INVENTORY), diagnostics);
    Masker masker = new Masker();
    Scopes scopes = new Scopes(runbook, inventory, Map.of(), masker);
    Limited limited =
        head(text, "limit")
            .map(words ->
                new Limited(Optional.of(Limit.select(words, CASES, inventory, diagnostics)), words))
            .orElse(Limited.NOT);
    Optional<Plan> plan = Planner.compile(scopes, kinds, limited, 0, diagnostics);
    assertThat(diagnostics.sorted()).isEmpty();
    Plan looked = seen(plan.orElseThrow(), text);
    Optional<Backups.Taken> backup =
        head(text, "backup")
            .flatMap(Durations::parse)
            .map(age -> new Backups.Taken("20261120-220000", NOW.minus(age)));
    List<OwnRule> own = own(text, diagnostics);
    assertThat(diagnostics.sorted()).isEmpty();
    Policies policies = new Policies(scopes, own, _ -> backup, () -> NOW);
    StringBuilder out = new StringBuilder();
    policies
        .judge(looked, Documents.of(looked, masker))
        .policies()
        .forEach(policy -> show(policy, out));
    Golden.check(Path.of(file.toString().replaceFirst("\\.yml$", ".out")), out.toString());
  }

  private static Optional<String> head(String text, String key) {
    Matcher matcher = Pattern.compile("(?m)^# " + key + ": (.*)$").matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static Plan seen(Plan plan, String text) {
    List<Observation> seen = new ArrayList<>();
    head(text, "upgrade mode")
        .ifPresent(mode -> seen.add(Observation.pinned("cluster bitbucket", "upgrade mode", mode)));
    for (String word :
        head(text, "seen").stream().flatMap(all -> Stream.of(all.split(" ", -1))).toList()) {
      String[] node = word.split("=", 2);
      boolean offline = node[1].equals("OFFLINE");
      seen.add(
          Observation.pinned(
              "cluster bitbucket", "state of node " + node[0], offline ? node[1] : "ACTIVE"));
      seen.add(
          Observation.pinned(
              "cluster bitbucket", "version of node " + node[0], offline ? "none" : node[1]));
    }
    head(text, "down")
        .map(host -> Observation.down(host, "lb1 says bitbucket/" + host + " READY, DOWN"))
        .ifPresent(seen::add);
    return new Plan(plan.runbook(), plan.seed(), plan.plays(), seen);
  }

  private static List<OwnRule> own(String text, Diagnostics diagnostics) {
    return head(text, "policies")
        .map(directory -> new PolicyFiles(diagnostics).directory(CASES.resolve(directory)))
        .map(files -> OwnRule.of(files.policies(), UnaryOperator.identity(), diagnostics))
        .orElse(List.of());
  }

  private static void show(PolicyView policy, StringBuilder out) {
    out.append(
        "%-9s %s (%s, %s): %s\n"
            .formatted(
                policy.outcome(),
                policy.name(),
                policy.source(),
                policy.severity(),
                policy.says()));
    for (FindingView finding : policy.findings()) {
      out.append(
          "          [%s] [%s] [%s] %s\n            next: %s\n"
              .formatted(
                  finding.play(),
                  finding.step(),
                  finding.host(),
                  finding.problem(),
                  finding.next()));
    }
  }
}
