package dev.drover.cli;

import dev.drover.diag.Code;
import dev.drover.diag.Suggestion;
import dev.drover.load.Keyword;
import dev.drover.report.KindReference;
import dev.drover.report.MarkdownText;
import dev.drover.task.Extensions.Found;
import dev.drover.task.Kinds;
import dev.drover.task.Kinds.Registered;
import dev.drover.tasks.BuiltIn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints the reference of a task kind or of the code of a mistake. */
@Command(
    name = "doc",
    description =
        "Prints the reference of a task kind, of the code of a mistake, or of the keywords; without a"
            + " name, the list of task kinds.",
    footer = {
      "%nExamples:",
      "  drover doc",
      "  drover doc lb_detach",
      "  drover doc keywords",
      "  drover doc args.unknown-field"
    })
final class DocCommand implements Callable<Integer> {

  @Parameters(arity = "0..1", paramLabel = "KIND|CODE|keywords", description = "What it is about.")
  private Optional<String> name = Optional.empty();

  @Mixin private PluginOptions plugins = new PluginOptions();

  private final Terminal terminal;

  DocCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Kinds kinds =
        new Kinds(
            BuiltIn.list(), PluginOptions.plugins(plugins.directories(), Path.of("runbook.yml")));
    terminal.print(
        MarkdownText.of(name.map(word -> page(word, kinds)).orElseGet(() -> index(kinds))));
    return ExitCode.OK.code();
  }

  private static String index(Kinds kinds) {
    return KindReference.index(kinds.all(), word -> word)
        + "\n`drover doc KIND` tells more about one, `drover doc CODE` about the code of a mistake.\n";
  }

  private static String page(String word, Kinds kinds) {
    if (word.equals("keywords")) {
      return "# Keywords\n\n" + Keyword.table();
    }
    Optional<Registered<?>> kind = kinds.find(word);
    if (kind.isPresent()) {
      return packed("tasks/" + word + ".md").orElseGet(() -> KindReference.page(kind.get()));
    }
    return Code.of(word).map(DocCommand::page).orElseThrow(() -> unknown(word, kinds));
  }

  private static String page(Code code) {
    Pattern section =
        Pattern.compile("(?ms)^(## " + Pattern.quote(code.id()) + "\n.*?)(?=^## [a-z]|\\z)");
    return packed("errors.md")
        .map(section::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1).substring(1))
        .orElseGet(() -> "# " + code + "\n\n" + code.meaning() + "\n\n" + code.cure() + "\n");
  }

  /** A page of docs, if it was packed: the kinds of plugins have none. */
  private static Optional<String> packed(String page) {
    try (InputStream in = DocCommand.class.getResourceAsStream("/docs/" + page)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EndException unknown(String word, Kinds kinds) {
    Optional<Found.Broken<?>> broken = kinds.broken(word);
    if (broken.isPresent()) {
      return new EndException(ExitCode.MISTAKES, broken.get().words(), broken.get().next());
    }
    List<String> names = new ArrayList<>(kinds.names());
    Arrays.stream(Code.values()).map(Code::id).forEach(names::add);
    return new EndException(
        ExitCode.USAGE,
        "`" + word + "` is neither a task kind nor the code of a mistake",
        Suggestion.nearest(word, names)
            .map(near -> "did you mean `" + near + "`?")
            .orElse("`drover doc` lists the task kinds, docs/errors.md the codes"));
  }
}
