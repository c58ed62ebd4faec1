package dev.drover.architecture.planted.drover.model;

import picocli.CommandLine.Command;

/** A planted violation: a command outside of cli. */
@Command(name = "stray")
final class StrayCommand {}
