package dev.drover.testing;

import dev.drover.journal.Edition;
import dev.drover.journal.Request;
import dev.drover.model.Selection;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanDocument.Basis;
import dev.drover.review.PlanDocument.CapacityView;
import dev.drover.review.PlanDocument.CriticalView;
import dev.drover.review.PlanDocument.FactView;
import dev.drover.review.PlanDocument.FindingView;
import dev.drover.review.PlanDocument.ForecastView;
import dev.drover.review.PlanDocument.InputView;
import dev.drover.review.PlanDocument.MomentView;
import dev.drover.review.PlanDocument.NeedView;
import dev.drover.review.PlanDocument.NoteView;
import dev.drover.review.PlanDocument.OutView;
import dev.drover.review.PlanDocument.PolicyView;
import dev.drover.review.PlanDocument.ProblemView;
import dev.drover.review.PlanDocument.RunbookView;
import dev.drover.review.PlanDocument.SignaturesView;
import dev.drover.review.PlayView;
import dev.drover.review.PlayView.LeftOutView;
import dev.drover.review.PlayView.WaveView;
import dev.drover.review.StepView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Documents that are written by hand: everything in them is there, and none of it was planned. */
public final class Plans {

  private Plans() {}

  /** A document that has something in each of its parts. */
  public static PlanDocument full() {
    StepView extract = step("stage/extract", "extract", "bb1", List.of("check/versions"));
    StepView start = step("stage/start", "start", "bb1", List.of(extract.id()));
    return new PlanDocument(
        PlanDocument.FORMAT,
        new RunbookView(
            "upgrade",
            "1.0.0",
            1,
            "Upgrades every node.",
            new SignaturesView(2, "allowed_signers", 28_800)),
        new Basis(
            "1.0",
            new Edition(1, "1f2e3d4c", true, "upgrade-1.0.0", "cccc"),
            new Request(
                "upgrade.yml",
                List.of("hosts.yml"),
                List.of("to=7.9.4"),
                List.of("plugins"),
                7,
                new Selection(List.of("bb1"), List.of("a"), List.of("b"), "stage/extract"),
                List.of("policies")),
            Map.of("to", "7.9.4"),
            List.of(
                new InputView("runbook", "upgrade.yml", "aaaa"),
                new InputView("history", "runs", "bbbb")),
            false),
        List.of(
            new FactView("bb1", "version", "7.9.0", false),
            new FactView("bb1", "load", "the least busy first", true)),
        List.of(
            new PlayView(
                "stage",
                "Stage",
                List.of("bb1", "bb2"),
                List.of("bb3"),
                1,
                List.of(new WaveView(1, 1)),
                "30s",
                "rack",
                "1",
                "inventory order",
                List.of(extract, start),
                List.of(new LeftOutView("stage/old", "old", "its tag is left out")))),
        new CapacityView(
            3, 2, 1, 1, List.of(new OutView("bb1", "stage", extract.id(), start.id(), 20))),
        new ForecastView(
            20,
            StepView.Basis.MEASURED,
            1,
            List.of(new CriticalView(extract.id(), 0, 20, StepView.Basis.MEASURED)),
            List.of(new MomentView(5, 2, List.of("bb1"), List.of("bb2")))),
        "nothing new is started",
        List.of(new NoteView("there is no way back", List.of(start.id()))),
        List.of(new NoteView("go on?", List.of(start.id()))),
        List.of(
            new PolicyView(
                "min_in_service",
                "runbook",
                "error",
                "kept",
                "at least 1 serves",
                "no host is taken",
                List.of(new FindingView("stage", start.id(), "bb1", "it stops", "wait")))),
        List.of(new NeedView("login", "bb1", "ssh as deploy", List.of(start.id()))),
        List.of(new ProblemView("bb3", "it does not answer", "start it")));
  }

  /** A step that changes something. */
  public static StepView step(String address, String task, String host, List<String> after) {
    return new StepView(
        address + "[" + host + "]",
        task,
        List.of("group"),
        "command",
        host,
        false,
        after,
        new TreeMap<>(Map.of("command", List.of("work", host), "limits", Map.of("cpu", 2))),
        "will_change",
        List.of("runs: work " + host),
        List.of("node out of service: " + host),
        List.of("upgrade mode: " + host),
        20,
        StepView.Basis.MEASURED);
  }
}
