package dev.drover.report;

import dev.drover.review.PlayView;
import dev.drover.review.PlayView.LeftOutView;
import dev.drover.review.StepView.Basis;
import java.util.List;
import java.util.Map;

/** The steps of a play on a page: a line for each task, with what more there is to know folded. */
final class PageSteps {

  private final Markup html;

  private PageSteps(Markup html) {
    this.html = html;
  }

  static void write(Markup html, int number, PlayView play) {
    new PageSteps(html).play(number, play);
  }

  private void play(int number, PlayView play) {
    html.leaf("h3", number + ". " + play.name(), "id", "play-" + number);
    html.leaf(
        "p",
        WindowWords.hosts(play) + "; " + WindowWords.of(play) + "; " + play.order(),
        "class",
        "quiet");
    List<TaskRow> rows = TaskRow.of(play);
    for (int i = 0; i < rows.size(); i++) {
      row(StepBoxes.link(play, i), rows.get(i));
    }
    for (LeftOutView out : play.leftOut()) {
      html.leaf("p", out.name() + ": left out: " + out.why(), "class", "quiet");
    }
    html.line();
  }

  private void row(String id, TaskRow row) {
    html.open("details", "id", id).open("summary").open("span", "class", "row");
    html.open("span");
    if (!row.path().isEmpty()) {
      html.leaf("span", String.join(" › ", row.path()) + " › ", "class", "path");
    }
    html.text(row.title()).close();
    html.leaf("span", row.whom(), "class", "quiet");
    html.open("span")
        .leaf(
            "span",
            (row.sign().mark() + " " + row.sign().words()).strip(),
            "class",
            "sign " + row.sign().state())
        .close();
    html.close().close().open("div", "class", "inside");
    if (!row.whom().equals(HostNames.of(row.hosts())) && !row.hosts().isEmpty()) {
      html.leaf("p", HostNames.of(row.hosts()), "class", "quiet");
    }
    details(row.details());
    facts(row);
    arguments(row);
    html.close().close().line();
  }

  /** Sentences as a list, differences and commands line by line. */
  private void details(List<String> details) {
    if (details.stream().anyMatch(Diffs::isVerbatim)) {
      html.open("pre");
      for (String line : details) {
        if (line.startsWith("-")) {
          html.leaf("span", line, "class", "minus");
        } else if (line.startsWith("+")) {
          html.leaf("span", line, "class", "plus");
        } else {
          html.text(line);
        }
        html.text("\n");
      }
      html.close();
    } else if (!details.isEmpty()) {
      html.open("ul");
      details.forEach(detail -> html.sentence("li", detail));
      html.close();
    }
  }

  private void facts(TaskRow row) {
    row.step().opens().forEach(bracket -> html.leaf("p", "opens " + bracket, "class", "quiet"));
    row.step().closes().forEach(bracket -> html.leaf("p", "closes " + bracket, "class", "quiet"));
    String time = Expected.words(row.step().seconds(), row.step().basis());
    if (row.step().basis() != Basis.UNKNOWN) {
      html.leaf("p", "takes " + time, "class", "quiet");
    }
  }

  private void arguments(TaskRow row) {
    Map<String, Object> arguments = row.step().arguments();
    if (arguments.isEmpty()) {
      return;
    }
    String whose = row.hosts().size() > 1 ? " (those of " + row.step().host() + ")" : "";
    html.sentence("p", "Arguments of `" + row.step().kind() + "`" + whose + ":", "class", "quiet");
    html.open("dl", "class", "args");
    arguments.forEach((name, value) -> {
      html.open("dt").leaf("code", name).close();
      html.open("dd").leaf("code", String.valueOf(value)).close();
    });
    html.close();
  }
}
