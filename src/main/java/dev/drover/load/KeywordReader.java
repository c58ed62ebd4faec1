package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.expr.Condition;
import dev.drover.expr.Conditions;
import dev.drover.expr.Scope;
import dev.drover.expr.Template;
import dev.drover.model.Becoming;
import dev.drover.model.Keywords;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the keywords of plays, of groups of tasks and of tasks. What a play or a group hands down
 * to the tasks inside it is decided here and nowhere else: conditions, tags, variables and
 * environments add up, for the rest the innermost that says something counts.
 */
final class KeywordReader {

  private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.:/-]*");

  private final Diagnostics diagnostics;

  KeywordReader(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** What a play hands down to its tasks; its {@code vars} are a level of their own. */
  Keywords ofPlay(Section section) {
    return read(section, Keywords.NONE, Keywords.NONE.when(), Map.of(), Optional.empty(), false);
  }

  /**
   * What a group of tasks hands down to those inside it.
   *
   * @param outer what is handed down to the group itself
   */
  Keywords ofGroup(Section section, Keywords outer) {
    return read(
        section,
        outer,
        joined(outer.when(), conditions(section, "when")),
        joined(outer.vars(), section.names("vars")),
        section.scalar("delegate_to").or(outer::delegateTo),
        flag(section, "run_once", outer.runOnce()));
  }

  /**
   * All keywords of a task.
   *
   * @param outer what is handed down to it
   */
  Keywords ofTask(Section section, Keywords outer) {
    Keywords common = ofGroup(section, outer);
    Keywords keywords =
        new Keywords(
            common.when(),
            register(section),
            conditions(section, "until").stream().findFirst(),
            section.whole("retries", 1),
            section.duration("delay"),
            common.timeout(),
            common.vars(),
            common.delegateTo(),
            common.runOnce(),
            common.tags(),
            common.noLog(),
            common.ignoreErrors(),
            conditions(section, "changed_when"),
            conditions(section, "failed_when"),
            common.throttle(),
            common.becoming(),
            common.environment());
    if (keywords.delay().isPresent()
        && keywords.until().isEmpty()
        && keywords.retries().equals(OptionalInt.empty())) {
      conflict(
          section,
          "delay",
          "`delay` without `retries` or `until` has no meaning",
          "add `retries`, or use the task kind `pause`");
    }
    return keywords;
  }

  private Keywords read(
      Section section,
      Keywords outer,
      List<Condition> when,
      Map<String, Node> vars,
      Optional<ScalarNode> delegateTo,
      boolean runOnce) {
    OptionalInt throttle = section.whole("throttle", 1);
    return new Keywords(
        when,
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        timeout(section).or(outer::timeout),
        vars,
        delegateTo,
        runOnce,
        joined(outer.tags(), tags(section)),
        flag(section, "no_log", outer.noLog()),
        flag(section, "ignore_errors", outer.ignoreErrors()),
        List.of(),
        List.of(),
        throttle.isPresent() ? throttle : outer.throttle(),
        becoming(section, outer.becoming()),
        joined(outer.environment(), environment(section)));
  }

  private static Optional<Duration> timeout(Section section) {
    Optional<Duration> timeout = section.duration("timeout");
    if (timeout.filter(Duration::isZero).isPresent()) {
      section.wrong(
          "timeout",
          "`timeout` must be longer than `0s`: nothing can be done in no time",
          "write the longest time that the task may take, or leave `timeout` out");
      return Optional.empty();
    }
    return timeout;
  }

  private static boolean flag(Section section, String key, boolean outer) {
    return section.node(key).isPresent() ? section.flag(key) : outer;
  }

  private static <T> List<T> joined(List<T> outer, List<T> own) {
    Set<T> all = new LinkedHashSet<>(outer);
    all.addAll(own);
    return List.copyOf(all);
  }

  private static Map<String, Node> joined(Map<String, Node> outer, Map<String, Node> own) {
    Map<String, Node> all = new LinkedHashMap<>(outer);
    all.putAll(own);
    return all;
  }

  /** As Ansible reads them: a list, or one text with commas. */
  private static List<String> tags(Section section) {
    return section.texts("tags").stream()
        .flatMap(text -> Arrays.stream(text.split(",")))
        .map(String::strip)
        .filter(tag -> !tag.isEmpty() && isTag(tag, section))
        .toList();
  }

  private static boolean isTag(String tag, Section section) {
    if (!TAG.matcher(tag).matches()) {
      section.wrong(
          "tags",
          "`" + tag + "` can't be a tag",
          "a tag has letters, digits, `_`, `-`, `.`, `:` and `/`, and begins with a letter or"
              + " digit");
      return false;
    }
    return true;
  }

  private Becoming becoming(Section section, Becoming outer) {
    section
        .scalar("become_method")
        .filter(method -> !method.text().equals("sudo"))
        .ifPresent(method ->
            diagnostics.error(
                Code.RUNBOOK_WRONG_TYPE,
                method.span(),
                "`" + method.text() + "` is no way to become another user here",
                "only `sudo` is; remove `become_method`"));
    Optional<Boolean> become =
        section.node("become").isPresent() ? Optional.of(section.flag("become")) : outer.become();
    Optional<ScalarNode> user = section.scalar("become_user");
    if (user.isPresent() && become.equals(Optional.of(false))) {
      conflict(
          section,
          "become_user",
          "`become_user` has no effect where `become` is off",
          "write `become: true`, or remove `become_user`");
    }
    return new Becoming(become, user.or(outer::user));
  }

  /** A map, a template of one, or a list of these. */
  private List<Node> environment(Section section) {
    return section.node("environment").stream()
        .flatMap(node -> node instanceof ListNode list ? list.items().stream() : Stream.of(node))
        .filter(node -> isEnvironment(node, section))
        .toList();
  }

  private boolean isEnvironment(Node node, Section section) {
    boolean good = node instanceof MapNode;
    if (node instanceof MapNode map) {
      for (Node.Entry entry : map.entries()) {
        good &= isVariable(entry.key());
      }
      return good;
    }
    if (node instanceof ScalarNode scalar && Template.isIn(scalar)) {
      return true;
    }
    section.wrong(
        "environment",
        "`environment` must be a map of variables",
        "write `environment: {NAME: value}`");
    return false;
  }

  private boolean isVariable(ScalarNode name) {
    boolean good = name.text().matches("[A-Za-z_][A-Za-z0-9_]*");
    if (!good) {
      diagnostics.error(
          Code.NAME_INVALID,
          name.span(),
          "`" + name.text() + "` can't be a variable of an environment",
          "such a name has letters, digits and `_`, and does not begin with a digit");
    }
    return good;
  }

  private Optional<String> register(Section section) {
    return section
        .scalar("register")
        .filter(name -> Names.check(name, diagnostics))
        .map(ScalarNode::text);
  }

  /** The one condition of a key. */
  Optional<Condition> condition(Section section, String key) {
    return conditions(section, key).stream().findFirst();
  }

  private List<Condition> conditions(Section section, String key) {
    List<Node> nodes =
        switch (section.node(key).orElse(null)) {
          case null -> List.of();
          case ListNode list when !key.equals("until") -> list.items();
          case Node node -> List.of(node);
        };
    List<Condition> conditions = new ArrayList<>();
    for (Node node : nodes) {
      if (node instanceof ScalarNode scalar) {
        Condition condition = new Condition(scalar.text(), scalar.span());
        Conditions.check(condition, Scope.open(), diagnostics);
        conditions.add(condition);
      } else {
        section.wrong(key, "`" + key + "` must be a condition", "write `result.rc == 0`");
      }
    }
    return conditions;
  }

  private void conflict(Section section, String key, String message, String hint) {
    Span span = section.entry(key).map(entry -> entry.key().span()).orElse(section.span());
    diagnostics.error(Code.RUNBOOK_CONFLICT, span, message, hint);
  }
}
