package dev.drover.report;

import dev.drover.report.Answer.Line;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanDocument.OutView;
import dev.drover.review.PlayView;
import dev.drover.review.StepView;
import dev.drover.task.Bracket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says who is out of service when. */
final class OutOfService {

  /** Times that are told together. */
  private record Span(String play, String from, String until) {}

  private OutOfService() {}

  static List<Line> lines(PlanDocument plan, StepNames names) {
    return plan.capacity().out().isEmpty() ? byPlays(plan) : bySpans(plan, names);
  }

  private static List<Line> bySpans(PlanDocument plan, StepNames names) {
    Map<Span, List<OutView>> spans = new LinkedHashMap<>();
    for (OutView out : plan.capacity().out()) {
      Span span =
          new Span(out.play(), StepTitle.address(out.from()), StepTitle.address(out.until()));
      spans.computeIfAbsent(span, _ -> new ArrayList<>()).add(out);
    }
    List<Line> lines = new ArrayList<>();
    spans.forEach((span, outs) -> lines.add(line(plan, names, span, outs)));
    return lines;
  }

  private static Line line(PlanDocument plan, StepNames names, Span span, List<OutView> outs) {
    OutView first = outs.getFirst();
    String hosts =
        HostNames.brief(outs.stream().map(OutView::host).distinct().toList())
            + play(plan, span.play()).map(play -> ", " + WindowWords.atOnce(play)).orElse("");
    String from = ": from `" + names.title(first.from()) + "`";
    if (span.until().isEmpty()) {
      return Line.bad(hosts + from + " on; nothing in this plan brings them back");
    }
    long longest = outs.stream().mapToLong(OutView::seconds).max().orElse(0);
    return Line.of(
        hosts
            + from
            + " until `"
            + names.title(first.until())
            + "`"
            + (longest == 0
                ? ""
                : (outs.size() > 1 ? ", each " : ", ")
                    + Expected.words(longest, plan.forecast().basis())));
  }

  private static Optional<PlayView> play(PlanDocument plan, String id) {
    return plan.plays().stream().filter(play -> play.id().equals(id)).findFirst();
  }

  private static List<Line> byPlays(PlanDocument plan) {
    List<Line> lines = new ArrayList<>();
    for (PlayView play : plan.plays()) {
      List<String> hosts =
          play.steps().stream().filter(OutOfService::takesOut).map(StepView::host).toList();
      if (!hosts.isEmpty()) {
        lines.add(
            Line.of(
                HostNames.brief(hosts)
                    + ": "
                    + WindowWords.atOnce(play)
                    + ", in play `"
                    + play.name()
                    + "`"));
      }
    }
    return lines;
  }

  static boolean takesOut(PlayView play) {
    return play.steps().stream().anyMatch(OutOfService::takesOut);
  }

  static boolean takesOut(StepView step) {
    return step.opens().stream().anyMatch(OutOfService::isService);
  }

  static boolean bringsBack(StepView step) {
    return step.closes().stream().anyMatch(OutOfService::isService);
  }

  private static boolean isService(String bracket) {
    return bracket.startsWith(Bracket.Type.NODE_OUT_OF_SERVICE + ":");
  }
}
