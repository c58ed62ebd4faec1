package dev.drover.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What more there is to know about a run, in tables that every report has. */
final class RunTables {

  /** A table; one without rows is left out. */
  record Table(String title, List<String> columns, List<List<String>> rows) {}

  private final RunView run;
  private final RunTimes times;

  private RunTables(RunView run, RunTimes times) {
    this.run = run;
    this.times = times;
  }

  static List<Table> of(RunView run, RunTimes times) {
    RunTables tables = new RunTables(run, times);
    List<Table> all =
        List.of(
            tables.hosts(),
            tables.opened(),
            tables.attempts(),
            tables.asked(),
            tables.leases(),
            tables.policies(),
            tables.request());
    return all.stream().filter(table -> !table.rows().isEmpty()).toList();
  }

  private Table hosts() {
    return new Table(
        "What became of each host",
        List.of(
            "Host", "ok", "changed", "skipped", "failed", "rescued", "not run", "out of service"),
        run.hosts().stream()
            .map(host ->
                List.of(
                    host.host().orElse("(once)"),
                    String.valueOf(host.ok()),
                    String.valueOf(host.changed()),
                    String.valueOf(host.skipped()),
                    String.valueOf(host.failed()),
                    String.valueOf(host.rescued()),
                    String.valueOf(host.notRun()),
                    host.outOfService() == 0
                        ? "-"
                        : RunText.seconds(
                            Duration.ofMillis(Math.round(1000 * host.outOfService())))))
            .toList());
  }

  private Table opened() {
    return new Table(
        "What was opened, and what became of it",
        List.of("What", "Whose", "Opened", "By", "Closed", "State", "Why", "By hand"),
        run.course().brackets().stream()
            .map(one ->
                List.of(
                    one.what(),
                    one.subject(),
                    times.full(one.from()),
                    one.openedBy(),
                    one.until().map(at -> closed(at, one.closedBy())).orElse("-"),
                    state(one.state()),
                    one.why(),
                    one.until().isPresent() || one.state().equals("found") ? "" : one.byHand()))
            .toList());
  }

  private String closed(Instant at, String by) {
    return times.full(at) + (by.isEmpty() ? "" : ", by " + by);
  }

  private static String state(String state) {
    return switch (state) {
      case "found" -> "found so, and left as it was";
      case "left" -> "OPEN: the run could not close it";
      case "open" -> "OPEN";
      default -> state;
    };
  }

  private Table attempts() {
    return new Table(
        "Attempts",
        List.of("Number", "By", "From", "Until", "Verdict", "Why", "In doubt"),
        run.attempts().stream()
            .map(one ->
                List.of(
                    String.valueOf(one.number()),
                    one.by(),
                    times.full(one.from()),
                    times.full(one.until()),
                    one.verdict().replace('_', ' '),
                    one.why(),
                    String.join(", ", one.inDoubt())))
            .toList());
  }

  private Table asked() {
    return new Table(
        "What operators asked for",
        List.of("When", "By", "What", "Step", "Reason"),
        run.asked().stream()
            .map(one ->
                List.of(times.full(one.at()), one.by(), one.what(), one.step(), one.reason()))
            .toList());
  }

  private Table leases() {
    return new Table(
        "Leases of clusters",
        List.of("Cluster", "Kept", "Token", "From", "Until", "State", "Why"),
        run.leases().stream()
            .map(one ->
                List.of(
                    one.cluster(),
                    one.place(),
                    String.valueOf(one.token()),
                    times.full(one.from()),
                    one.until().map(times::full).orElse("-"),
                    one.state(),
                    one.why()))
            .toList());
  }

  private Table policies() {
    return new Table(
        "What policies rested on",
        List.of("Policy", "When", "What"),
        run.policies().stream()
            .map(one -> List.of(one.policy(), times.full(one.at()), one.words()))
            .toList());
  }

  private Table request() {
    List<List<String>> rows = new ArrayList<>();
    run.request()
        .ifPresent(asked -> {
          rows.add(List.of("Runbook", asked.runbook()));
          asked.inventories().forEach(one -> rows.add(List.of("Inventory", one)));
          asked.parameters().forEach(one -> rows.add(List.of("Parameter", one)));
          asked.plugins().forEach(one -> rows.add(List.of("Plugins", one)));
          asked.policies().forEach(one -> rows.add(List.of("Policies", one)));
          Optional.of(asked.part().toString())
              .filter(_ -> !asked.part().equals(dev.drover.model.Selection.ALL))
              .ifPresent(part -> rows.add(List.of("Part", part)));
        });
    return new Table("What it was asked to do", List.of("What", "Value"), rows);
  }
}
