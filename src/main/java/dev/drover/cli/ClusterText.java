package dev.drover.cli;

import dev.drover.demo.ClusterStatus;
import dev.drover.demo.ClusterStatus.NodeStatus;
import dev.drover.report.Style;
import dev.drover.report.Style.Tone;

/** Shows how a test cluster is. */
final class ClusterText {

  private ClusterText() {}

  static String of(ClusterStatus status, Style style) {
    StringBuilder text = new StringBuilder();
    text.append(
        "cluster %s: %s%s%n"
            .formatted(
                status.name(),
                style.of(
                    status.state().equals("STABLE") ? Tone.GOOD : Tone.CHANGE,
                    status.state().isEmpty() ? "no node answers" : status.state()),
                status.upgradeMode() ? ", upgrade mode is on" : ""));
    text.append("  directory  %s%n".formatted(status.directory()));
    text.append("  database   %s%n".formatted(status.database() ? "runs" : "does not run"));
    text.append("  balancer   %s%n".formatted(status.balancer()));
    text.append("  SSH        %s%n".formatted(status.ssh()));
    text.append("  Git        %s  %s%n".formatted(status.httpUrl(), status.sshUrl()));
    text.append(
        "  %-6s %-9s %-11s %-9s %-12s %-12s %s%n"
            .formatted("node", "status", "state", "version", "http", "git ssh", "process, faults"));
    for (NodeStatus node : status.nodes()) {
      text.append(
          "  %-6s %-9s %-11s %-9s %-12s %-12s %s%n"
              .formatted(
                  node.name(),
                  dash(node.status()),
                  dash(node.state()),
                  dash(node.version()),
                  dash(node.http()),
                  dash(node.gitSsh()),
                  (node.process() == 0 ? "does not run" : node.process())
                      + (node.faults().isEmpty() ? "" : ", " + node.faults())));
    }
    return text.toString();
  }

  private static String dash(String text) {
    return text.isEmpty() ? "-" : text;
  }
}
