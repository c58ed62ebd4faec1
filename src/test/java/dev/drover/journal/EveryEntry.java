package dev.drover.journal;

import dev.drover.task.Bracket;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A journal that holds each kind of entry at least once, as an eventful run would write it. */
final class EveryEntry {

  static final Instant AT = Instant.parse("2026-11-21T03:00:00Z");
  static final Bracket OUT = new Bracket(Bracket.Type.NODE_OUT_OF_SERVICE, "bb1");

  private static final String DETACH = "upgrade/lb_detach[bb1]";
  private static final String START = "upgrade/start[bb1]";
  private static final String OPS = "ops@bastion";

  private EveryEntry() {}

  static List<Entry> list() {
    return List.of(
        new Entry.RunBegan(
            AT,
            "20261121-030000",
            "bitbucket-rolling-upgrade",
            "1.0.0",
            OPS,
            new Request(
                "/srv/up.yml",
                List.of("/srv/inventory"),
                List.of("to_version=7.9.4"),
                List.of(),
                7),
            Map.of("/srv/up.yml", "ab12"),
            List.of(DETACH, START),
            "cd34",
            new Edition(1, "0123abcd", true, "up/1.0.0", "ef56")),
        new Entry.PlanSigned(AT, "ann@example.com", "SHA256:abc", AT, AT.plusSeconds(3600)),
        new Entry.PolicyNoted(AT, "maintenance_window", "the disk fills up", true),
        new Entry.LeaseTaken(AT, "bitbucket", "the shared home of bb1", 17),
        new Entry.PlayBegan(AT, "upgrade"),
        new Entry.HostChosen(AT, "upgrade", "bb1", "least busy: 0 sessions"),
        new Entry.HostDown(AT, "bb2", "lb1 says http/bb2 READY, DOWN"),
        new Entry.HostServes(AT, "bb2"),
        new Entry.FactsGathered(AT, "bb1", Map.of("os_family", "Debian")),
        new Entry.BracketOpened(AT, OUT, DETACH, "set server git_http/bb1 state ready"),
        new Entry.StepBegan(AT, DETACH, 1, Map.of("drain", "60s")),
        new Entry.StepEnded(
            AT,
            DETACH,
            Entry.Ending.DONE,
            true,
            "out of git_http: Grüße",
            Map.of("sessions", 0),
            true,
            List.of("2 sessions", "0 sessions"),
            ""),
        new Entry.HandlerNotified(AT, "upgrade/handlers/restart[bb1]", DETACH),
        new Entry.RescueBegan(AT, "upgrade/group[bb1]", List.of(START)),
        new Entry.GroupRepeated(AT, "upgrade/wait[bb1]", 1, "it failed", List.of(START)),
        new Entry.GroupHeld(AT, "upgrade/wait[bb1]"),
        new Entry.GroupFailed(AT, "upgrade/wait[bb2]", "`state.rc == 0` is still false"),
        new Entry.HandlerStarted(
            AT,
            "upgrade/handlers/restart[bb1]",
            "upgrade/handlers[bb1]",
            List.of("upgrade/handlers/restart[bb1]")),
        new Entry.NoticeLost(AT, "https://hooks.example.com", "it answered 500"),
        new Entry.SoakBegan(AT, "upgrade", AT.plusSeconds(600)),
        new Entry.SoakEnded(AT, "upgrade", List.of("bb1"), Map.of("bb1", "state is ERROR")),
        new Entry.PauseAsked(AT, OPS, "the balancer is being looked at"),
        new Entry.ContinueAsked(AT, OPS, "it is fine"),
        new Entry.SkipAsked(AT, OPS, "done by hand", START),
        new Entry.RetryAsked(AT, "bob@desk", "the disk has space again", START),
        new Entry.StopAsked(AT, OPS, false, "enough for tonight"),
        new Entry.ClosingBegan(AT, OUT, DETACH, "the run stops"),
        new Entry.BracketLeft(
            AT, OUT, DETACH, "bb1 is not ACTIVE", "set server git_http/bb1 state ready"),
        new Entry.BracketClosed(AT, OUT, "upgrade/lb_attach[bb1]", false),
        new Entry.LeaseLost(AT, "bitbucket", "bob@desk broke it"),
        new Entry.LeaseReleased(AT, "bitbucket", 17),
        new Entry.RunEnded(AT, Entry.Verdict.STOPPED, "asked by ops"),
        new Entry.RunResumed(AT, OPS));
  }
}
