package dev.drover.schema;

import java.util.List;
import java.util.Optional;

/** Knows what an argument of Ansible's modules is here, for those who write its name. */
final class AnsibleArguments {

  /** An argument there; the field that does it here; what to write. */
  private record Renamed(String name, String field, String hint) {}

  private static final String WORDS = "write `argv: [program, argument]`, a list of words";
  private static final String LENGTH = "write the time with its unit, for instance `pause: 5s`";
  private static final String MESSAGE = "write `message`";

  private static final List<Renamed> RENAMED =
      List.of(
          new Renamed("cmd", "argv", WORDS),
          new Renamed("_raw_params", "argv", WORDS),
          new Renamed("cmd", "text", "write `text: …`, or the text itself: `shell: …`"),
          new Renamed("executable", "text", "remove it: the shell is the `sh` of the host"),
          new Renamed("host", "address", "write `address`"),
          new Renamed("state", "absent", "remove it, or write `absent: true` to wait for the end"),
          new Renamed("seconds", "for", LENGTH),
          new Renamed("minutes", "for", LENGTH),
          new Renamed("prompt", "for", "use `confirm: QUESTION` in place of `pause`"),
          new Renamed("fail_msg", "message", MESSAGE),
          new Renamed("msg", "message", MESSAGE),
          new Renamed("success_msg", "message", "remove it: nothing is told of what holds"));

  private AnsibleArguments() {}

  /** What to write in place of a field that a record with these names doesn't have. */
  static Optional<String> instead(String name, List<String> names) {
    return RENAMED.stream()
        .filter(one -> one.name().equals(name) && names.contains(one.field()))
        .map(Renamed::hint)
        .findFirst();
  }

  /** Whether one of the names stands for the field. */
  static boolean isMeant(String field, Iterable<String> written) {
    for (String name : written) {
      if (instead(name, List.of(field)).isPresent()) {
        return true;
      }
    }
    return false;
  }
}
