package dev.drover.journal;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.drover.model.Selection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run was asked to do.
 *
 * @param runbook path of the runbook
 * @param inventories paths of the inventories
 * @param parameters given parameters as {@code name=value}; secret ones are left out and must be
 *     given again
 * @param plugins paths of the directories of plugins that were named; a journal of a Drover that
 *     knew no plugins has none
 * @param seed decides a shuffled order; {@link #UNSEEDED} if it follows from what is read
 * @param selection which part of the runbook; a journal of a Drover that ran only whole ones has
 *     none
 * @param policies paths of directories of policies that were named
 */
public record Request(
    String runbook,
    List<String> inventories,
    List<String> parameters,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> plugins,
    long seed,
    @Nullable Selection selection,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> policies) {
  /** No seed was given. */
  public static final long UNSEEDED = -1;

  public Request {
    selection = Selection.ofJournal(selection);
    plugins = List.copyOf(plugins);
    inventories = List.copyOf(inventories);
    parameters = List.copyOf(parameters);
    policies = List.copyOf(policies);
  }

  /** With no other policies than those of the project. */
  public Request(
      String runbook,
      List<String> inventories,
      List<String> parameters,
      List<String> plugins,
      long seed,
      @Nullable Selection selection) {
    this(runbook, inventories, parameters, plugins, seed, selection, List.of());
  }

  /** The whole of a runbook. */
  public Request(
      String runbook,
      List<String> inventories,
      List<String> parameters,
      List<String> plugins,
      long seed) {
    this(runbook, inventories, parameters, plugins, seed, Selection.ALL);
  }

  /** The part of the runbook. */
  public Selection part() {
    return Selection.ofJournal(selection);
  }

  /** The same with other parameters. */
  public Request with(List<String> other) {
    return new Request(runbook, inventories, other, plugins, seed, selection, policies);
  }

  /** The same with a seed. */
  public Request seeded(long other) {
    return new Request(runbook, inventories, parameters, plugins, other, selection, policies);
  }

  /** The same for another part. */
  public Request of(Selection other) {
    return new Request(runbook, inventories, parameters, plugins, seed, other, policies);
  }
}
