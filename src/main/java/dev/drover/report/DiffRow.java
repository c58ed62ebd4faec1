package dev.drover.report;

import dev.drover.review.PlanDiff;
import dev.drover.review.PlanDiff.Change;
import dev.drover.review.PlanDiff.Difference;
import dev.drover.review.PlanDiff.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Differences that are told together: those of hosts that differ in the same way, in nothing but
 * their own name.
 *
 * @param subject what differs; empty if it is the section itself
 * @param hosts whom it is about; none if nobody in particular
 */
record DiffRow(
    String section, String subject, List<String> hosts, Change change, List<Field> fields) {

  /** Stands for each host's own name; no text that people write has it. */
  private static final String ANY_HOST = "\uE000";

  private static final String SEVERAL = "HOST";

  /** The rows of a difference, in its order. */
  static List<DiffRow> of(PlanDiff diff) {
    Map<DiffRow, List<String>> hosts = new LinkedHashMap<>();
    for (Difference one : LeavingHosts.folded(diff.differences())) {
      List<String> known = hosts.computeIfAbsent(anonymous(one), _ -> new ArrayList<>());
      if (!one.host().isEmpty()) {
        known.add(one.host());
      }
    }
    return hosts.entrySet().stream().map(row -> row.getKey().on(row.getValue())).toList();
  }

  private static DiffRow anonymous(Difference one) {
    return new DiffRow(
        one.section(),
        subject(one),
        List.of(),
        one.change(),
        one.fields().stream()
            .map(field -> map(field, text -> anonymous(text, one.host())))
            .toList());
  }

  /** Addresses of steps end with their host, which is told anyway. */
  private static String subject(Difference one) {
    String end = "[" + one.host() + "]";
    return one.host().isEmpty() || !one.subject().endsWith(end)
        ? anonymous(one.subject(), one.host())
        : one.subject().substring(0, one.subject().length() - end.length());
  }

  private DiffRow on(List<String> known) {
    String name = known.size() == 1 ? known.getFirst() : SEVERAL;
    return new DiffRow(
        section,
        subject.replace(ANY_HOST, name),
        List.copyOf(known),
        change,
        fields.stream().map(field -> map(field, text -> text.replace(ANY_HOST, name))).toList());
  }

  /** Whether a plan that was signed is refused for it. */
  boolean pinned() {
    return fields.stream().anyMatch(Field::pinned);
  }

  /**
   * The fields that tell more than the row's own title. Of something that was added or removed as a
   * whole, what says no is left out; of a forecast that takes another time, its course.
   */
  List<Field> told() {
    if (section.equals("forecast") && !fields.stream().allMatch(DiffRow::isCourse)) {
      return fields.stream().filter(field -> !isCourse(field)).toList();
    }
    return change == Change.CHANGED
        ? fields
        : fields.stream().filter(field -> !isTold(field)).toList();
  }

  private static boolean isCourse(Field field) {
    return field.name().equals("critical") || field.name().equals("curve");
  }

  private boolean isTold(Field field) {
    List<String> values = field.before().isEmpty() ? field.after() : field.before();
    String value = values.size() == 1 ? values.getFirst() : "";
    return field.name().equals("id")
        || (values.size() == 1 && value.matches("|0|false|UNKNOWN"))
        || (!value.isEmpty() && subject.contains(value))
        || value.equals(hosts.size() == 1 ? hosts.getFirst() : SEVERAL);
  }

  private interface Renaming {
    String apply(String text);
  }

  private static Field map(Field field, Renaming renaming) {
    return new Field(
        field.name(),
        field.before().stream().map(renaming::apply).toList(),
        field.after().stream().map(renaming::apply).toList(),
        field.pinned());
  }

  /** A text without the name of a host, where that is a word of its own. */
  private static String anonymous(String text, String host) {
    int at = host.isEmpty() ? -1 : text.indexOf(host);
    if (at < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int done = 0;
    for (; at >= 0; at = text.indexOf(host, at + host.length())) {
      int end = at + host.length();
      if (!isInWord(text, at - 1) && !isInWord(text, end)) {
        out.append(text, done, at).append(ANY_HOST);
        done = end;
      }
    }
    return out.append(text, done, text.length()).toString();
  }

  private static boolean isInWord(String text, int place) {
    return place >= 0
        && place < text.length()
        && (Character.isLetterOrDigit(text.charAt(place)) || text.charAt(place) == '_');
  }
}
