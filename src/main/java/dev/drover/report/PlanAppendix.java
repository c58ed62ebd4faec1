package dev.drover.report;

import dev.drover.review.PlanDocument;
import dev.drover.review.PlanDocument.FactView;
import dev.drover.review.PlanDocument.InputView;
import dev.drover.review.PlanDocument.NeedView;
import dev.drover.review.PlanDocument.PolicyView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a reviewer may look up behind the steps: policies, facts, rights and files. */
final class PlanAppendix {

  /** So much of a hash tells files apart for a person. */
  private static final int HASH = 12;

  /** A part of it; sections without items are left out. */
  record Section(String title, List<Item> items) {}

  /** Something to look up, with what more there is to know about it. */
  record Item(String words, List<String> details) {}

  /** Facts that differ in their subject only. */
  private record Seen(String name, String value, boolean live) {}

  /** Rights that differ in their subject only. */
  private record Right(String kind, String right) {}

  private final PlanDocument plan;

  PlanAppendix(PlanDocument plan) {
    this.plan = plan;
  }

  /** All of it, for renderings that can fold it. */
  List<Section> sections() {
    return filled(
        new Section("Policies that were checked", policies()),
        new Section("Seen while planning; the run refuses if it differs", facts(false)),
        new Section("May differ by the time of the run, within these rules", facts(true)),
        new Section("Rights that the run needs", needs()),
        new Section("Made by Drover " + plan.basis().drover() + " from", inputs()));
  }

  /** What of it has room behind the steps on a terminal. */
  List<Section> brief() {
    return filled(
        new Section("Policies that were checked", policies()),
        new Section("May differ by the time of the run, within these rules", facts(true)),
        new Section("The run refuses if anything of this differs", pinned()));
  }

  private static List<Section> filled(Section... sections) {
    return Arrays.stream(sections).filter(section -> !section.items().isEmpty()).toList();
  }

  private List<Item> pinned() {
    long facts = plan.facts().stream().filter(fact -> !fact.live()).count();
    long inputs =
        plan.basis().inputs().stream().filter(input -> !input.role().equals("history")).count();
    return facts + inputs == 0
        ? List.of()
        : List.of(
            new Item(
                Count.of(inputs, "file")
                    + " read and "
                    + Count.of(facts, "fact")
                    + " seen while planning; the formats markdown, html and json list them",
                List.of()));
  }

  private List<Item> policies() {
    List<Item> items = new ArrayList<>();
    for (PolicyView policy : plan.policies()) {
      List<String> details = new ArrayList<>();
      if (!policy.enforced().isEmpty()) {
        details.add(policy.enforced());
      }
      details.addAll(PolicyWords.findings(policy));
      items.add(new Item(policy.outcome() + "  " + PolicyWords.title(policy), details));
    }
    return items;
  }

  private List<Item> facts(boolean live) {
    Map<Seen, List<String>> facts = new LinkedHashMap<>();
    for (FactView fact : plan.facts()) {
      if (fact.live() == live) {
        facts
            .computeIfAbsent(
                new Seen(fact.name(), fact.value(), fact.live()), _ -> new ArrayList<>())
            .add(fact.subject());
      }
    }
    List<Item> items = new ArrayList<>();
    facts.forEach((seen, subjects) ->
        items.add(
            new Item(
                seen.name() + " of " + HostNames.brief(subjects) + ": " + seen.value(),
                List.of())));
    return items;
  }

  private List<Item> needs() {
    Map<Right, List<String>> needs = new LinkedHashMap<>();
    for (NeedView need : plan.needs()) {
      needs
          .computeIfAbsent(new Right(need.kind(), need.right()), _ -> new ArrayList<>())
          .add(need.subject());
    }
    List<Item> items = new ArrayList<>();
    needs.forEach((right, subjects) ->
        items.add(
            new Item(
                right.kind() + " on " + HostNames.brief(subjects) + ": " + right.right(),
                List.of())));
    return items;
  }

  private List<Item> inputs() {
    List<Item> items = new ArrayList<>();
    for (InputView input : plan.basis().inputs()) {
      items.add(
          new Item(
              "%s %s (sha256 %s…)"
                  .formatted(
                      input.role(),
                      input.name(),
                      input.sha256().substring(0, Math.min(HASH, input.sha256().length()))),
              List.of()));
    }
    return items;
  }
}
