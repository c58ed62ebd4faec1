package dev.drover.report;

import dev.drover.report.Style.Tone;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanDocument.NeedView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rights that a plan needs as text: what to ask for, and of whom. */
public final class NeedsText {

  private static final Map<String, String> TITLES =
      Map.of(
          "login", "Logins",
          "service", "Services",
          "api", "Product",
          "http", "Other services over HTTP",
          "balancer", "Load balancers",
          "network", "Network",
          "lock", "Leases",
          "unknown", "Not known beforehand");

  private final Style style;
  private final StringBuilder text = new StringBuilder();

  private NeedsText(Style style) {
    this.style = style;
  }

  /** The text, ending with a line break. */
  public static String of(PlanDocument plan, Style style) {
    NeedsText needs = new NeedsText(style);
    needs.line(
        style.of(
            Tone.STRONG,
            "Rights that "
                + Style.harmless(plan.runbook().name() + " " + plan.runbook().version())
                + " needs"));
    Map<String, List<NeedView>> kinds = new LinkedHashMap<>();
    plan.needs()
        .forEach(need -> kinds.computeIfAbsent(need.kind(), _ -> new ArrayList<>()).add(need));
    kinds.forEach(needs::kind);
    return needs.text.toString();
  }

  private void kind(String kind, List<NeedView> needs) {
    if (kind.equals("sudo")) {
      sudo(needs);
      return;
    }
    line("");
    line(style.of(Tone.STRONG, TITLES.getOrDefault(kind, kind)));
    Map<String, List<NeedView>> subjects = new LinkedHashMap<>();
    needs.forEach(
        need -> subjects.computeIfAbsent(need.subject(), _ -> new ArrayList<>()).add(need));
    int width = subjects.keySet().stream().mapToInt(String::length).max().orElse(0);
    subjects.forEach((subject, rights) -> {
      String name = Style.harmless(subject);
      for (NeedView right : rights) {
        line(
            "  "
                + name
                + " ".repeat(Math.max(0, width - name.length()))
                + "  "
                + Style.harmless(right.right()));
        name = "";
      }
    });
  }

  /** A file for the hosts that need the same lines. */
  private void sudo(List<NeedView> needs) {
    Map<String, Set<String>> lines = new LinkedHashMap<>();
    needs.forEach(need ->
        lines.computeIfAbsent(need.subject(), _ -> new LinkedHashSet<>()).add(need.right()));
    Map<Set<String>, List<String>> hosts = new LinkedHashMap<>();
    lines.forEach((host, file) -> hosts.computeIfAbsent(file, _ -> new ArrayList<>()).add(host));
    hosts.forEach((file, names) -> {
      line("");
      line(
          style.of(Tone.STRONG, "Sudo: /etc/sudoers.d/drover on ")
              + Style.harmless(HostNames.of(names)));
      file.forEach(right -> line("  " + Style.harmless(right)));
    });
    line("");
    line(
        "  A shell reads its commands from standard input, so a line with /bin/sh allows all that its user");
    line(
        "  may do. No terminal is needed: where sudo asks for one, add `Defaults:LOGIN !requiretty`.");
  }

  private void line(String words) {
    text.append(words.stripTrailing()).append('\n');
  }
}
