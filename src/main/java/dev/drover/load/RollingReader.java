package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.model.HostLimit;
import dev.drover.model.Rolling;
import dev.drover.model.Window;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.Entry;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.ScalarNode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how a play goes through its hosts. */
final class RollingReader {

  private static final Pattern PERCENTAGE = Pattern.compile("([0-9]{1,3})%");
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,5}");

  private final Diagnostics diagnostics;

  RollingReader(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  Rolling read(Section section) {
    Window window = window(section);
    Optional<Duration> soak = section.duration("soak");
    if (soak.isPresent() && !(window instanceof Window.Waves)) {
      diagnostics.error(
          Code.RUNBOOK_CONFLICT,
          section.entry("soak").orElseThrow().key().span(),
          "`soak` is waited between waves, and this window has none",
          "write waves, for instance `window: [1, 100%]`, or remove `soak`");
    }
    Optional<ScalarNode> domain =
        section.scalar("domain").filter(name -> Names.check(name, diagnostics));
    return new Rolling(window, soak, domain, maxFail(section));
  }

  private Window window(Section section) {
    return oneOf(section, "window", "serial").map(this::window).orElse(new Window.Percentage(100));
  }

  private Window window(Node node) {
    if (!(node instanceof ListNode list) || list.items().isEmpty()) {
      return single(node);
    }
    return list.items().size() == 1
        ? single(list.items().getFirst())
        : new Window.Waves(list.items().stream().map(this::single).toList());
  }

  private Window single(Node node) {
    if (node instanceof ScalarNode scalar) {
      Matcher percentage = PERCENTAGE.matcher(scalar.text());
      if (percentage.matches()) {
        int percent = Integer.parseInt(percentage.group(1));
        if (percent >= 1 && percent <= 100) {
          return new Window.Percentage(percent);
        }
      } else if (NUMBER.matcher(scalar.text()).matches() && !scalar.text().equals("0")) {
        return new Window.Count(Integer.parseInt(scalar.text()));
      }
    }
    diagnostics.error(
        Code.RUNBOOK_WRONG_TYPE,
        node.span(),
        "a window is a number of hosts from 1, or a percentage from 1% to 100%",
        "write `window: 1` or `window: 25%`, or a list of these for waves");
    return new Window.Count(1);
  }

  private Optional<HostLimit> maxFail(Section section) {
    Optional<Node> node = oneOf(section, "max_fail", "max_fail_percentage");
    boolean ansible = section.entry("max_fail").isEmpty();
    return node.flatMap(found -> maxFail(found, ansible));
  }

  private Optional<HostLimit> maxFail(Node node, boolean ansible) {
    if (node instanceof ScalarNode scalar) {
      String text = ansible ? scalar.text().replaceFirst("%?$", "%") : scalar.text();
      Optional<HostLimit> limit = HostLimit.parse(text);
      if (limit.isPresent()) {
        return limit;
      }
    }
    diagnostics.error(
        Code.RUNBOOK_WRONG_TYPE,
        node.span(),
        "the most hosts that may fail are a number or a percentage of them",
        "write `max_fail: 1` or `max_fail: 10%`");
    return Optional.empty();
  }

  /** The value of a key, or of the name that Ansible gives it. */
  private Optional<Node> oneOf(Section section, String key, String ansible) {
    Optional<Entry> own = section.entry(key);
    Optional<Entry> other = section.entry(ansible);
    if (own.isPresent() && other.isPresent()) {
      diagnostics.error(
          Code.RUNBOOK_CONFLICT,
          other.get().key().span(),
          "`" + ansible + "` and `" + key + "` mean the same",
          "keep `" + key + "`");
    }
    return own.or(() -> other).map(Entry::value);
  }
}
