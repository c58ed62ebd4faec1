package dev.drover.sign;

import dev.drover.model.SignatureRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The signatures of a plan, checked.
 *
 * @param rule what the runbook asks for
 * @param findings one for each signature, in the order of signing
 */
public record Checked(SignatureRule rule, List<Finding> findings) {

  public Checked {
    findings = List.copyOf(findings);
  }

  /** Those that count, also where several are one person's. */
  public List<Finding.Counts> counting() {
    return findings.stream()
        .filter(Finding.Counts.class::isInstance)
        .map(Finding.Counts.class::cast)
        .toList();
  }

  /**
   * How many people have signed. Signatures with the same name or the same key are one person's,
   * and so are those that are tied by others: who has the key of two names may be both.
   */
  public int signers() {
    List<Set<String>> people = new ArrayList<>();
    for (Finding.Counts one : counting()) {
      Set<String> person =
          new HashSet<>(Set.of("name " + one.statement().signer(), "key " + one.key()));
      people.removeIf(other -> {
        boolean same = other.stream().anyMatch(person::contains);
        if (same) {
          person.addAll(other);
        }
        return same;
      });
      people.add(person);
    }
    return people.size();
  }

  /** Whether that is enough. */
  public boolean enough() {
    return signers() >= rule.signers();
  }
}
