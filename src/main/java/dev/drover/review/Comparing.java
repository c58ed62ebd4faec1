package dev.drover.review;

import dev.drover.review.PlanDiff.Change;
import dev.drover.review.PlanDiff.Difference;
import dev.drover.review.PlanDiff.Field;
import dev.drover.review.PlanDocument.FactView;
import dev.drover.review.PlanDocument.InputView;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares two documents. It walks their records as they are, so that a part which is added to the
 * document one day is compared without being named here.
 */
final class Comparing {

  private final List<Difference> differences = new ArrayList<>();

  List<Difference> differences(PlanDocument before, PlanDocument after) {
    section("document", Optional.of(before), Optional.of(after), true);
    return differences;
  }

  /** A record that is there once: its values are a section, and so is each list and map in it. */
  private void section(
      String name, Optional<Record> before, Optional<Record> after, boolean pinned) {
    if (before.equals(after)) {
      return;
    }
    List<Field> own = new ArrayList<>();
    int place = differences.size();
    for (RecordComponent part : parts(before, after)) {
      Optional<Object> was = before.map(record -> Fields.value(record, part));
      Optional<Object> is = after.map(record -> Fields.value(record, part));
      boolean holds = pinned && !part.isAnnotationPresent(Estimate.class);
      if (name.equals("document") && was.or(() -> is).orElseThrow() instanceof Record) {
        section(part.getName(), was.map(Record.class::cast), is.map(Record.class::cast), holds);
      } else if (Map.class.isAssignableFrom(part.getType())) {
        values(part.getName(), Fields.map(was), Fields.map(is), holds);
      } else if (Identity.have(Fields.list(was), Fields.list(is))) {
        entries(part.getName(), Fields.list(was), Fields.list(is), holds);
      } else {
        own.addAll(Fields.differing(part.getName(), was, is, holds));
      }
    }
    if (!own.isEmpty()) {
      differences.add(place, new Difference(name, "", "", Change.CHANGED, own));
    }
  }

  private static RecordComponent[] parts(Optional<Record> before, Optional<Record> after) {
    return before.or(() -> after).orElseThrow().getClass().getRecordComponents();
  }

  /** A map whose entries are things of their own. */
  private void values(String section, Map<?, ?> before, Map<?, ?> after, boolean pinned) {
    Set<String> names = new TreeSet<>();
    before.keySet().forEach(name -> names.add(String.valueOf(name)));
    after.keySet().forEach(name -> names.add(String.valueOf(name)));
    for (String name : names) {
      Optional<Object> was = Optional.ofNullable(before.get(name));
      Optional<Object> is = Optional.ofNullable(after.get(name));
      List<Field> fields = Fields.differing("", was, is, pinned);
      if (!was.equals(is) && !(fields.isEmpty() && was.isPresent() && is.isPresent())) {
        differences.add(new Difference(section, name, "", change(was, is), fields));
      }
    }
  }

  private static Change change(Optional<?> before, Optional<?> after) {
    return before.isEmpty() ? Change.ADDED : after.isEmpty() ? Change.REMOVED : Change.CHANGED;
  }

  /** A list whose entries have names. */
  private void entries(String section, List<?> before, List<?> after, boolean pinned) {
    if (before.equals(after)) {
      return;
    }
    Map<Identity, Record> was = Identity.identified(before);
    Map<Identity, Record> is = Identity.identified(after);
    order(section, was, is, pinned);
    for (Identity one : merged(was.keySet(), is.keySet())) {
      Optional<Record> old = Optional.ofNullable(was.get(one));
      Optional<Record> now = Optional.ofNullable(is.get(one));
      if (!old.equals(now)) {
        entry(section, one, old, now, pinned && isPinned(old, now));
      }
    }
  }

  /** All in the order of the second plan; what is only in the first stands where it stood there. */
  private static List<Identity> merged(Set<Identity> before, Set<Identity> after) {
    Map<Identity, List<Identity>> gone = new HashMap<>();
    List<Identity> first = new ArrayList<>();
    List<Identity> here = first;
    for (Identity one : before) {
      if (after.contains(one)) {
        here = gone.computeIfAbsent(one, _ -> new ArrayList<>());
      } else {
        here.add(one);
      }
    }
    List<Identity> all = new ArrayList<>(first);
    for (Identity one : after) {
      all.add(one);
      all.addAll(gone.getOrDefault(one, List.of()));
    }
    return all;
  }

  /** A fact that is pinned in one of the plans is one that somebody relies on. */
  private static boolean isPinned(Optional<Record> before, Optional<Record> after) {
    return before
        .filter(Comparing::isPinned)
        .or(() -> after.filter(Comparing::isPinned))
        .isPresent();
  }

  private static boolean isPinned(Record entry) {
    return switch (entry) {
      case FactView fact -> !fact.live();
      case InputView input -> !input.role().equals("history");
      default -> true;
    };
  }

  /** An entry of a list; lists in it that have names are sections too, and are told behind it. */
  private void entry(
      String section,
      Identity entry,
      Optional<Record> before,
      Optional<Record> after,
      boolean pinned) {
    List<Field> fields = new ArrayList<>();
    int place = differences.size();
    for (RecordComponent part : parts(before, after)) {
      Optional<Object> was = before.map(record -> Fields.value(record, part));
      Optional<Object> is = after.map(record -> Fields.value(record, part));
      boolean holds = pinned && !part.isAnnotationPresent(Estimate.class);
      if (Identity.have(Fields.list(was), Fields.list(is))) {
        entries(part.getName(), Fields.list(was), Fields.list(is), holds);
      } else {
        fields.addAll(Fields.differing(part.getName(), was, is, holds));
      }
    }
    if (!fields.isEmpty()) {
      differences.add(
          place,
          new Difference(section, entry.words(), entry.host(), change(before, after), fields));
    }
  }

  /** Those that are in both but not in the same order. */
  private void order(
      String section, Map<Identity, Record> before, Map<Identity, Record> after, boolean pinned) {
    List<String> was = names(before.keySet(), after.keySet());
    List<String> is = names(after.keySet(), before.keySet());
    if (!was.equals(is)) {
      List<String> tasks = tasks(was);
      boolean byTask = !tasks.equals(tasks(is));
      Field order = new Field("order", byTask ? tasks : was, byTask ? tasks(is) : is, pinned);
      differences.add(new Difference(section, "", "", Change.CHANGED, List.of(order)));
    }
  }

  /** Those that are in both. */
  private static List<String> names(Set<Identity> of, Set<Identity> also) {
    return of.stream()
        .filter(also::contains)
        .map(one -> one.host().isEmpty() ? one.words() : one.host() + ": " + one.words())
        .toList();
  }

  /** Addresses of steps without their hosts, each once. */
  private static List<String> tasks(List<String> steps) {
    return steps.stream()
        .map(step -> step.replaceFirst("^[^:]*: (.*)\\[[^]]*]$", "$1"))
        .distinct()
        .toList();
  }
}
