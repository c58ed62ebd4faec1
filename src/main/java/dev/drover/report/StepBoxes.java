package dev.drover.report;

import dev.drover.review.PlayView;
import dev.drover.review.StepView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Draws steps as boxes that say what becomes of them and lead to what more there is to know. */
final class StepBoxes {

  private static final int CORNER = 10;
  private static final int TOLD = 400;

  /**
   * What else is to be seen of steps.
   *
   * @param last the tasks that can't be undone
   * @param asked the tasks that ask a person
   * @param linked whether there is a page to which boxes lead
   */
  record Marks(Set<String> last, Set<String> asked, boolean linked) {}

  private final Markup svg;
  private final Marks marks;
  private final Map<String, TaskRow> rows = new HashMap<>();
  private final Map<String, String> links = new HashMap<>();

  StepBoxes(Markup svg, PlayView play, Marks marks) {
    this.svg = svg;
    this.marks = marks;
    List<TaskRow> all = TaskRow.of(play);
    for (int i = 0; i < all.size(); i++) {
      TaskRow row = all.get(i);
      String link = link(play, i);
      for (String host : row.hosts().isEmpty() ? List.of("") : row.hosts()) {
        rows.put(key(row.address(), host), row);
        links.put(key(row.address(), host), link);
      }
    }
  }

  /** Where a row of the steps of a play can be found on the page. */
  static String link(PlayView play, int row) {
    return "step-" + play.id() + "-" + (row + 1);
  }

  private static String key(String address, String host) {
    return address + "\n" + host;
  }

  /** The step of a task on a host; of one that runs once, if {@code host} is empty. */
  void draw(String address, String host, int x, int y, int height) {
    Optional.ofNullable(rows.get(key(address, host)))
        .ifPresent(row -> draw(row, host, x, y, height));
  }

  private void draw(TaskRow row, String host, int x, int y, int height) {
    boolean end = marks.last().contains(row.address());
    String words =
        (host.isEmpty() ? "once" : host) + ": " + row.title() + ": " + row.sign().words();
    if (marks.linked()) {
      String link = links.getOrDefault(key(row.address(), host), "");
      svg.open("a", "href", "#" + link, "aria-label", words);
    } else {
      svg.open("g");
    }
    svg.leaf("title", words + told(row) + (end ? "\nCan't be undone." : ""));
    String look = "box " + row.sign().state() + (end ? " final" : "");
    if (row.sign() == Sign.WILL_LOOK) {
      svg.path(look, gate(x, y, height));
    } else {
      svg.rect(look, x, y, LanesBand.BOX, height, 5);
    }
    int middle = x + LanesBand.BOX / 2;
    String under = under(row.step(), row.address(), host.isEmpty());
    int top = y + height / 2 + (under.isEmpty() ? 4 : -2);
    svg.label("", middle, top, "middle", words(row.sign()));
    svg.label("", middle, top + 13, "middle", under).close();
  }

  private static String time(StepView step) {
    String sign = step.basis() == StepView.Basis.MEASURED ? "≈ " : "≤ ";
    return step.seconds() == 0 ? "" : sign + Expected.words(step.seconds());
  }

  private static String words(Sign sign) {
    return sign == Sign.WILL_LOOK ? sign.words() : (sign.mark() + " " + sign.words()).strip();
  }

  /** What else is to be seen at a glance. */
  private String under(StepView step, String address, boolean once) {
    if (marks.last().contains(address)) {
      return "can't be undone";
    }
    if (marks.asked().contains(address)) {
      return "asks a person";
    }
    String time = time(step);
    return !once ? time : time.isEmpty() ? "once" : "once, " + time;
  }

  private static String told(TaskRow row) {
    String details = String.join("\n", row.details());
    return details.isEmpty() ? "" : "\n" + LanesBand.clipped(details, TOLD);
  }

  /** Cut corners: it waits or looks, and lets on only what is as it should be. */
  private static String gate(int x, int y, int height) {
    String across = "h" + (LanesBand.BOX - 2 * CORNER);
    String down = "v" + (height - 2 * CORNER);
    return "M%d %d".formatted(x + CORNER, y)
        + across
        + "l10 10"
        + down
        + "l-10 10"
        + across.replace("h", "h-")
        + "l-10 -10"
        + down.replace("v", "v-")
        + "z";
  }
}
