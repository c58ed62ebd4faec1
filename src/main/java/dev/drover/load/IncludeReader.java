package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostic.Severity;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.diag.Suggestion;
import dev.drover.expr.Template;
import dev.drover.model.Keywords;
import dev.drover.model.Layer;
import dev.drover.model.Param;
import dev.drover.model.TaskNode;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.Entry;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import dev.drover.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads includes: of a file of tasks, or of a task group of the runbook. */
final class IncludeReader {

  /** Far deeper than anybody can follow. */
  private static final int DEEPEST = 10;

  /** Files that include others several times grow fast. */
  private static final int MOST = 2000;

  /** What is included. */
  private record Included(String name, Node content, Path directory, String key) {}

  private final Shared shared;
  private final Context context;
  private final Diagnostics diagnostics;

  IncludeReader(Shared shared, Context context) {
    this.shared = shared;
    this.context = context;
    this.diagnostics = shared.diagnostics();
  }

  Optional<Draft> draft(Section section) {
    Optional<ScalarNode> what = section.scalar("include");
    GroupReader groups = new GroupReader(shared, context);
    GroupReader.Head head = groups.head(section, what.map(ScalarNode::span).orElse(section.span()));
    Map<String, Node> with = section.names("with");
    section.refuseRest();
    return what.flatMap(this::find)
        .flatMap(included -> draft(groups, head, included, with, what.orElseThrow().span()));
  }

  /** The tasks of a composed kind: they are included, with its arguments as parameters. */
  Optional<Draft> draft(Section section, Composition composition) {
    String kind = composition.about().name();
    Optional<Entry> entry = section.entry(kind);
    ScalarNode key = entry.orElseThrow().key();
    GroupReader groups = new GroupReader(shared, context);
    GroupReader.Head head = groups.head(section, key.span());
    boolean nothing =
        entry.get().value() instanceof ScalarNode scalar
            && scalar.plain()
            && scalar.text().isEmpty();
    Map<String, Node> with = nothing ? Map.of() : section.names(kind);
    section.refuseRest();
    return read(composition.file(), key)
        .map(file -> new Included(kind, file.content(), file.directory(), file.key()))
        .flatMap(included -> draft(groups, head, included, with, key.span()));
  }

  private Optional<Draft> draft(
      GroupReader groups,
      GroupReader.Head head,
      Included included,
      Map<String, Node> with,
      Span place) {
    if (isTooDeep(included, place)) {
      return Optional.empty();
    }
    Content content = content(included);
    Layer layer =
        new IncludeParams(content.params(), diagnostics)
            .layer("include " + included.name(), with, head.keywords().vars(), place);
    Context inside = inside(head, included, layer);
    List<TaskNode> body = read(content, inside);
    return Optional.of(groups.included(head, included.name(), body, layer));
  }

  /** Checks a task group that nothing includes; what its includer would bring is not missed. */
  static void alone(String name, Node group, Shared shared, Path directory) {
    Diagnostics own = new Diagnostics();
    Shared apart = new Shared(shared.kinds(), shared.groups(), shared.vault(), own);
    String key = "task group " + name;
    Context context =
        new Context(
            Keywords.NONE,
            List.of(),
            directory,
            List.of(),
            List.of(key),
            new HandlerNames(Optional.empty()));
    IncludeReader reader = new IncludeReader(apart, context);
    reader.read(reader.content(new Included(name, group, directory, key)), context);
    own.sorted().stream()
        .filter(found -> found.code() != Code.HANDLER_UNKNOWN)
        .forEach(shared.diagnostics()::add);
  }

  private List<TaskNode> read(Content content, Context inside) {
    content.handlers().ifPresent(node -> new HandlerReader(shared, inside).read(node));
    return content
        .tasks()
        .map(node -> new TaskReader(shared, inside).read(node, "tasks"))
        .orElse(List.of());
  }

  /** What stands in a file of tasks. */
  private record Content(
      Map<String, Param> params, Optional<Node> tasks, Optional<Node> handlers) {}

  private Content content(Included included) {
    return switch (included.content()) {
      case ListNode list -> new Content(Map.of(), Optional.of(list), Optional.empty());
      case MapNode map -> {
        Section section = new Section(map, "a file of tasks", diagnostics);
        Map<String, Param> params = new ParamReader(diagnostics).read(section);
        section.required("tasks", "a list of tasks");
        Content content = new Content(params, section.node("tasks"), section.node("handlers"));
        section.refuseRest();
        yield content;
      }
      case ScalarNode scalar -> {
        diagnostics.error(
            Code.RUNBOOK_WRONG_TYPE,
            scalar.span(),
            "a file of tasks is a list of tasks, or a map with `tasks`",
            "begin it with `tasks:`, and write `params:` above if it has some");
        yield new Content(Map.of(), Optional.empty(), Optional.empty());
      }
    };
  }

  private Context inside(GroupReader.Head head, Included included, Layer layer) {
    List<Layer> layers = new ArrayList<>(context.layers());
    layers.add(layer);
    List<String> chain = new ArrayList<>(context.chain());
    chain.add(included.key());
    return new Context(
        head.keywords(),
        context.notified(head.notifies()),
        included.directory(),
        layers,
        chain,
        new HandlerNames(Optional.of(context.handlers())));
  }

  private boolean isTooDeep(Included included, Span place) {
    if (context.chain().contains(included.key())) {
      List<String> circle =
          context.chain().subList(context.chain().indexOf(included.key()), context.chain().size());
      diagnostics.error(
          Code.INCLUDE_CYCLE,
          place,
          "`"
              + included.name()
              + "` includes itself: "
              + String.join(" → ", circle)
              + " → "
              + included.key(),
          "an include is resolved when the runbook is loaded, so it can't repeat anything; use"
              + " `loop` or `retry` for that");
      return true;
    }
    if (context.chain().size() >= DEEPEST || shared.included().size() >= MOST) {
      diagnostics.error(
          Code.INCLUDE_LIMIT,
          place,
          context.chain().size() >= DEEPEST
              ? "includes are nested deeper than " + DEEPEST
              : "more than " + MOST + " includes in one runbook",
          "write the tasks into fewer files");
      return true;
    }
    return false;
  }

  /** The task group of that name, else the file. */
  private Optional<Included> find(ScalarNode what) {
    if (Template.isIn(what)) {
      diagnostics.error(
          Code.RUNBOOK_WRONG_TYPE,
          what.span(),
          "`include` can't be a template: it is resolved when the runbook is loaded",
          "include each file where it is needed, each with `when`");
      return Optional.empty();
    }
    Node group = shared.groups().get(what.text());
    if (group != null) {
      shared.used().add(what.text());
      return Optional.of(
          new Included(what.text(), group, context.directory(), "task group " + what.text()));
    }
    if (what.text().indexOf('\0') >= 0) {
      diagnostics.error(
          Code.FILE_UNREADABLE, what.span(), "this can't be the name of a file", "write its path");
      return Optional.empty();
    }
    Path file = context.directory().resolve(what.text()).normalize();
    if (!Files.isRegularFile(file)) {
      missing(what, file);
      return Optional.empty();
    }
    return read(file, what);
  }

  private Optional<Included> read(Path file, ScalarNode what) {
    Optional<Source> source =
        SourceFile.read(file, shared.vault(), diagnostics)
            .map(text -> text.includedAt(what.span()));
    source.ifPresent(shared.included()::add);
    Path directory = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
    String stem = String.valueOf(file.getFileName()).replaceFirst("\\.(yml|yaml|json)$", "");
    return source
        .flatMap(text -> YamlReader.read(text, diagnostics))
        .map(node -> new Included(stem, node, directory, file.toString()));
  }

  private void missing(ScalarNode what, Path file) {
    boolean name = !what.text().contains("/") && !what.text().contains(".");
    diagnostics.add(
        new Diagnostic(
            Severity.ERROR,
            Code.FILE_MISSING,
            name
                ? "there is no task group `" + what.text() + "`, and no file `" + file + "`"
                : "there is no file `" + file + "`",
            what.span(),
            Suggestion.nearest(what.text(), shared.groups().keySet())
                .map(near -> "did you mean `" + near + "`?")
                .or(() ->
                    Optional.of(
                        "a path is relative to the file that includes it; task groups are"
                            + " declared under `task_groups` of the runbook")),
            List.of()));
  }
}
