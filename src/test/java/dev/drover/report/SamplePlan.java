package dev.drover.report;

import dev.drover.journal.Edition;
import dev.drover.journal.Request;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanDocument.Basis;
import dev.drover.review.PlanDocument.CapacityView;
import dev.drover.review.PlanDocument.CriticalView;
import dev.drover.review.PlanDocument.FactView;
import dev.drover.review.PlanDocument.FindingView;
import dev.drover.review.PlanDocument.ForecastView;
import dev.drover.review.PlanDocument.InputView;
import dev.drover.review.PlanDocument.MomentView;
import dev.drover.review.PlanDocument.NoteView;
import dev.drover.review.PlanDocument.OutView;
import dev.drover.review.PlanDocument.PolicyView;
import dev.drover.review.PlanDocument.RunbookView;
import dev.drover.review.PlanDocument.SignaturesView;
import dev.drover.review.PlayView;
import dev.drover.review.PlayView.WaveView;
import dev.drover.review.StepView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The document of a rolling upgrade of any number of hosts, with something of everything in it. */
final class SamplePlan {

  private static final long OUT = 240;

  private final List<String> hosts;
  private final int window;
  private final UnaryOperator<String> words;

  private SamplePlan(List<String> hosts, int window, UnaryOperator<String> words) {
    this.hosts = hosts;
    this.window = window;
    this.words = words;
  }

  /** The plan for so many hosts, so many of them at once. */
  static PlanDocument of(int hosts, int window) {
    List<String> names = IntStream.rangeClosed(1, hosts).mapToObj("bb%03d"::formatted).toList();
    return new SamplePlan(names, window, UnaryOperator.identity()).document();
  }

  /** The plan with the same text wherever somebody may write one. */
  static PlanDocument saying(String text) {
    return new SamplePlan(List.of("bb1", "bb2", "bb3"), 1, _ -> text).document();
  }

  private PlanDocument document() {
    List<PlayView> plays = List.of(check(), stage(), mode(), upgrade(), finish());
    String approve = "finish/approve";
    return new PlanDocument(
        PlanDocument.FORMAT,
        new RunbookView(
            words.apply("bitbucket-rolling-upgrade"),
            words.apply("1.0.0"),
            1,
            words.apply("Upgrades every node of a Bitbucket cluster while users keep working."),
            SignaturesView.NONE),
        new Basis(
            "1.0",
            Edition.UNKNOWN,
            new Request("upgrade.yml", List.of("inventory"), List.of(), List.of(), 1),
            Map.of(words.apply("to_version"), words.apply("7.9.4")),
            List.of(new InputView("runbook", words.apply("upgrade.yml"), "0a".repeat(32))),
            false),
        List.of(
            new FactView(words.apply("cluster bitbucket"), words.apply("state"), "STABLE", false),
            new FactView("bb1", "sessions", words.apply("may end for at most 2m"), true)),
        plays,
        new CapacityView(
            hosts.size(),
            Math.max(0, hosts.size() - window),
            Math.max(0, hosts.size() - window - 1),
            1,
            out()),
        forecast(),
        "If a step fails, no further host is started; hosts in work finish their tasks.",
        List.of(
            new NoteView(words.apply("an approved upgrade can't be taken back"), List.of(approve))),
        List.of(
            new NoteView(words.apply("Is the new release announced?"), List.of("finish/confirm"))),
        List.of(
            new PolicyView(
                "min_in_service",
                "the runbook",
                "error",
                "kept",
                words.apply("at least 1 serves"),
                "no host is taken out if fewer would be left",
                List.of()),
            new PolicyView(
                "max_hosts",
                "policies/site.yml",
                "warning",
                "broken",
                words.apply("at most 2 hosts"),
                "",
                List.of(
                    new FindingView(
                        "upgrade",
                        "",
                        "",
                        words.apply("the play changes all hosts of the group"),
                        words.apply("split it"))))),
        List.of(),
        List.of());
  }

  private List<OutView> out() {
    return hosts.stream()
        .map(host ->
            new OutView(
                host, "upgrade", "upgrade/leave[" + host + "]", "upgrade/join[" + host + "]", OUT))
        .toList();
  }

  private ForecastView forecast() {
    List<MomentView> curve = new ArrayList<>();
    List<CriticalView> critical = new ArrayList<>();
    long second = 90;
    curve.add(new MomentView(0, hosts.size(), List.of(), List.of()));
    for (int i = 0; i < hosts.size(); i += window) {
      List<String> group = hosts.subList(i, Math.min(hosts.size(), i + window));
      curve.add(new MomentView(second, hosts.size() - group.size(), group, List.of()));
      curve.add(new MomentView(second + OUT, hosts.size(), List.of(), group));
      critical.add(
          new CriticalView(
              "upgrade/start[" + group.getFirst() + "]", second, OUT, StepView.Basis.DECLARED));
      second += OUT + 30;
    }
    return new ForecastView(second + 60, StepView.Basis.DECLARED, 2, critical, curve);
  }

  private PlayView check() {
    List<StepView> steps = new ArrayList<>();
    steps.add(once("check", "stable", "wait_status", "already_so", "STABLE as bb1 sees it"));
    hosts.forEach(host ->
        steps.add(
            step(
                "check",
                "active",
                "wait_status",
                host,
                "check/stable",
                "already_so",
                host + " is ACTIVE at 7.9.0")));
    steps.add(
        once("check", "fits", "assert", "unknown_until", "unknown until check/stable has run"));
    return play("check", "Check the cluster", hosts.size(), "inventory order", steps);
  }

  private PlayView stage() {
    List<StepView> steps = new ArrayList<>();
    for (String host : hosts) {
      boolean there = host.endsWith("3");
      steps.add(
          step(
              "stage",
              "extract_install",
              "extract_install",
              host,
              "",
              there ? "already_so" : "will_change",
              there
                  ? "7.9.4 is there"
                  : "extracts bitbucket-7.9.4.tar.gz to /opt/bitbucket/7.9.4"));
    }
    return play("stage", "Stage the release on every node", hosts.size(), "inventory order", steps);
  }

  private PlayView mode() {
    StepView on =
        once("mode", "upgrade_mode", "upgrade_mode", "will_change", "switches upgrade mode on");
    return play(
        "mode",
        "Turn upgrade mode on",
        hosts.size(),
        "inventory order",
        List.of(bracket(on, List.of("upgrade mode: bitbucket"), List.of())));
  }

  private PlayView upgrade() {
    List<StepView> steps = new ArrayList<>();
    for (String host : hosts) {
      String service = "node out of service: " + host;
      steps.add(
          bracket(
              step(
                  "upgrade",
                  "leave",
                  "lb_detach",
                  host,
                  "",
                  "will_change",
                  "drains "
                      + host
                      + " in bitbucket_http for at most 2m, then takes it out of service"),
              List.of(service),
              List.of()));
      steps.add(
          step(
              "upgrade",
              "stop",
              "graceful_stop",
              host,
              "leave",
              "will_change",
              "stops the product"));
      steps.add(
          step(
              "upgrade",
              "offline",
              "wait_status",
              host,
              "stop",
              "will_look",
              "waits at most 5m until " + host + " is OFFLINE"));
      steps.add(
          step(
              "upgrade",
              "configure",
              "template",
              host,
              "offline",
              "will_change",
              "/opt/bitbucket/7.9.4/bin/_start-webapp.sh",
              "- JVM_MAXIMUM_MEMORY=1g",
              "+ JVM_MAXIMUM_MEMORY=4g"));
      steps.add(
          step(
              "upgrade",
              "start",
              "start",
              host,
              "configure",
              "unknown_until",
              "unknown until upgrade/stop[" + host + "] has run"));
      steps.add(
          step(
              "upgrade",
              "active",
              "wait_status",
              host,
              "start",
              "will_look",
              "waits at most 10m until " + host + " is ACTIVE at 7.9.4"));
      steps.add(
          step(
              "upgrade",
              "warm-up",
              "shell",
              host,
              "active",
              "will_skip",
              "`warm_up != \"\"` is false"));
      steps.add(
          bracket(
              step(
                  "upgrade",
                  "join",
                  "lb_attach",
                  host,
                  "warm-up",
                  "unknown_until",
                  "unknown until upgrade/start[" + host + "] has run"),
              List.of(),
              List.of(service)));
      steps.add(
          step(
              "upgrade",
              "report",
              "shell",
              host,
              "join",
              "unchecked",
              "could not be checked: " + host + " did not answer"));
    }
    return play("upgrade", "Upgrade each node", window, "inventory order", steps);
  }

  private PlayView finish() {
    return play(
        "finish",
        "Finish the upgrade",
        hosts.size(),
        "inventory order",
        List.of(
            once("finish", "confirm", "confirm", "will_look", "asks a person"),
            bracket(
                once(
                    "finish",
                    "approve",
                    "approve",
                    "unknown_until",
                    "unknown until upgrade/start[bb1] has run"),
                List.of(),
                List.of("upgrade mode: bitbucket"))));
  }

  private PlayView play(String id, String name, int most, String order, List<StepView> steps) {
    return new PlayView(
        id,
        words.apply(name),
        hosts,
        List.of(),
        most,
        List.of(new WaveView(hosts.size(), most)),
        "",
        "",
        "",
        order,
        steps,
        List.of());
  }

  private StepView once(String play, String task, String kind, String state, String detail) {
    return new StepView(
        play + "/" + task,
        words.apply(task),
        List.of(),
        kind,
        hosts.getFirst(),
        true,
        List.of(),
        Map.of("version", words.apply("7.9.4")),
        state,
        List.of(words.apply(detail)),
        List.of(),
        List.of(),
        20,
        StepView.Basis.MEASURED);
  }

  private StepView step(
      String play,
      String task,
      String kind,
      String host,
      String after,
      String state,
      String... details) {
    String before = after.contains("/") ? after : play + "/" + after + "[" + host + "]";
    return new StepView(
        play + "/" + task + "[" + host + "]",
        words.apply(task),
        List.of(),
        kind,
        host,
        false,
        after.isEmpty() ? List.of() : List.of(before),
        Map.of("installation", words.apply("/opt/bitbucket/7.9.4")),
        state,
        List.of(details).stream().map(words).toList(),
        List.of(),
        List.of(),
        60,
        StepView.Basis.DECLARED);
  }

  private static StepView bracket(StepView step, List<String> opens, List<String> closes) {
    return new StepView(
        step.id(),
        step.task(),
        step.path(),
        step.kind(),
        step.host(),
        step.once(),
        step.after(),
        step.arguments(),
        step.state(),
        step.details(),
        opens,
        closes,
        step.seconds(),
        step.basis());
  }
}
