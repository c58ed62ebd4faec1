package dev.drover.load;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Every keyword with where it may stand and what it means: the one place from which the reference
 * and the JSON Schema are made. Tests ask the readers whether they agree.
 */
public enum Keyword {
  NAME("name", "what it is called in plans and on the console", Where.EVERYWHERE),
  ID("id", "what it is addressed by; made of the name if left out", Where.EVERYWHERE),
  HOSTS("hosts", "the pattern of its hosts; may be a template over parameters", On.PLAY),
  WINDOW("window", "how many hosts at once: a number, a percentage, or a list of waves", On.PLAY),
  SERIAL("serial", "the same as `window`, as Ansible calls it", On.PLAY),
  SOAK("soak", "time between waves, after which what is done is looked at again", On.PLAY),
  DOMAIN("domain", "variable of which two values are never in work at once", On.PLAY),
  MAX_FAIL(
      "max_fail",
      "hosts (a number or a percentage) that may fail before no other is started",
      On.PLAY),
  MAX_FAIL_PERCENTAGE(
      "max_fail_percentage", "the same as `max_fail`, as Ansible calls it", On.PLAY),
  ORDER("order", "inventory, reverse, sorted, shuffle or least_busy", On.PLAY),
  TASKS("tasks", "what is done", On.PLAY),
  HANDLERS("handlers", "what is done at the end, if it was notified", On.PLAY),
  VARS("vars", "names with values", Where.EVERYWHERE),
  TAGS("tags", "words for `--tags` and `--skip-tags`; they add up", Where.EVERYWHERE),
  BECOME("become", "work as another user, by sudo", Where.EVERYWHERE),
  BECOME_USER(
      "become_user",
      "that user; `ansible_become_user` or root if left out; may be a template",
      Where.EVERYWHERE),
  BECOME_METHOD("become_method", "`sudo`, and nothing else", Where.EVERYWHERE),
  ENVIRONMENT(
      "environment",
      "variables for all that runs on the machine: a map, a template of one, or a list of these; they add up",
      Where.EVERYWHERE),
  TIMEOUT("timeout", "the longest time that a task may take", Where.EVERYWHERE),
  THROTTLE(
      "throttle", "how many hosts may be in a task at once, whatever the window", Where.EVERYWHERE),
  NO_LOG("no_log", "arguments and output are shown nowhere", Where.EVERYWHERE),
  IGNORE_ERRORS("ignore_errors", "a failure does not count", Where.EVERYWHERE),
  WHEN(
      "when",
      "it runs only if this condition holds; all of a list must; they add up",
      Where.ON_TASKS),
  DELEGATE_TO(
      "delegate_to",
      "the host to work on in place of the play's; `localhost` is this machine",
      Where.ON_TASKS),
  RUN_ONCE("run_once", "once in the run, for the first host that is changed", Where.ON_TASKS),
  NOTIFY("notify", "handlers that run if it changed something", Where.REPEATED),
  LISTEN("listen", "of a handler: further names by which it is notified", On.GROUP, On.TASK),
  LOOP("loop", "a list or a map: once for each item", Where.REPEATED),
  FOR_EACH("for_each", "the same as `loop`", Where.REPEATED),
  LOOP_CONTROL("loop_control", "names of the item and its number, and its label", Where.REPEATED),
  BLOCK("block", "tasks that belong together", On.GROUP),
  PARALLEL("parallel", "tasks that run at the same time", On.GROUP),
  RESCUE("rescue", "tasks for the case that one of the group fails", On.GROUP),
  ALWAYS("always", "tasks that run in any case", On.GROUP),
  RETRY("retry", "how often the group is tried again", On.GROUP, On.INCLUDE),
  INCLUDE(
      "include", "a file of tasks, or one of `task_groups`, that is put in its place", On.INCLUDE),
  WITH("with", "the parameters of what is included", On.INCLUDE),
  FLUSH_HANDLERS(
      "flush_handlers", "handlers that were notified run here, not at the end", On.FLUSH),
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
    INCLUDE(4),
    TASK(8),
    FLUSH(16);

    private final int bit;

    On(int bit) {
      this.bit = bit;
    }
  }

  /** Places that have many keywords in common. */
  private static final class Where {
    private static final On[] EVERYWHERE = On.values();
    private static final On[] ON_TASKS = {On.GROUP, On.INCLUDE, On.TASK, On.FLUSH};
    private static final On[] REPEATED = {On.GROUP, On.INCLUDE, On.TASK};
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

  String word() {
    return word;
  }

  private boolean mayStand(On place) {
    return (places & place.bit) != 0;
  }

  /** The keywords that may stand at one of the places. */
  static Set<Keyword> on(On... places) {
    Set<Keyword> keywords = EnumSet.noneOf(Keyword.class);
    for (Keyword keyword : values()) {
      if (Arrays.stream(places).anyMatch(keyword::mayStand)) {
        keywords.add(keyword);
      }
    }
    return keywords;
  }

  /** Their words, sorted. */
  static Set<String> wordsOn(On... places) {
    return on(places).stream().map(Keyword::word).collect(Collectors.toCollection(TreeSet::new));
  }

  /** All keywords as a table of Markdown. */
  public static String table() {
    StringBuilder table =
        new StringBuilder(
            "| keyword | play | group | include | task | flush | meaning |\n|---|---|---|---|---|---|---|\n");
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
