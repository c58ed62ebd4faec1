package dev.drover.cli;

import dev.drover.journal.Entry.Verdict;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanDocument.PolicyView;

/** How the tool ends. The numbers are a promise: scripts and people on call rely on them. */
public enum ExitCode {
  OK(0, "Done; a run finished."),
  DIFFERENT(1, "`drover diff` found that two plans differ."),
  USAGE(2, "The command line is wrong."),
  MISTAKES(10, "Runbook, inventory or parameters have mistakes; nothing was connected to."),
  UNREACHABLE(
      20,
      "It was seen beforehand that the run would fail (host unreachable, key unknown, password"
          + " wrong, archive damaged); nothing was changed."),
  POLICY(22, "A policy is broken; nothing was changed."),
  REHEARSAL(
      23,
      "A rehearsal broke a promise of the plan or did not come to its end; nothing was changed."),
  FAILED(30, "A step failed; what is open is listed, `drover resume` goes on."),
  STOPPED(
      31,
      "The run was stopped by the operator or by its policy; what is open is listed, `drover resume` goes on."),
  OPEN(
      32,
      "`drover status` or `drover recover`: something of the run is open, and no controller works on"
          + " it."),
  JOURNAL(
      40,
      "There is no such run, its journal is damaged or in use, or the state directory can't be used."),
  CHANGED(41, "Runbook or inventory changed since the run began."),
  DRIFT(
      42,
      "What the plan rests on has changed since it was made, the file is no plan, or nobody said"
          + " yes to what `--replan` showed; nothing was changed."),
  SIGNATURES(
      43,
      "The plan must be signed, and a signature is missing, expired, not allowed or wrong; nothing"
          + " was changed."),
  LOCKED(
      44,
      "Somebody else holds the lease of the cluster, and nothing was changed; or took it from a run,"
          + " which changed nothing from then on."),
  UNHEARD(
      45,
      "What was asked of a run (pause, continue, stop, skip, retry) makes no sense where it stands,"
          + " or nobody runs it, or nobody answered; nothing was changed."),
  NO_JAVA(69, "No JDK 25 was found, or the tool could not be built (said by the launcher)."),
  BUG(70, "An internal error.");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** That of a run that ended so. */
  static ExitCode of(Verdict verdict) {
    return switch (verdict) {
      case FINISHED -> OK;
      case FAILED -> FAILED;
      case STOPPED -> STOPPED;
    };
  }

  /** What a plan says of the run that it would be. */
  static ExitCode of(PlanDocument plan) {
    if (!plan.problems().isEmpty()) {
      return UNREACHABLE;
    }
    return plan.policies().stream().anyMatch(PolicyView::refuses) ? POLICY : OK;
  }

  /** The number. */
  public int code() {
    return code;
  }

  /** What it means, in a sentence. */
  public String meaning() {
    return meaning;
  }
}
