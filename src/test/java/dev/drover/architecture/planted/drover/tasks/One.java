package dev.drover.architecture.planted.drover.tasks;

/** A planted violation: a kind that uses another. */
final class One implements TaskKind {
  Two other = new Two();
}
