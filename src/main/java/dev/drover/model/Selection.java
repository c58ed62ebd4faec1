package dev.drover.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a runbook is run.
 *
 * @param limit patterns of the hosts that are changed; all if there is none
 * @param tags only tasks with one of these; all if there is none
 * @param skipTags no tasks with one of these
 * @param startAt the task that is the first; empty for the first there is
 */
public record Selection(
    List<String> limit, List<String> tags, List<String> skipTags, String startAt) {

  /** The whole runbook. */
  public static final Selection ALL = new Selection(List.of(), List.of(), List.of(), "");

  public Selection {
    limit = List.copyOf(limit);
    tags = List.copyOf(tags);
    skipTags = List.copyOf(skipTags);
  }

  /** What a journal says; one that was written before there were selections says nothing. */
  public static Selection ofJournal(@Nullable Selection written) {
    return written == null ? ALL : written;
  }

  /** The same tasks on these hosts. */
  public Selection on(List<String> hosts) {
    return new Selection(hosts, tags, skipTags, startAt);
  }
}
