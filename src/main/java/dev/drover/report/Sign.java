package dev.drover.report;

import dev.drover.report.Style.Tone;
import java.util.Locale;

/** How the state of a step is shown: never by a colour alone. */
enum Sign {
  WILL_FAIL("x", Tone.BAD, "WILL FAIL", "will fail"),
  UNCHECKED("!", Tone.BAD, "not checked", "could not be checked"),
  WILL_CHANGE("~", Tone.CHANGE, "will change", "will change something"),
  UNKNOWN_UNTIL("?", Tone.CHANGE, "decided then", "decided by earlier steps"),
  MAY_RUN("?", Tone.CHANGE, "may run", "may run"),
  ALREADY_SO("=", Tone.GOOD, "already so", "already so"),
  WILL_LOOK(".", Tone.GOOD, "changes nothing", "only wait or look"),
  WILL_SKIP("-", Tone.QUIET, "will be skipped", "skipped"),
  NOT_LOOKED(" ", Tone.QUIET, "not looked at", "not looked at");

  private final String mark;
  private final Tone tone;
  private final String words;
  private final String tally;

  Sign(String mark, Tone tone, String words, String tally) {
    this.mark = mark;
    this.tone = tone;
    this.words = words;
    this.tally = tally;
  }

  /** The sign of a state as documents write it; one that is not known here was not looked at. */
  static Sign of(String state) {
    for (Sign sign : values()) {
      if (sign.state().equals(state)) {
        return sign;
      }
    }
    return NOT_LOOKED;
  }

  /** The state as documents write it. */
  String state() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One letter. */
  String mark() {
    return mark;
  }

  Tone tone() {
    return tone;
  }

  /** What it says of a step. */
  String words() {
    return words;
  }

  /** What it says behind a number of steps. */
  String tally() {
    return tally;
  }
}
