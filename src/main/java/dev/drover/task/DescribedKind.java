package dev.drover.task;

import dev.drover.schema.Given;
import dev.drover.schema.Schema;

/**
 * A kind that is described by data, where others are by their class: its arguments and its results
 * have no record types of their own.
 */
public interface DescribedKind extends TaskKind<Given> {

  /** What it says of itself. */
  About about();

  /** What may be written for it. */
  Schema arguments();

  /** What {@code register} offers to later tasks, besides {@code changed} and {@code failed}. */
  Schema results();

  @Override
  default Class<? extends Record> result() {
    return Given.class;
  }
}
