package dev.drover.architecture.planted.drover.tasks;

/** A planted violation: stands for the real one. */
interface TaskKind {}
