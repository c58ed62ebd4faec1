package dev.drover.expr;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.expr.ShellText.Datum;
import dev.drover.expr.ShellText.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Fills one shell text: first every value leaves a mark in the text, then the shell's own rules say
 * in which context each mark stands, and a reference fit for that context replaces it.
 */
final class ShellFilling {

  private final Template template;
  private final Scope scope;
  private final Diagnostics diagnostics;
  private final List<Datum> data = new ArrayList<>();
  private final List<Supplier<Span>> spans = new ArrayList<>();

  ShellFilling(Template template, Scope scope, Diagnostics diagnostics) {
    this.template = template;
    this.scope = scope;
    this.diagnostics = diagnostics;
  }

  /** Checks where the tags stand, sections and all, without any value. */
  static boolean isSafe(Template template, Diagnostics diagnostics) {
    String text = template.scalar().text();
    StringBuilder marked = new StringBuilder();
    List<Supplier<Span>> spans = new ArrayList<>();
    int at = 0;
    for (Tag tag : template.tags()) {
      marked.append(text, at, tag.start());
      if (tag.sort() == Tag.Sort.VALUE) {
        spans.add(() -> tag.span(template.scalar()));
        marked.append(ShellLexer.mark(spans.size()));
      } else if (tag.sort() == Tag.Sort.RAW && text.startsWith("{{&", tag.start())) {
        unsafe(
            tag.span(template.scalar()),
            "`{{&…}}` does not say clearly that the value becomes shell syntax",
            "write `{{" + tag.name() + "}}` for data, `{{{" + tag.name() + "}}}` for syntax",
            diagnostics);
        return false;
      } else if (tag.sort() == Tag.Sort.RAW) {
        marked.append("raw");
      }
      at = tag.end();
    }
    marked.append(text.substring(at));
    long before = diagnostics.errors();
    replace(marked.toString(), spans, diagnostics);
    return diagnostics.errors() == before;
  }

  Outcome fill() {
    long before = diagnostics.errors();
    Diagnostics own = new Diagnostics();
    Resolver resolver = new Resolver(scope, own);
    Set<String> later = new TreeSet<>();
    for (Tag tag : template.tags()) {
      if (tag.uses() && tag.depth() == 0) {
        Supplier<Span> span = () -> tag.span(template.scalar());
        Resolution part =
            tag.isValue() ? resolver.path(tag.name(), span) : resolver.name(tag.root(), span);
        if (part instanceof Resolution.Later(Set<String> names)) {
          later.addAll(names);
        }
      }
    }
    if (own.hasErrors() || !later.isEmpty()) {
      diagnostics.addAll(own);
      return own.hasErrors() ? new Outcome.Wrong() : new Outcome.Later(later);
    }
    Resolution marked = new Rendering(resolver, template).text(this::mark);
    diagnostics.addAll(own);
    if (diagnostics.errors() > before) {
      return new Outcome.Wrong();
    }
    return switch (marked) {
      case Resolution.Ready(Value value, Optional<Span> _) -> finish(Values.text(value));
      case Resolution.Later(Set<String> names) -> new Outcome.Later(names);
      case Resolution.Wrong _ -> new Outcome.Wrong();
    };
  }

  private String mark(Value value, Supplier<Span> span) {
    String text = Values.text(value);
    if (value instanceof Value.Items || value instanceof Value.Fields) {
      unsafe(
          span.get(),
          Values.words(value) + " can't be one word of a shell command",
          "go through it: `{{#list}} {{.}}{{/list}}`",
          diagnostics);
      return "";
    }
    if (text.indexOf('\0') >= 0) {
      unsafe(
          span.get(),
          "the value holds a NUL character, which no shell can pass on",
          "",
          diagnostics);
      return "";
    }
    data.add(new Datum("DROVER_" + (data.size() + 1), text, Values.isSecret(value)));
    spans.add(span);
    return ShellLexer.mark(data.size());
  }

  private Outcome finish(String marked) {
    if (marked.chars().filter(c -> c == 0).count() != 2L * data.size()) {
      Span span = template.scalar().span();
      unsafe(span, "a raw value holds a NUL character", "", diagnostics);
      return new Outcome.Wrong();
    }
    long before = diagnostics.errors();
    ShellLexer lexer = new ShellLexer(marked);
    String script = replace(lexer, spans, diagnostics);
    lexer.listed().stream()
        .filter(number -> data.get(number - 1).secret())
        .forEach(number ->
            diagnostics.warning(
                Code.SECRET_VISIBLE,
                spans.get(number - 1).get(),
                ShellText.VISIBLE,
                ShellText.INSTEAD_OF_ARGUMENTS));
    return diagnostics.errors() > before
        ? new Outcome.Wrong()
        : new Outcome.Ready(new ShellText(template.scalar().text(), script, data));
  }

  /** The text with references in the place of its marks; empty if one stands where it must not. */
  private static String replace(
      String marked, List<Supplier<Span>> spans, Diagnostics diagnostics) {
    return replace(new ShellLexer(marked), spans, diagnostics);
  }

  private static String replace(
      ShellLexer lexer, List<Supplier<Span>> spans, Diagnostics diagnostics) {
    try {
      return lexer.references();
    } catch (ShellLexer.UnsafeException e) {
      unsafe(
          (e.mark() > 0 ? spans.get(e.mark() - 1) : spans.getFirst()).get(),
          "the value would stand " + e.getMessage(),
          e.hint(),
          diagnostics);
      return "";
    }
  }

  private static void unsafe(Span span, String message, String hint, Diagnostics diagnostics) {
    if (hint.isEmpty()) {
      diagnostics.error(Code.SHELL_UNSAFE, span, message);
    } else {
      diagnostics.error(Code.SHELL_UNSAFE, span, message, hint);
    }
  }
}
