package dev.drover.plugin;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.expr.Value;
import dev.drover.schema.Binder;
import dev.drover.schema.Given;
import dev.drover.schema.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Options that were written for an addition, checked by the schema that it has described. */
record Options(Schema schema) {

  Options(List<Described.FieldOf> fields) {
    this(Described.schema("", fields));
  }

  /**
   * What is wrong with options; empty if nothing is.
   *
   * @param file what relative paths are relative to
   */
  Optional<String> refuses(Map<String, Value> written, Path file) {
    Diagnostics diagnostics = new Diagnostics();
    bind(written, file, diagnostics);
    return diagnostics.sorted().stream().findFirst().map(one -> "`options`: " + one.message());
  }

  /** Options as a program gets them, defaults filled in. */
  Map<String, Object> revealed(Map<String, Value> written, Path file) {
    Diagnostics diagnostics = new Diagnostics();
    return Revealed.of(
        bind(written, file, diagnostics)
            .orElseThrow(
                () -> new IllegalStateException("checked before: " + diagnostics.sorted())));
  }

  private Optional<Given> bind(Map<String, Value> written, Path file, Diagnostics diagnostics) {
    return Binder.data(
        Given.class,
        schema,
        new Value.Fields(written),
        Span.startOf(new Source(file.toString(), "")),
        diagnostics);
  }
}
