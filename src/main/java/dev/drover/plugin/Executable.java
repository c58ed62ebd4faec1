package dev.drover.plugin;

import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.expr.Value;
import dev.drover.schema.Binder;
import dev.drover.schema.Schema;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The program of a plugin.
 *
 * @param plugin the plugin's name
 * @param folder where it lies, and works
 * @param limit the longest for a call that names no other limit
 * @param variables names of Drover's environment that it gets besides the usual ones
 */
record Executable(String plugin, Path folder, Path file, Duration limit, Set<String> variables) {
  Executable {
    variables = Set.copyOf(variables);
  }

  /** That it can't be used, as one sentence that names the plugin. */
  PluginException broken(String what, String next) {
    return new PluginException("the plugin `" + plugin + "` " + what, next);
  }

  /** What it sent, as a record. */
  <A extends Record> A read(Class<A> type, Value sent, String verb) throws PluginException {
    return read(type, Schema.of(type), sent, verb);
  }

  /** What it sent, as its schema says. */
  <A extends Record> A read(Class<A> type, Schema schema, Value sent, String verb)
      throws PluginException {
    Diagnostics diagnostics = new Diagnostics();
    Span at = Span.startOf(new Source(file.toString(), ""));
    Optional<A> made = Binder.data(type, schema, sent, at, diagnostics);
    if (made.isPresent()) {
      return made.get();
    }
    Diagnostic first = diagnostics.sorted().getFirst();
    throw broken(
        "sent in `%s` what is not understood: %s".formatted(verb, first.message()),
        first.hint().orElse("see docs/plugins.md"));
  }
}
