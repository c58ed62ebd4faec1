package dev.drover.rehearse;

import java.util.List;
import java.util.stream.Collectors;

/** A run in which these things go wrong; none of them for the one that nothing disturbs. */
public record Scenario(List<Fault> faults) {

  /** What stands between the faults in an id. */
  private static final String AND = " + ";

  /** Nothing goes wrong. */
  public static final Scenario UNDISTURBED = new Scenario(List.of());

  public Scenario {
    faults = List.copyOf(faults);
  }

  /** Names it; the same words each time. */
  public String id() {
    return faults.isEmpty()
        ? "undisturbed"
        : faults.stream().map(Fault::id).collect(Collectors.joining(AND));
  }

  /** The ids of its faults, of a scenario of this id. */
  static List<String> parts(String id) {
    return List.of(id.split(java.util.regex.Pattern.quote(AND), -1));
  }

  /** The sorts of its faults, as ids begin with them. */
  public List<String> sorts() {
    return faults.stream().map(fault -> fault.sort().word()).toList();
  }

  /** What goes wrong, in words. */
  public String words() {
    return faults.isEmpty()
        ? "nothing goes wrong"
        : faults.stream().map(fault -> fault.sort().words()).collect(Collectors.joining("; "));
  }
}
