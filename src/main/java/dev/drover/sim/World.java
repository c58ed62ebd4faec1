package dev.drover.sim;

/** The simulated world that a run acts on in place of the real one. */
public final class World {}
