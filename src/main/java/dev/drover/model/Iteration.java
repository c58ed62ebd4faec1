package dev.drover.model;

import dev.drover.expr.Value;

/**
 * One pass of a loop.
 *
 * @param task the id of the task that is repeated
 * @param index its number, from 0
 * @param variable the name of the item
 */
public record Iteration(String task, int index, String variable, Value item) {}
