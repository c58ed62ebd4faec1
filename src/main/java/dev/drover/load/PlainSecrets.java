package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.expr.Template;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.model.Param;
import dev.drover.model.Play;
import dev.drover.model.Runbook;
import dev.drover.model.TaskNode;
import dev.drover.model.Variable;
import dev.drover.secret.SecretNames;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.Entry;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Warns of secrets that everybody can read who can read a runbook or an inventory. */
public final class PlainSecrets {

  /** More of them in one file are not told one by one. */
  private static final int MOST_PER_FILE = 10;

  private static final Pattern NO_SECRET = Pattern.compile("(?i)|~|null|none|true|false|yes|no");

  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY-----");

  /** Bounded, so that a long word takes no longer than a long text. */
  private static final Pattern URL =
      Pattern.compile(
          "[A-Za-z][A-Za-z0-9+.-]{0,30}://[^\\s/:@{}'\"]{0,200}:([^\\s/@{}'\"]{1,200})@");

  private static final String CURE =
      "encrypt it with `drover vault encrypt`, or make it a parameter of type `secret`; `drover doc"
          + " secret.plain` tells how to allow it";

  private final Diagnostics diagnostics;
  private final Map<String, Integer> told = new HashMap<>();

  private PlainSecrets(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Warns of each, without showing it. */
  public static void check(Runbook runbook, Inventory inventory, Diagnostics diagnostics) {
    PlainSecrets check = new PlainSecrets(diagnostics);
    runbook.params().values().forEach(check::param);
    check.named(runbook.vars());
    for (Play play : runbook.plays()) {
      check.named(play.vars());
      play.tasks().stream()
          .flatMap(TaskNode::tasks)
          .forEach(task -> check.named(task.keywords().vars()));
    }
    Set<Source> sources = new LinkedHashSet<>(List.of(runbook.source()));
    sources.addAll(runbook.included());
    Set<Node> seen = new LinkedHashSet<>();
    for (Host host : inventory.hosts().values()) {
      for (Variable variable : host.vars().values()) {
        if (seen.add(variable.value())) {
          sources.add(variable.value().span().source());
          check.named(variable.name(), variable.value());
        }
      }
    }
    sources.forEach(check::text);
  }

  private void param(Param param) {
    if (param.type() == Param.Type.SECRET) {
      param.defaultValue().ifPresent(node -> plain(param.name(), node));
    }
  }

  private void named(Map<String, Node> vars) {
    vars.forEach(this::named);
  }

  private void named(String name, Node node) {
    switch (node) {
      case MapNode map -> {
        for (Entry entry : map.entries()) {
          named(entry.key().text(), entry.value());
        }
      }
      case ListNode list -> list.items().forEach(item -> named(name, item));
      case ScalarNode scalar -> {
        if (SecretNames.isOne(name)) {
          plain(name, scalar);
        }
      }
    }
  }

  private void plain(String name, Node node) {
    if (node instanceof ScalarNode scalar
        && !scalar.isVault()
        && !scalar.isReported()
        && !Template.isIn(scalar)
        && !NO_SECRET.matcher(scalar.text()).matches()) {
      warn("`" + name + "` is a secret in plain text", scalar.span());
    }
  }

  private void text(Source source) {
    find(PRIVATE_KEY, 0, source, "a private key stands here in plain text");
    if (source.text().contains("://")) {
      find(URL, 1, source, "a password stands here in plain text, inside a URL");
    }
  }

  private void find(Pattern pattern, int group, Source source, String message) {
    Matcher matcher = pattern.matcher(source.text());
    while (matcher.find()) {
      int line = source.text().lastIndexOf('\n', matcher.start()) + 1;
      if (!source.text().substring(line, matcher.start()).stripLeading().startsWith("#")) {
        Span span = source.span(matcher.start(group), matcher.end(group) - matcher.start(group));
        warn(message, span);
      }
    }
  }

  private void warn(String message, Span span) {
    if (!span.source().isSecret()
        && told.merge(span.source().name(), 1, Integer::sum) <= MOST_PER_FILE) {
      diagnostics.warning(Code.SECRET_PLAIN, hidden(span), message, CURE);
    }
  }

  /** The place with {@code ***} for what stands there. */
  private static Span hidden(Span span) {
    Source source = span.source();
    int start = source.offset(span.line(), span.column());
    int end =
        Math.min(source.text().length(), source.offset(span.line(), span.column() + span.length()));
    String text = source.text().substring(0, start) + "***" + source.text().substring(end);
    Source hidden = new Source(source.name(), text);
    return new Span(
        source.includedAt().map(hidden::includedAt).orElse(hidden), span.line(), span.column(), 3);
  }

  /** Whether the author of the file says that a warning is known. */
  public static Stream<String> allowed(Source source) {
    return source
        .text()
        .lines()
        .map(String::strip)
        .filter(line -> line.matches("[#;].*\\bdrover: *allow .*"))
        .flatMap(line -> Stream.of(line.replaceFirst(".*drover: *allow +", "").split("[ ,]+")));
  }
}
