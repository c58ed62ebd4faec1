package dev.drover.task;

import dev.drover.remote.RemoteException;
import java.util.List;

/** What a step would change. */
public sealed interface Changes {

  /** Nothing: the state is already so. */
  record None(String reason) implements Changes {}

  /** Something; one line per change, differences of content included. */
  record Some(List<String> lines) implements Changes {
    public Some {
      lines = List.copyOf(lines);
    }
  }

  /** Nobody can know before earlier steps have run. */
  record Unknown(String reason) implements Changes {}

  /** Nothing, whatever is found: the step waits or looks. */
  record Looks(String words) implements Changes {}

  /**
   * The step would fail.
   *
   * @param next what to do about it; may be empty
   * @param lasting whether no earlier step of a run could mend it, but only a person
   */
  record Fails(String reason, String next, boolean lasting) implements Changes {}

  /** The step changes nothing, whatever is found; what it waits for or looks at. */
  static Changes looks(String words) {
    return new Looks(words);
  }

  /** The step would fail, with the reason. */
  static Changes fails(String reason) {
    return new Fails(reason, "", false);
  }

  /** The step would fail, as a look at the machine or endpoint did. */
  static Changes fails(RemoteException why) {
    return new Fails(why.getMessage(), why.next(), false);
  }

  /** The step would fail, as a look did; no earlier step could mend that, but only a person. */
  static Changes failsForSure(RemoteException why) {
    return new Fails(why.getMessage(), why.next(), true);
  }

  /** Nothing would change, with the reason. */
  static Changes none(String reason) {
    return new None(reason);
  }

  /** Something would change. */
  static Changes some(String... lines) {
    return new Some(List.of(lines));
  }

  /** It can't be known yet. */
  static Changes unknown(String reason) {
    return new Unknown(reason);
  }
}
