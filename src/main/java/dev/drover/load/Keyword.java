package dev.drover.load;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Every keyword with where it may stand and what it means: the one place from which the reference
 * is made. A test asks the readers whether they agree.
 */
public enum Keyword {
  NAME("name", "what it is called in plans and on the console", On.PLAY, On.GROUP, On.TASK),
  ID("id", "what it is addressed by; made of the name if left out", On.PLAY, On.GROUP, On.TASK),
  HOSTS("hosts", "the pattern of its hosts; may be a template over parameters", On.PLAY),
  WINDOW("window", "how many hosts at once: a number, a percentage, or a list of waves", On.PLAY),
  SOAK("soak", "time between waves, after which what is done is looked at again", On.PLAY),
  DOMAIN("domain", "variable of which two values are never in work at once", On.PLAY),
  MAX_FAIL(
      "max_fail",
      "hosts (a number or a percentage) that may fail before no other is started",
      On.PLAY),
  ORDER("order", "inventory, reverse, sorted, shuffle or least_busy", On.PLAY),
  TASKS("tasks", "what is done", On.PLAY),
  HANDLERS("handlers", "what is done at the end, if it was notified", On.PLAY),
  VARS("vars", "names with values", On.PLAY, On.GROUP, On.TASK),
  TAGS("tags", "words for `--tags` and `--skip-tags`; they add up", On.PLAY, On.GROUP, On.TASK),
  BECOME("become", "work as another user, by sudo", On.PLAY, On.GROUP, On.TASK),
  BECOME_USER(
      "become_user",
      "that user; `ansible_become_user` or root if left out; may be a template",
      On.PLAY,
      On.GROUP,
      On.TASK),
  BECOME_METHOD("become_method", "`sudo`, and nothing else", On.PLAY, On.GROUP, On.TASK),
  ENVIRONMENT(
      "environment",
      "variables for all that runs on the machine: a map, a template of one, or a list of these; they add up",
      On.PLAY,
      On.GROUP,
      On.TASK),
  TIMEOUT("timeout", "the longest time that a task may take", On.PLAY, On.GROUP, On.TASK),
  THROTTLE(
      "throttle",
      "how many hosts may be in a task at once, whatever the window",
      On.PLAY,
      On.GROUP,
      On.TASK),
  NO_LOG("no_log", "arguments and output are shown nowhere", On.PLAY, On.GROUP, On.TASK),
  IGNORE_ERRORS("ignore_errors", "a failure does not count", On.PLAY, On.GROUP, On.TASK),
  WHEN(
      "when",
      "it runs only if this condition holds; all of a list must; they add up",
      On.GROUP,
      On.TASK),
  DELEGATE_TO(
      "delegate_to",
      "the host to work on in place of the play's; `localhost` is this machine",
      On.GROUP,
      On.TASK),
  RUN_ONCE("run_once", "once in the run, for the first host that is changed", On.GROUP, On.TASK),
  NOTIFY("notify", "handlers that run if it changed something", On.GROUP, On.TASK),
  LOOP("loop", "a list or a map: once for each item; `for_each` is the same", On.GROUP, On.TASK),
  LOOP_CONTROL(
      "loop_control", "names of the item and its number, and its label", On.GROUP, On.TASK),
  BLOCK("block", "tasks that belong together", On.GROUP),
  PARALLEL("parallel", "tasks that run at the same time", On.GROUP),
  RESCUE("rescue", "tasks for the case that one of the group fails", On.GROUP),
  ALWAYS("always", "tasks that run in any case", On.GROUP),
  RETRY("retry", "how often the group is tried again", On.GROUP),
  REGISTER("register", "the name of its result for later tasks", On.TASK),
  CHANGED_WHEN(
      "changed_when",
      "whether it changed something, by its result; all of a list must hold",
      On.TASK),
  FAILED_WHEN("failed_when", "whether it failed, by its result; all of a list must hold", On.TASK),
  UNTIL("until", "it is repeated until this holds of its result", On.TASK),
  RETRIES("retries", "how often it is tried again; 3 with `until`", On.TASK),
  DELAY("delay", "time before it is tried again; 5s if left out", On.TASK);

  /** Where a keyword may stand. */
  enum On {
    PLAY(1),
    GROUP(2),
    TASK(4);

    private final int bit;

    On(int bit) {
      this.bit = bit;
    }
  }

  private final String word;
  private final String meaning;

  /** One bit for each. */
  private final int places;

  Keyword(String word, String meaning, On... places) {
    this.word = word;
    this.meaning = meaning;
    this.places = Arrays.stream(places).mapToInt(place -> place.bit).sum();
  }

  private boolean mayStand(On place) {
    return (places & place.bit) != 0;
  }

  /** The words that may stand at a place. */
  static Set<String> on(On place) {
    return Arrays.stream(values())
        .filter(keyword -> keyword.mayStand(place))
        .map(keyword -> keyword.word)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** All keywords as a table of Markdown. */
  public static String table() {
    StringBuilder table =
        new StringBuilder("| keyword | play | group | task | meaning |\n|---|---|---|---|---|\n");
    for (Keyword keyword : values()) {
      table.append("| `").append(keyword.word).append("` |");
      for (On place : On.values()) {
        table.append(keyword.mayStand(place) ? " x |" : "  |");
      }
      table.append(' ').append(keyword.meaning).append(" |\n");
    }
    return table.toString();
  }
}
