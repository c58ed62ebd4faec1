package dev.drover.model;

import dev.drover.diag.Source;
import dev.drover.yaml.Node;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A versioned file of parameters, policy and plays.
 *
 * @param language the version of the language that it is written in
 * @param version the version of the runbook itself
 * @param source its text
 * @param included the files that it includes
 * @param mistaken names that it defines with a mistake, which has been reported
 */
public record Runbook(
    String name,
    int language,
    String version,
    Optional<String> description,
    Map<String, Param> params,
    Policy policy,
    Map<String, Node> vars,
    List<Play> plays,
    Source source,
    List<Source> included,
    Set<String> mistaken) {

  public Runbook {
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    vars = Collections.unmodifiableMap(new LinkedHashMap<>(vars));
    plays = List.copyOf(plays);
    included = List.copyOf(included);
    mistaken = Set.copyOf(mistaken);
  }

  /** A runbook that includes nothing. */
  public Runbook(
      String name,
      int language,
      String version,
      Optional<String> description,
      Map<String, Param> params,
      Policy policy,
      Map<String, Node> vars,
      List<Play> plays,
      Source source) {
    this(
        name,
        language,
        version,
        description,
        params,
        policy,
        vars,
        plays,
        source,
        List.of(),
        Set.of());
  }

  /** The one that does nothing, for what an inventory alone says. */
  public static Runbook none() {
    return new Runbook(
        "no runbook",
        1,
        "",
        Optional.empty(),
        Map.of(),
        new Policy(0, Policy.OnFailure.STOP_STARTING),
        Map.of(),
        List.of(),
        new Source("the inventory", ""));
  }

  /** This runbook with names that it defines with a mistake. */
  public Runbook mistaken(Set<String> names) {
    return new Runbook(
        name, language, version, description, params, policy, vars, plays, source, included, names);
  }

  /** This runbook with other plays. */
  public Runbook with(List<Play> other) {
    return new Runbook(
        name,
        language,
        version,
        description,
        params,
        policy,
        vars,
        other,
        source,
        included,
        mistaken);
  }
}
