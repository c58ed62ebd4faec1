package dev.drover.expr;

import com.github.mustachejava.Binding;
import com.github.mustachejava.Code;
import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.TemplateContext;
import com.github.mustachejava.reflect.BaseObjectHandler;
import com.github.mustachejava.util.Wrapper;
import dev.drover.diag.Span;
import dev.drover.expr.Resolution.Ready;
import dev.drover.expr.Resolution.Wrong;
import dev.drover.expr.Value.Nothing;
import dev.drover.expr.Value.Text;
import dev.drover.expr.Value.Truth;
import dev.drover.yaml.Node.ScalarNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Fills one template, through Mustache with everything taken away that is not data: it sees our
 * values only, calls no method, reads no file, escapes nothing, and takes a missing name for a
 * mistake.
 */
final class Rendering {

  /** The bottom of Mustache's stack of scopes: our scope, in place of an object of its own. */
  private static final Object ROOT = new Object();

  /** How a value is written into the text, except in the raw form, which writes it as it is. */
  interface Writing {
    /** The text that stands for a value at a tag. */
    String of(Value value, Supplier<Span> span);
  }

  /** A value on its way into the text. */
  private record Passing(Value value, Supplier<Span> span) {}

  private final Resolver resolver;
  private final Template template;
  private final Set<String> later = new TreeSet<>();
  private Optional<Passing> passing = Optional.empty();
  private String current = ".";
  private boolean secret;
  private boolean strays;
  private boolean wrong;

  Rendering(Resolver resolver, Template template) {
    this.resolver = resolver;
    this.template = template;
  }

  Resolution text() {
    return text((value, span) -> Values.text(value));
  }

  Resolution text(Writing writing) {
    return template.tags().stream().allMatch(tag -> tag.isValue() && !tag.name().equals("."))
        ? values(writing)
        : mustache(writing);
  }

  /** Most texts hold nothing but values, and need none of what makes Mustache slow to begin. */
  private Resolution values(Writing writing) {
    String text = scalar().text();
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (Tag tag : template.tags()) {
      out.append(text, at, tag.start());
      at = tag.end();
      switch (resolver.path(tag.name(), () -> tag.span(scalar()))) {
        case Ready(Value value, Optional<Span> _) -> {
          note(value);
          out.append(
              tag.sort() == Tag.Sort.RAW
                  ? Values.text(value)
                  : writing.of(value, () -> tag.span(scalar())));
        }
        case Resolution other -> note(other);
      }
    }
    return result(out.append(text.substring(at)).toString());
  }

  private Resolution mustache(Writing writing) {
    StringWriter out = new StringWriter();
    try {
      new Factory(writing)
          .compile(new StringReader(template.scalar().text()), template.scalar().span().toString())
          .execute(out, new ArrayList<>(List.of(ROOT)))
          .flush();
    } catch (MustacheException e) {
      resolver
          .diagnostics()
          .error(
              dev.drover.diag.Code.TEMPLATE_SYNTAX,
              template.scalar().span(),
              "this template can't be read: " + e.getMessage());
      return new Wrong();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return result(out.toString());
  }

  private Resolution result(String text) {
    if (wrong) {
      return new Wrong();
    }
    return later.isEmpty()
        ? new Ready(new Text(text, false, secret, strays), Optional.empty())
        : new Resolution.Later(later);
  }

  /** What the text is made of, it is itself. */
  private void note(Value value) {
    secret |= Values.isSecret(value);
    strays |= Values.strays(value);
  }

  private void note(Resolution resolution) {
    switch (resolution) {
      case Resolution.Later(Set<String> names) -> later.addAll(names);
      case Wrong _ -> wrong = true;
      case Ready _ -> {}
    }
  }

  /** Mustache without files and without escaping. */
  private final class Factory extends DefaultMustacheFactory {
    private final Writing writing;

    Factory(Writing writing) {
      super(name -> {
        throw new MustacheException("a template can't take in another one");
      });
      this.writing = writing;
      setObjectHandler(new Data());
      setRecursionLimit(20);
    }

    @Override
    public void encode(String text, Writer writer) {
      try {
        writer.write(passing.map(it -> writing.of(it.value(), it.span())).orElse(text));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What Mustache sees of our values. */
  private final class Data extends BaseObjectHandler {

    @Override
    public Wrapper find(String name, List<Object> scopes) {
      throw new IllegalStateException("names are looked up through bindings only");
    }

    @Override
    public Binding createBinding(String name, TemplateContext context, Code code) {
      // The class of the code tells a value from a section.
      boolean value = code instanceof com.github.mustachejava.codes.ValueCode;
      return scopes -> get(name, scopes, value);
    }

    private @Nullable Object get(String name, List<Object> scopes, boolean value) {
      Value found = find(name, scopes, value);
      if (found == null) {
        return null;
      }
      note(found);
      name(value ? name : ".");
      return value ? found : forSection(found);
    }

    private @Nullable Value find(String name, List<Object> scopes, boolean value) {
      if (name.equals(".")) {
        return scopes.getLast() instanceof Value item ? item : lookUp(name, value);
      }
      String[] steps = name.split("\\.", -1);
      for (int i = scopes.size() - 1; i >= 0; i--) {
        if (scopes.get(i) instanceof Value item) {
          Value found = Resolver.field(item, steps[0]).orElse(null);
          if (found != null) {
            return fields(found, steps, value);
          }
        }
      }
      return lookUp(name, value);
    }

    private @Nullable Value fields(Value start, String[] steps, boolean value) {
      Value at = start;
      for (int i = 1; i < steps.length; i++) {
        Value next = Resolver.field(at, steps[i]).orElse(null);
        if (next == null) {
          if (value) {
            wrong = true;
            resolver.unknownField(
                steps[i - 1],
                steps[i],
                List.of(),
                tag(String.join(".", steps)).span(scalar()),
                Optional.empty());
          }
          return null;
        }
        at = next;
      }
      return at;
    }

    /** From our scope; a section inside a section may ask for what is not there. */
    private @Nullable Value lookUp(String name, boolean value) {
      Tag tag = tag(name);
      if (!value) {
        if (!name.equals(".") && resolver.scope().find(tag.root()).isEmpty()) {
          return null;
        }
        Resolution root = resolver.name(tag.root(), () -> tag.span(scalar()));
        return root instanceof Ready(Value found, Optional<Span> _)
            ? fields(found, name.split("\\.", -1), false)
            : nothing(root);
      }
      return switch (resolver.path(name, () -> tag.span(scalar()))) {
        case Ready(Value found, Optional<Span> _) -> found;
        case Resolution other -> nothing(other);
      };
    }

    private @Nullable Value nothing(Resolution resolution) {
      note(resolution);
      return null;
    }

    /**
     * Values that Mustache takes for false: false itself, nothing, an empty text, an empty list.
     */
    private @Nullable Object forSection(Value value) {
      return switch (Values.canonical(value)) {
        case Truth(boolean truth) -> truth;
        case Nothing _ -> null;
        case Text(String text, boolean _, boolean _, boolean _) when text.isEmpty() -> null;
        case Value.Items(List<Value> items) -> items;
        case Value other -> other;
      };
    }

    private void name(String name) {
      current = name;
    }

    /** Mustache asks this for each value, right before it writes or encodes the text. */
    @Override
    public String stringify(Object object) {
      if (!(object instanceof Value value)) {
        throw new IllegalStateException("only our values come this way");
      }
      // It takes `{{.}}` from its stack without asking us for it.
      note(value);
      Tag tag = tag(current);
      passing = Optional.of(new Passing(value, () -> tag.span(scalar())));
      current = ".";
      return Values.text(value);
    }
  }

  private ScalarNode scalar() {
    return template.scalar();
  }

  /** The first tag of a name: where a mistake with it is shown. */
  private Tag tag(String name) {
    return template.tags().stream()
        .filter(tag -> tag.uses() && tag.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no tag of the name " + name));
  }
}
