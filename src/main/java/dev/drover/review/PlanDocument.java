package dev.drover.review;

import dev.drover.journal.Entry;
import dev.drover.model.Host;
import dev.drover.plan.Plan;
import dev.drover.remote.RemoteException;
import dev.drover.secret.Masker;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan as a document: plain data, secrets masked. It is what {@code --json} prints, a plan file
 * keeps, a person signs, {@code diff} and {@code run} compare, policies judge and every rendering
 * is made from. The same inputs, facts and history give the same document: it knows no clock and no
 * path outside of the current directory that it need not know.
 *
 * @param format the version of this form
 * @param runbook what is run
 * @param basis what the plan was made from
 * @param facts what was seen while planning, and rules for what may differ by the time of the run
 * @param capacity how many hosts serve while it runs
 * @param forecast how long it is expected to take
 * @param onFailure what happens when a step fails, in a sentence
 * @param irreversible what can't be undone
 * @param confirmations where a person is asked
 * @param policies what was checked, and what came of it
 * @param needs the rights that the run needs
 * @param problems hosts that can't be worked with, and steps that would fail; a run is refused
 */
public record PlanDocument(
    int format,
    RunbookView runbook,
    Basis basis,
    List<FactView> facts,
    List<PlayView> plays,
    CapacityView capacity,
    ForecastView forecast,
    String onFailure,
    List<NoteView> irreversible,
    List<NoteView> confirmations,
    List<PolicyView> policies,
    List<NeedView> needs,
    List<ProblemView> problems) {

  /** The version of the form that this Drover writes. */
  public static final int FORMAT = 1;

  /** The runbook. */
  public record RunbookView(String name, String version, int language, String description) {}

  /**
   * What a plan was made from.
   *
   * @param drover the version of the tool
   * @param request what was asked for, enough to make the plan again; secrets left out
   * @param parameters what was given, secrets masked
   * @param inputs every file that was read
   * @param offline whether nothing was connected to
   */
  public record Basis(
      String drover,
      Entry.Request request,
      Map<String, String> parameters,
      List<InputView> inputs,
      boolean offline) {
    public Basis {
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
      inputs = List.copyOf(inputs);
    }
  }

  /**
   * A file that was read.
   *
   * @param role runbook, include, inventory, vault, plugin, file, policy, signers or history
   * @param name its path as seen from the current directory
   * @param sha256 of its content as it is stored
   */
  public record InputView(String role, String name, String sha256) {}

  /**
   * Something that was seen.
   *
   * @param subject of what: a host, a balancer, a cluster
   * @param live whether it may differ by the time of the run; then {@code value} is a rule or a
   *     bound
   */
  public record FactView(String subject, String name, String value, boolean live) {}

  /**
   * How many hosts serve.
   *
   * @param hosts all that serve
   * @param lowest the fewest at any moment, over all ways in which the windows let steps interleave
   * @param minimum the fewest that the policy allows
   * @param out who is out of service, from which step to which
   */
  public record CapacityView(int hosts, int lowest, int minimum, List<OutView> out) {
    public CapacityView {
      out = List.copyOf(out);
    }
  }

  /**
   * A time during which a host is out of service.
   *
   * @param until the step that brings it back; empty if none does
   * @param seconds how long that is expected to take, if the forecast knows
   */
  public record OutView(String host, String play, String from, String until, long seconds) {}

  /**
   * How long the run is expected to take.
   *
   * @param basis the weakest basis of a step on the critical path
   * @param unknown how many steps have no known duration
   * @param critical the steps that decide it, in order
   * @param curve how many hosts serve, as the run is expected to go
   */
  public record ForecastView(
      long seconds,
      StepView.Basis basis,
      int unknown,
      List<CriticalView> critical,
      List<MomentView> curve) {

    /** Nothing is known. */
    public static final ForecastView NONE =
        new ForecastView(0, StepView.Basis.UNKNOWN, 0, List.of(), List.of());

    public ForecastView {
      critical = List.copyOf(critical);
      curve = List.copyOf(curve);
    }
  }

  /** A step on the critical path, with the second at which it is expected to begin. */
  public record CriticalView(String step, long begins, long seconds, StepView.Basis basis) {}

  /** From a second of the run on, so many hosts serve and these don't. */
  public record MomentView(long second, int serving, List<String> out) {
    public MomentView {
      out = List.copyOf(out);
    }
  }

  /** Something to know about steps, told once for all that it is true of. */
  public record NoteView(String what, List<String> steps) {
    public NoteView {
      steps = List.copyOf(steps);
    }
  }

  /**
   * A policy.
   *
   * @param source where it stands: built in, the runbook, or a file
   * @param severity error or warning
   * @param held whether it holds
   * @param enforced how the run keeps it, in a sentence; empty if only the plan is judged
   * @param findings what breaks it
   */
  public record PolicyView(
      String name,
      String source,
      String severity,
      boolean held,
      String says,
      String enforced,
      List<String> findings) {
    public PolicyView {
      findings = List.copyOf(findings);
    }
  }

  /**
   * A right that the run needs.
   *
   * @param kind login, sudo, api or network
   * @param subject who needs to be asked: a host, a cluster, a balancer
   * @param right what must be allowed, in the words of the system that allows it
   */
  public record NeedView(String kind, String subject, String right, List<String> steps) {
    public NeedView {
      steps = List.copyOf(steps);
    }
  }

  /** Hosts that can't be worked with, or on which a step would fail. */
  public record ProblemView(String host, String problem, String next) {}

  public PlanDocument {
    facts = List.copyOf(facts);
    plays = List.copyOf(plays);
    irreversible = List.copyOf(irreversible);
    confirmations = List.copyOf(confirmations);
    policies = List.copyOf(policies);
    needs = List.copyOf(needs);
    problems = List.copyOf(problems);
  }

  /** The document of a plan. */
  public static PlanDocument of(
      Plan plan, Basis basis, Map<Host, RemoteException> problems, Masker masker) {
    return new Describing(plan, masker).document(basis, problems);
  }
}
