package dev.drover.report;

import dev.drover.review.PlayView;
import dev.drover.review.StepView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A task of a play with all hosts whose steps would be told in the same words.
 *
 * @param address that of its steps, without the host
 * @param path the groups around it, the outermost first
 * @param heading what it is called where it is told with the other rows of its task: nothing in it
 *     is of some hosts only
 * @param title what it is called, told apart from others of the play
 * @param hosts whom it is for; empty if it runs once for all
 * @param every whether these are all hosts that the play changes, and more than one
 * @param details what changes, or why the state is what it is; {@link #ANY_HOST} stands for each
 *     host's own name
 * @param step the first of its steps
 */
record TaskRow(
    String address,
    List<String> path,
    String heading,
    String title,
    Sign sign,
    List<String> hosts,
    boolean every,
    List<String> details,
    StepView step) {

  /** Stands for each host's own name where several hosts are told together. */
  static final String ANY_HOST = "HOST";

  /** What is told of a step besides its host. */
  private record Words(String address, String title, String state, List<String> details) {}

  /** Whom it is for, in words. */
  String whom() {
    return hosts.isEmpty() ? "once" : every ? "each host" : HostNames.brief(hosts);
  }

  /** The rows of a play, in the order of its tasks. */
  static List<TaskRow> of(PlayView play) {
    Map<String, Map<Words, List<StepView>>> tasks = new LinkedHashMap<>();
    for (StepView step : play.steps()) {
      String address = StepTitle.address(step.id());
      Words words =
          new Words(
              address,
              StepTitle.of(step, text -> anonymous(text, step)),
              step.state(),
              step.details().stream().map(line -> anonymous(line, step)).toList());
      tasks
          .computeIfAbsent(address, _ -> new LinkedHashMap<>())
          .computeIfAbsent(words, _ -> new ArrayList<>())
          .add(step);
    }
    List<TaskRow> rows = new ArrayList<>();
    for (Map<Words, List<StepView>> groups : tasks.values()) {
      Optional<String> heading = heading(groups);
      groups.forEach((words, steps) -> rows.add(row(play, words, steps, heading)));
    }
    return toldApart(rows);
  }

  /** What all rows of a task can be called; empty if there is but one. */
  private static Optional<String> heading(Map<Words, List<StepView>> groups) {
    StepView first = groups.values().iterator().next().getFirst();
    List<String> titles = groups.keySet().stream().map(Words::title).distinct().toList();
    return groups.size() == 1
        ? Optional.empty()
        : Optional.of(titles.size() == 1 ? titles.getFirst() : first.task());
  }

  private static TaskRow row(
      PlayView play, Words words, List<StepView> steps, Optional<String> heading) {
    StepView first = steps.getFirst();
    List<String> hosts =
        first.once() ? List.of() : steps.stream().map(StepView::host).distinct().toList();
    String name = hosts.size() == 1 ? hosts.getFirst() : ANY_HOST;
    String title = words.title().replace(ANY_HOST, name);
    return new TaskRow(
        words.address(),
        first.path(),
        heading.orElse(title),
        title,
        Sign.of(first.state()),
        hosts,
        hosts.size() == play.hosts().size() && hosts.size() > 1,
        words.details().stream().map(line -> line.replace(ANY_HOST, name)).toList(),
        first);
  }

  /** Tasks of one title get the end of their address, which no other task of the play has. */
  private static List<TaskRow> toldApart(List<TaskRow> rows) {
    Map<List<String>, Set<String>> addresses =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> named(row),
                    Collectors.mapping(
                        TaskRow::address, Collectors.toCollection(LinkedHashSet::new))));
    return rows.stream()
        .map(row -> addresses.getOrDefault(named(row), Set.of()).size() > 1 ? row.numbered() : row)
        .toList();
  }

  private static List<String> named(TaskRow row) {
    List<String> named = new ArrayList<>(row.path());
    named.add(row.title());
    return named;
  }

  /** What the title of an unnamed task tells of its argument; empty if nothing. */
  Optional<String> argument() {
    String start = step.kind() + ": ";
    return StepTitle.isUnnamed(step) && title.startsWith(start)
        ? Optional.of(title.substring(start.length()).replace(mark(), ""))
        : Optional.empty();
  }

  private String mark() {
    return " (" + address.substring(address.lastIndexOf('/') + 1) + ")";
  }

  private TaskRow numbered() {
    String mark = mark();
    return new TaskRow(
        address, path, heading + mark, title + mark, sign, hosts, every, details, step);
  }

  /** Hosts whose steps differ in nothing but their own name are told together. */
  private static String anonymous(String line, StepView step) {
    return step.once() || !line.contains(step.host())
        ? line
        : line.replaceAll("\\b" + Pattern.quote(step.host()) + "\\b", ANY_HOST);
  }
}
