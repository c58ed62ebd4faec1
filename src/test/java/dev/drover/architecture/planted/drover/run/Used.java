package dev.drover.architecture.planted.drover.run;

/** A planted violation: used from below. */
public final class Used {}
