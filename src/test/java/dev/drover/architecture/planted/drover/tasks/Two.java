package dev.drover.architecture.planted.drover.tasks;

/** A planted violation: a kind that is used. */
final class Two implements TaskKind {}
