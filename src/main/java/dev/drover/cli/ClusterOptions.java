package dev.drover.cli;

import dev.drover.demo.ClusterSpec.SshKind;
import picocli.CommandLine.Option;

/** How a test cluster is made. */
final class ClusterOptions {

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description = "How many nodes; ${DEFAULT-VALUE} if left out.",
      defaultValue = "3")
  int nodes = 3;

  @Option(
      names = "--release",
      paramLabel = "VERSION",
      description = "The version that they start with; ${DEFAULT-VALUE} if left out.",
      defaultValue = "7.9.0")
  String version = "7.9.0";

  @Option(
      names = "--sshd",
      paramLabel = "SSHD",
      description = "SSH servers: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if left out.",
      defaultValue = "embedded")
  SshKind ssh = SshKind.EMBEDDED;
}
