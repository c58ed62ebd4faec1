package dev.drover.architecture.planted.drover.model;

/** A planted violation: an exception that does not say so. */
final class Mishap extends Exception {
  private static final long serialVersionUID = 1L;
}
