package dev.drover.model;

import dev.drover.expr.Condition;
import java.time.Duration;
import java.util.Optional;

/**
 * How a group of tasks is repeated as a whole.
 *
 * @param times how often it is tried again
 * @param delay how long is waited before
 * @param until it is repeated until this holds too, not only until nothing in it fails
 */
public record Retry(int times, Duration delay, Optional<Condition> until) {}
