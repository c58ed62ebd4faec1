package dev.drover.report;

import dev.drover.report.RunView.FailureView;
import dev.drover.report.RunView.NotRunView;
import dev.drover.report.RunView.StepRunView;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A run as the XML that test runners write, so that whatever shows results of tests shows those of
 * runs: a suite for each host of a play, a case for each step. It keeps to what the schemas of
 * Apache Ant and of Jenkins both allow.
 */
public final class RunJunit {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** What a step came to: its last run counts. */
  private record Case(String id, String title, Optional<StepRunView> ran) {}

  /** The steps of a host in a play; no host if they run once. */
  private record Suite(String play, Optional<String> host) {}

  private final RunView run;
  private final Markup xml = new Markup();
  private final Map<Suite, Map<String, Case>> suites = new LinkedHashMap<>();
  private final Set<String> rescued = new LinkedHashSet<>();

  private RunJunit(RunView run) {
    this.run = run;
    for (StepRunView step : run.course().steps()) {
      cases(step.play(), step.host())
          .put(step.step(), new Case(step.step(), step.title(), Optional.of(step)));
    }
    for (NotRunView step : run.course().notRun()) {
      cases(step.play(), step.host())
          .put(step.step(), new Case(step.step(), step.title(), Optional.empty()));
    }
    run.failures().stream()
        .filter(FailureView::rescued)
        .forEach(failure -> rescued.add(failure.step()));
  }

  private Map<String, Case> cases(String play, Optional<String> host) {
    return suites.computeIfAbsent(new Suite(play, host), _ -> new LinkedHashMap<>());
  }

  /** The XML, ending with a line break. */
  public static String of(RunView run) {
    return new RunJunit(run).text();
  }

  private String text() {
    xml.own("<?xml version=\"1.0\" encoding=\"UTF-8\"?>").line();
    xml.open("testsuites").line();
    int number = 0;
    for (Map.Entry<Suite, Map<String, Case>> suite : suites.entrySet()) {
      suite(number++, suite.getKey(), List.copyOf(suite.getValue().values()));
    }
    return xml.close().line().toString();
  }

  private void suite(int number, Suite suite, List<Case> cases) {
    String name = name(suite);
    List<FailureView> groups = groups(suite);
    xml.open(
            "testsuite",
            "name",
            name,
            "package",
            run.runbook().isEmpty() ? "run" : run.runbook(),
            "id",
            number,
            "hostname",
            suite.host().orElse("localhost"),
            "timestamp",
            TIME.format(began(cases)),
            "tests",
            cases.size() + groups.size(),
            "failures",
            cases.stream().filter(this::failed).count() + groups.size(),
            "errors",
            cases.stream().filter(RunJunit::inDoubt).count(),
            "skipped",
            cases.stream().filter(this::skipped).count(),
            "time",
            seconds(cases.stream().map(RunJunit::took).reduce(Duration.ZERO, Duration::plus)))
        .line();
    properties();
    cases.forEach(one -> testCase(name, one));
    groups.forEach(group -> group(name, group));
    xml.leaf("system-out", notes(cases)).leaf("system-err", "").line();
    xml.close().line();
  }

  private static String name(Suite suite) {
    String play = suite.play().isEmpty() ? "run" : suite.play();
    return suite.host().map(host -> play + "[" + host + "]").orElse(play);
  }

  /** Groups that failed by their condition, of which no step did. */
  private List<FailureView> groups(Suite suite) {
    return run.failures().stream()
        .filter(failure -> !failure.rescued() && !failure.ignored())
        .filter(failure -> failure.step().startsWith(suite.play() + "/"))
        .filter(failure -> RunView.host(failure.step()).equals(suite.host().orElse("")))
        .filter(failure -> !cases(suite.play(), suite.host()).containsKey(failure.step()))
        .toList();
  }

  private Instant began(List<Case> cases) {
    return cases.stream()
        .flatMap(one -> one.ran().stream())
        .map(StepRunView::from)
        .min(Instant::compareTo)
        .orElse(run.began())
        .truncatedTo(ChronoUnit.SECONDS);
  }

  private void properties() {
    xml.open("properties");
    property("run", run.run());
    property("version", run.version());
    property("plan", run.plan());
    property("verdict", run.verdict());
    property("by", run.by());
    xml.close().line();
  }

  private void property(String name, String value) {
    xml.empty("property", "name", name, "value", value);
  }

  private void testCase(String suite, Case one) {
    String title = one.title().isBlank() ? one.id() : one.title();
    xml.open("testcase", "name", title, "classname", suite, "time", seconds(took(one)));
    if (failed(one)) {
      StepRunView step = one.ran().orElseThrow();
      List<String> lines = new ArrayList<>(List.of(one.id(), step.summary()));
      lines.addAll(step.evidence());
      if (!step.next().isEmpty()) {
        lines.add("next: " + step.next());
      }
      xml.leaf("failure", String.join("\n", lines), "message", step.summary(), "type", "failed");
    } else if (inDoubt(one)) {
      xml.leaf(
          "error",
          one.id() + " had begun, and nobody knows how it ended",
          "message",
          "nobody knows how it ended",
          "type",
          "in-doubt");
    } else if (skipped(one)) {
      xml.empty("skipped", "message", why(one));
    }
    xml.close().line();
  }

  private void group(String suite, FailureView group) {
    xml.open("testcase", "name", "group " + group.step(), "classname", suite, "time", "0.000");
    xml.leaf("failure", group.step(), "message", group.cause(), "type", "failed");
    xml.close().line();
  }

  private boolean failed(Case one) {
    return ending(one).equals("failed") && !rescued.contains(one.id());
  }

  private static boolean inDoubt(Case one) {
    return ending(one).equals("in_doubt");
  }

  private boolean skipped(Case one) {
    return switch (ending(one)) {
      case "done", "in_doubt" -> false;
      case "failed" -> rescued.contains(one.id());
      default -> true;
    };
  }

  private static String ending(Case one) {
    return one.ran().map(StepRunView::ending).orElse("not_run");
  }

  private static String why(Case one) {
    String summary = one.ran().map(StepRunView::summary).orElse("");
    return switch (ending(one)) {
      case "not_run" -> "not run";
      case "running" -> "going on";
      case "ignored" -> "failed, which the runbook ignores: " + summary;
      case "failed" -> "failed, and was rescued: " + summary;
      case "not_taken" -> "on a path that was not taken: " + summary;
      default -> summary;
    };
  }

  private static Duration took(Case one) {
    return one.ran()
        .map(step -> Duration.between(step.from(), step.until()))
        .filter(took -> !took.isNegative())
        .orElse(Duration.ZERO);
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
  }

  /** What steps say of themselves, line by line. */
  private static String notes(List<Case> cases) {
    StringBuilder notes = new StringBuilder();
    for (Case one : cases) {
      one.ran()
          .filter(step -> !step.summary().isEmpty())
          .ifPresent(step ->
              notes
                  .append(step.step())
                  .append(": ")
                  .append(RunTimes.ending(step))
                  .append(": ")
                  .append(step.summary())
                  .append('\n'));
    }
    return notes.toString();
  }
}
