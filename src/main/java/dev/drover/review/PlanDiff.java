package dev.drover.review;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.Stream;

/**
 * The difference of two plans, as data. Whatever differs in the documents is in it; what is the
 * same thing in both is found by its name: a step by its address, an input by role and path, a fact
 * by what it is of.
 *
 * @param format the version of this form
 * @param before the plan that is compared
 * @param after the one that it is compared with
 * @param differences in the order of the document
 */
public record PlanDiff(int format, Name before, Name after, List<Difference> differences) {

  /** The version of the form that this Drover writes. */
  public static final int FORMAT = 1;

  /** How a plan is told from another: what is run, in which version. */
  public record Name(String runbook, String version) {}

  /** What became of something. */
  public enum Change {
    @JsonProperty("added")
    ADDED("+"),
    @JsonProperty("removed")
    REMOVED("-"),
    @JsonProperty("changed")
    CHANGED("~");

    private final String sign;

    Change(String sign) {
      this.sign = sign;
    }

    /** The sign that stands before it in a list. */
    public String sign() {
      return sign;
    }
  }

  /**
   * Something that differs.
   *
   * @param section the part of the document, by its name there
   * @param subject what differs, by its name; empty if it is the section itself
   * @param host whom it is about, where it stands on hosts: a host, a cluster or a balancer; else
   *     empty
   * @param fields what of it differs; for something added or removed all of it
   */
  public record Difference(
      String section, String subject, String host, Change change, List<Field> fields) {
    public Difference {
      fields = List.copyOf(fields);
    }

    private Stream<Difference> pinned() {
      List<Field> left = fields.stream().filter(Field::pinned).toList();
      return left.isEmpty()
          ? Stream.empty()
          : Stream.of(new Difference(section, subject, host, change, left));
    }
  }

  /**
   * A field that differs.
   *
   * @param name its name in the document; empty if the subject is a value itself
   * @param before its values; none if it was not there
   * @param after its values; none if it is not there any more
   * @param pinned whether a signed plan is refused for it
   */
  public record Field(String name, List<String> before, List<String> after, boolean pinned) {
    public Field {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }

  public PlanDiff {
    differences = List.copyOf(differences);
  }

  /** How two documents differ. */
  public static PlanDiff of(PlanDocument before, PlanDocument after) {
    return new PlanDiff(
        FORMAT, name(before), name(after), new Comparing().differences(before, after));
  }

  private static Name name(PlanDocument plan) {
    return new Name(plan.runbook().name(), plan.runbook().version());
  }

  /** Whether the documents say the same. */
  public boolean isEmpty() {
    return differences.isEmpty();
  }

  /**
   * Only what makes a signed plan stale: left out are live facts, which the run judges anew by
   * their rule, and forecasts, which rest on earlier runs.
   */
  public PlanDiff pinned() {
    return new PlanDiff(
        format, before, after, differences.stream().flatMap(Difference::pinned).toList());
  }
}
