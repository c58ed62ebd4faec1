package dev.drover.report;

import dev.drover.report.PlanAppendix.Item;
import dev.drover.report.PlanAppendix.Section;
import dev.drover.review.PlanDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan as one page of HTML that needs nothing else: no network, no file beside it. The page
 * itself forbids every script and style but its own two.
 */
public final class PlanPage {

  private final PlanDocument plan;
  private final Optional<String> hash;
  private final Markup html = new Markup();

  private PlanPage(PlanDocument plan, Optional<String> hash) {
    this.plan = plan;
    this.hash = hash;
  }

  /**
   * The page.
   *
   * @param hash that of the plan's file, if it is in one
   */
  public static String of(PlanDocument plan, Optional<String> hash) {
    return new PlanPage(plan, hash).page();
  }

  private String page() {
    String script = PageParts.begin(html, "Plan: " + title(), PageParts.style());
    head();
    html.open("main");
    graph();
    course();
    steps();
    new PlanAppendix(plan).sections().forEach(this::section);
    html.close();
    foot();
    return PageParts.end(html, script);
  }

  private String title() {
    return plan.runbook().name() + " " + plan.runbook().version();
  }

  private void head() {
    html.open("header").leaf("h1", "Plan: " + title());
    if (!plan.runbook().description().isBlank()) {
      html.leaf("p", plan.runbook().description());
    }
    html.open("nav", "aria-label", "Parts of this page");
    html.leaf("a", "Graph", "href", "#graph");
    if (!CourseDrawing.of(plan).isEmpty()) {
      html.leaf("a", "Course", "href", "#course");
    }
    html.leaf("a", "Steps", "href", "#steps").close();
    html.open("dl", "class", "answers");
    for (Answer answer : FirstScreen.of(plan)) {
      PageParts.answer(html, answer);
    }
    parameters(plan.basis().parameters());
    hash.ifPresent(found -> html.leaf("dt", "SHA-256").open("dd").leaf("code", found).close());
    html.close().close().line();
  }

  private void parameters(Map<String, String> parameters) {
    if (!parameters.isEmpty()) {
      html.leaf("dt", "Parameters").open("dd");
      parameters.forEach((name, value) -> html.leaf("p", name + ": " + value));
      html.close();
    }
  }

  private void graph() {
    html.open("section", "id", "graph", "aria-labelledby", "graph-head");
    html.leaf("h2", "What happens, play by play", "id", "graph-head");
    PageParts.zoom(html);
    legend();
    PageParts.drawing(html, "Execution graph", LanesDrawing.ofPage(plan));
    html.close().line();
  }

  private void legend() {
    html.open("ul", "class", "legend", "aria-label", "Signs");
    List<Sign> used =
        plan.plays().stream()
            .flatMap(play -> play.steps().stream())
            .map(step -> Sign.of(step.state()))
            .distinct()
            .sorted()
            .toList();
    for (Sign sign : used) {
      html.open("li")
          .leaf("span", (sign.mark() + " " + sign.words()).strip(), "class", "sign " + sign.state())
          .text(
              sign == Sign.WILL_LOOK
                  ? " cut corners: a gate, lets on only what is as it should be"
                  : "")
          .close();
    }
    if (plan.plays().stream().anyMatch(OutOfService::takesOut)) {
      html.leaf("li", "purple band around boxes: the host is out of service");
    }
    if (LanesRails.count(plan) > 0) {
      html.leaf("li", "purple bar at the left: lasts over these plays, upgrade mode for instance");
    }
    html.close();
  }

  private void course() {
    String drawing = CourseDrawing.of(plan);
    if (!drawing.isEmpty()) {
      html.open("section", "id", "course", "aria-labelledby", "course-head");
      html.leaf("h2", "Capacity over the expected course of the run", "id", "course-head");
      Expected.duration(plan).forEach(line -> html.leaf("p", "Duration: " + line.words()));
      html.open("div", "class", "view").own(drawing).close().close().line();
    }
  }

  private void steps() {
    html.open("section", "id", "steps", "aria-labelledby", "steps-head");
    html.leaf("h2", "Steps", "id", "steps-head");
    html.open("p", "class", "tools");
    PageParts.button(html, "unfold", "Open all", "Open all steps");
    PageParts.button(html, "fold", "Close all", "Close all steps");
    html.close();
    for (int i = 0; i < plan.plays().size(); i++) {
      PageSteps.write(html, i + 1, plan.plays().get(i));
    }
    html.close().line();
  }

  private void section(Section section) {
    html.open("details").leaf("summary", section.title()).open("div", "class", "inside");
    html.open("ul");
    for (Item item : section.items()) {
      html.open("li").words(item.words());
      if (!item.details().isEmpty()) {
        html.open("ul");
        item.details().forEach(detail -> html.sentence("li", detail));
        html.close();
      }
      html.close();
    }
    html.close().close().close().line();
  }

  private void foot() {
    html.leaf(
        "footer",
        "Made by Drover "
            + plan.basis().drover()
            + hash.map(found -> "; plan " + found).orElse("; not kept in a plan file"));
  }
}
