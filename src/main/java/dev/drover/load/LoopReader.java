package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.expr.Template;
import dev.drover.model.Loop;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.Entry;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.util.Optional;

/** Reads the loop of a task or a group: {@code loop}, or {@code for_each}, which means the same. */
final class LoopReader {

  private final Diagnostics diagnostics;

  LoopReader(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  Optional<Loop> read(Section section) {
    Optional<Entry> loop = section.entry("loop");
    Optional<Entry> each = section.entry("for_each");
    Optional<Node> control = section.node("loop_control");
    if (loop.isPresent() && each.isPresent()) {
      diagnostics.error(
          Code.RUNBOOK_CONFLICT,
          each.get().key().span(),
          "`for_each` and `loop` mean the same",
          "keep one of them");
    }
    Optional<Entry> written = loop.or(() -> each);
    if (written.isEmpty()) {
      control.ifPresent(node ->
          diagnostics.error(
              Code.RUNBOOK_CONFLICT,
              node.span(),
              "`loop_control` without `loop` has no meaning",
              "add `loop`, or remove it"));
      return Optional.empty();
    }
    Entry entry = written.get();
    if (entry.value() instanceof ScalarNode scalar && !Template.isIn(scalar)) {
      diagnostics.error(
          Code.LOOP_ITEMS,
          entry.value().span(),
          "`" + entry.key().text() + "` needs a list or a map",
          "write `" + entry.key().text() + ": [one, other]` or the name of a list in braces");
      return Optional.empty();
    }
    return Optional.of(controlled(entry, control));
  }

  private Loop controlled(Entry loop, Optional<Node> control) {
    if (!(control.orElse(null) instanceof MapNode map)) {
      control.ifPresent(node ->
          diagnostics.error(
              Code.RUNBOOK_WRONG_TYPE,
              node.span(),
              "`loop_control` must be a map",
              "write `loop_control: {loop_var: name}`"));
      return new Loop(loop.value(), "item", Optional.empty(), Optional.empty(), loop.key().span());
    }
    Section section = new Section(map, "`loop_control`", diagnostics);
    Optional<String> variable = name(section, "loop_var");
    Optional<String> index = name(section, "index_var");
    Optional<ScalarNode> label = section.scalar("label");
    section.refuseRest();
    return new Loop(loop.value(), variable.orElse("item"), index, label, loop.key().span());
  }

  private Optional<String> name(Section section, String key) {
    return section.scalar(key).filter(name -> Names.check(name, diagnostics)).map(ScalarNode::text);
  }
}
