package dev.drover.notify;

import dev.drover.schema.Doc;
import java.time.Instant;
import java.util.List;

/** Something that people elsewhere are told of a run: what goes out as JSON. */
public record Notice(
    @Doc("Version of this form") int format,
    @Doc(
            "start, resume, confirm (somebody is asked), pause, continue, stop, failure (a step"
                + " failed) or finish")
        String event,
    @Doc("When it happened") Instant at,
    @Doc("Id of the run") String run,
    @Doc("Name of its runbook") String runbook,
    @Doc("Version of its runbook") String version,
    @Doc("What it works on: the clusters of its hosts, or the hosts") String cluster,
    @Doc("User and machine that did it; of a failure or a finish, who runs it") String by,
    @Doc("finished, failed or stopped; empty as long as the run goes on") String verdict,
    @Doc("All of it in a few lines, for people") String text,
    @Doc("What is open") List<Open> open,
    @Doc("The command to type; empty if there is none") String next) {

  /** The version of the form that this Drover writes. */
  public static final int FORMAT = 1;

  /** Something that is open. */
  public record Open(
      @Doc("What it is") String what,
      @Doc("Whose: a host, or a cluster") String subject,
      @Doc("The exact command that closes it") String byHand) {}

  public Notice {
    open = List.copyOf(open);
  }
}
