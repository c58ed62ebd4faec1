package dev.drover.cli;

import dev.drover.lock.LeaseView;
import dev.drover.remote.TimeLimit;
import dev.drover.report.Style;
import dev.drover.report.Style.Tone;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** A lease as text. What stands in it was written by whoever can write there. */
final class LockText {

  private final StringBuilder text = new StringBuilder();
  private final Terminal terminal;

  private LockText(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The text, ending with a line break. */
  static String of(LeaseView lease, Terminal terminal) {
    LockText text = new LockText(terminal);
    text.lease(lease);
    return text.text.toString();
  }

  private void lease(LeaseView lease) {
    Tone tone = lease.nobodyHolds() ? Tone.GOOD : Tone.BAD;
    text.append(terminal.style().of(Tone.STRONG, Style.harmless(lease.cluster())))
        .append(": ")
        .append(terminal.style().of(tone, lease.state()))
        .append('\n');
    boolean taken = !lease.nobodyHolds() && !lease.needsMending();
    if (taken) {
      line("by", lease.owner() + ", run " + lease.run());
      line("for", lease.reason());
      line("since", time(lease.since()));
      line(
          "heartbeat",
          TimeLimit.inWords(Duration.ofSeconds(Math.max(0, lease.heartbeat()))) + " ago");
      line("expires", time(lease.expires()) + ", unless it is renewed");
      line("journal", lease.journal());
    }
    if (lease.token() > 0) {
      line("token", Long.toString(lease.token()));
    }
    line("kept in", lease.place());
    lease.open().forEach(open -> line("note", open));
    for (int i = 0; i < lease.history().size(); i++) {
      line(i == 0 ? "history" : "", lease.history().get(i));
    }
    if (lease.needsMending()) {
      line("next", "`drover lock break` makes it whole, when nobody works on the cluster");
    }
  }

  private void line(String name, String value) {
    text.append("  %-10s %s%n".formatted(name, Style.harmless(value)));
  }

  private String time(Instant moment) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
        .withZone(terminal.zone())
        .format(moment);
  }
}
