package dev.drover.review;

import dev.drover.journal.Edition;
import dev.drover.journal.Request;
import dev.drover.model.Host;
import dev.drover.plan.Plan;
import dev.drover.remote.RemoteException;
import dev.drover.schema.Doc;
import dev.drover.secret.Masker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan as a document: plain data, secrets masked. It is what {@code --json} prints, a plan file
 * keeps, a person signs, {@code diff} and {@code run} compare, policies judge and every rendering
 * is made from. The same inputs, facts and history give the same document: it knows no clock and no
 * path outside of the current directory that it need not know.
 */
public record PlanDocument(
    @Doc("Version of this form") int format,
    @Doc("What is run") RunbookView runbook,
    @Doc("What the plan was made from") Basis basis,
    @Doc("What was seen while planning, and rules for what may differ by the time of the run")
        List<FactView> facts,
    @Doc("What is done, one play after the other") List<PlayView> plays,
    @Doc("How many hosts serve while it runs") CapacityView capacity,
    @Estimate @Doc("How long it is expected to take") ForecastView forecast,
    @Doc("What happens when a step fails, in a sentence") String onFailure,
    @Doc("What can't be undone") List<NoteView> irreversible,
    @Doc("Where a person is asked") List<NoteView> confirmations,
    @Doc("What was checked, and what came of it") List<PolicyView> policies,
    @Doc("Rights that the run needs") List<NeedView> needs,
    @Doc("Hosts that can't be worked with, and steps that would fail; a run is refused")
        List<ProblemView> problems) {

  /** The version of the form that this Drover writes. */
  public static final int FORMAT = 1;

  /** The runbook. */
  public record RunbookView(
      @Doc("Its name") String name,
      @Doc("Its version, as it says itself") String version,
      @Doc("Version of the language that it is written in") int language,
      @Doc("What it is for; empty if it does not say") String description,
      @Doc("Who must sign a plan of it before that may run") SignaturesView signatures) {}

  /** Who must sign a plan before it may run. */
  public record SignaturesView(
      @Doc("How many different people; 0 if nobody must") int signers,
      @Doc("File that says whose keys count, as seen from the current directory") String allowed,
      @Doc("How many seconds a signature counts") long valid) {

    /** Nobody must. */
    public static final SignaturesView NONE = new SignaturesView(0, "", 0);
  }

  /** What a plan was made from. */
  public record Basis(
      @Doc("Version of the tool") String drover,
      @Doc("Which edition of the runbook it is") Edition edition,
      @Doc("What was asked for, enough to make the plan again; secrets left out") Request request,
      @Doc("What was given, secrets masked") Map<String, String> parameters,
      @Doc("Every file that was read") List<InputView> inputs,
      @Doc("Whether nothing was connected to") boolean offline) {
    public Basis {
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
      inputs = List.copyOf(inputs);
    }

    private Basis with(History history) {
      List<InputView> all = new ArrayList<>(inputs);
      history.input().ifPresent(all::add);
      return new Basis(drover, edition, request, parameters, all, offline);
    }
  }

  /** A file that was read. */
  public record InputView(
      @Doc("runbook, include, inventory, vault, plugin, file, policy, signers or history")
          String role,
      @Doc("Its path as seen from the current directory") String name,
      @Doc("Of its content as it is stored") String sha256) {}

  /** Something that was seen. */
  public record FactView(
      @Doc("Of what: a host, a balancer, a cluster") String subject,
      @Doc("What was looked at") String name,
      @Doc("What was seen; for a live one, a rule or a bound") String value,
      @Doc("Whether it may differ by the time of the run") boolean live) {}

  /** How many hosts serve. */
  public record CapacityView(
      @Doc("All that serve") int hosts,
      @Doc("The fewest at any moment, over all ways in which the windows let steps interleave")
          int lowest,
      @Doc("The fewest at any moment if steps fail as badly as the failure policy lets them")
          int ifStepsFail,
      @Doc("The fewest that the policy allows") int minimum,
      @Doc("Who is out of service, from which step to which") List<OutView> out) {
    public CapacityView {
      out = List.copyOf(out);
    }
  }

  /** A time during which a host is out of service. */
  public record OutView(
      @Doc("The host") String host,
      @Doc("Id of the play in which it leaves") String play,
      @Doc("Id of the step that takes it out") String from,
      @Doc("Id of the step that brings it back; empty if none does") String until,
      @Estimate @Doc("How long that is expected to take; 0 if nobody knows") long seconds) {}

  /** How long the run is expected to take. */
  public record ForecastView(
      @Doc("Expected duration of the run; 0 if nobody knows") long seconds,
      @Doc("Weakest basis of a step on the critical path") StepView.Basis basis,
      @Doc("How many steps have no known duration") int unknown,
      @Doc("Steps that decide it, in order") List<CriticalView> critical,
      @Doc("How many hosts serve, as the run is expected to go") List<MomentView> curve) {

    /** Nothing is known. */
    public static final ForecastView NONE =
        new ForecastView(0, StepView.Basis.UNKNOWN, 0, List.of(), List.of());

    public ForecastView {
      critical = List.copyOf(critical);
      curve = List.copyOf(curve);
    }
  }

  /** A step on the critical path, with the second at which it is expected to begin. */
  public record CriticalView(
      @Doc("Id of the step") String step,
      @Doc("Second of the run at which it is expected to begin") long begins,
      @Doc("How long it is expected to take") long seconds,
      @Doc("What that rests on") StepView.Basis basis) {}

  /** A second of the run at which it changes who serves. */
  public record MomentView(
      @Doc("Second of the run") long second,
      @Doc("How many hosts serve from then on") int serving,
      @Doc("Hosts that are out of service from then on") List<String> left,
      @Doc("Hosts that serve again from then on") List<String> back) {
    public MomentView {
      left = List.copyOf(left);
      back = List.copyOf(back);
    }
  }

  /** Something to know about steps, told once for all that it is true of. */
  public record NoteView(
      @Doc("The sentence") String what,
      @Doc("Ids of the steps that it is true of") List<String> steps) {
    public NoteView {
      steps = List.copyOf(steps);
    }
  }

  /** A policy. */
  public record PolicyView(
      @Doc("Its name") String name,
      @Doc("Where it stands: built in, the runbook, or a file") String source,
      @Doc("error or warning; a plan that breaks an error is not run") String severity,
      @Doc("kept, broken, or unchecked if that can't be told yet") String outcome,
      @Doc("What it asks for, in a sentence") String says,
      @Doc("How the run keeps it, in a sentence; empty if only the plan is judged") String enforced,
      @Doc("What breaks it, or why it could not be checked") List<FindingView> findings) {
    public PolicyView {
      findings = List.copyOf(findings);
    }

    /** Whether a plan with this is not run. */
    public boolean refuses() {
      return severity.equals("error") && outcome.equals("broken");
    }
  }

  /** Something that a policy finds. */
  public record FindingView(
      @Doc("Id of the play that it is in; empty if in none") String play,
      @Doc("Id of the step; empty if it is about none") String step,
      @Doc("The host; empty if it is about none") String host,
      @Doc("What is wrong") String problem,
      @Doc("What to do about it") String next) {}

  /** A right that the run needs. */
  public record NeedView(
      @Doc("login, sudo, service, api, http, balancer, network, unknown or lock") String kind,
      @Doc("Who needs to be asked: a host, a cluster, a balancer") String subject,
      @Doc("What must be allowed, in the words of the system that allows it") String right,
      @Doc("Addresses of the tasks that need it; none if all that is done there does")
          List<String> steps) {
    public NeedView {
      steps = List.copyOf(steps);
    }
  }

  /** Hosts that can't be worked with, or on which a step would fail. */
  public record ProblemView(
      @Doc("Where: a host, or several") String host,
      @Doc("What is wrong") String problem,
      @Doc("What to do about it") String next) {}

  public PlanDocument {
    facts = List.copyOf(facts);
    plays = List.copyOf(plays);
    irreversible = List.copyOf(irreversible);
    confirmations = List.copyOf(confirmations);
    policies = List.copyOf(policies);
    needs = List.copyOf(needs);
    problems = List.copyOf(problems);
  }

  /** The same, made from something else. */
  public PlanDocument basedOn(Basis other) {
    return new PlanDocument(
        format,
        runbook,
        other,
        facts,
        plays,
        capacity,
        forecast,
        onFailure,
        irreversible,
        confirmations,
        policies,
        needs,
        problems);
  }

  /** The document of a plan of which no earlier run tells how long it takes. */
  public static PlanDocument of(
      Plan plan, Basis basis, Map<Host, RemoteException> problems, Masker masker) {
    return of(plan, basis, problems, History.NONE, masker);
  }

  /** The document of a plan; the history is one of its inputs. */
  public static PlanDocument of(
      Plan plan, Basis basis, Map<Host, RemoteException> problems, History history, Masker masker) {
    return new Describing(plan, history, masker).document(basis.with(history), problems);
  }

  /** This document with the rights that a run of it needs. */
  public PlanDocument needing(List<NeedView> rights) {
    return new PlanDocument(
        format,
        runbook,
        basis,
        facts,
        plays,
        capacity,
        forecast,
        onFailure,
        irreversible,
        confirmations,
        policies,
        rights,
        problems);
  }

  /** This document with what came of its policies. */
  public PlanDocument judged(List<PolicyView> judgements) {
    return new PlanDocument(
        format,
        runbook,
        basis,
        facts,
        plays,
        capacity,
        forecast,
        onFailure,
        irreversible,
        confirmations,
        judgements,
        needs,
        problems);
  }
}
