package dev.drover.yaml;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostic.Severity;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.yaml.Node.Entry;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON that a program printed into positioned nodes; numbers keep their text. */
public final class JsonReader {

  private static final int DEEPEST = 50;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private final Source source;
  private final JsonParser parser;
  private final Diagnostics diagnostics;

  private JsonReader(Source source, JsonParser parser, Diagnostics diagnostics) {
    this.source = source;
    this.parser = parser;
    this.diagnostics = diagnostics;
  }

  /** The one value of a source; empty if it is no JSON, which is then reported. */
  public static Optional<Node> read(Source source, Diagnostics diagnostics) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), source.text())) {
      return new JsonReader(source, parser, diagnostics).document();
    }
  }

  private Optional<Node> document() {
    long before = diagnostics.errors();
    try {
      if (parser.nextToken() == null) {
        return wrong(Span.startOf(source), "nothing is written");
      }
      Node node = value();
      if (parser.nextToken() != null) {
        return wrong(here(), "something follows its end");
      }
      return diagnostics.errors() > before ? Optional.empty() : Optional.of(node);
    } catch (StreamConstraintsException e) {
      diagnostics.error(
          Code.YAML_LIMIT,
          span(parser.currentLocation()),
          "this is larger than an inventory needs: too deeply nested, or a number or name without end",
          "at most " + DEEPEST + " levels of nesting and a thousand digits are read");
      return Optional.empty();
    } catch (JacksonException e) {
      return wrong(span(e.getLocation()), words(e));
    }
  }

  /** What the library says, without its advice to those who program with it. */
  private static String words(JacksonException e) {
    String first = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    return first.replaceFirst(": enable `.*", "");
  }

  private Span span(@Nullable TokenStreamLocation place) {
    return place == null
        ? Span.startOf(source)
        : new Span(source, Math.max(1, place.getLineNr()), Math.max(1, place.getColumnNr()), 1);
  }

  private Optional<Node> wrong(Span span, String problem) {
    diagnostics.error(
        Code.YAML_SYNTAX,
        span,
        "this is not JSON: " + problem,
        "write one JSON value here and nothing else");
    return Optional.empty();
  }

  private Node value() {
    Span span = here();
    return switch (parser.currentToken()) {
      case START_OBJECT -> map(span);
      case START_ARRAY -> list(span);
      case VALUE_STRING -> new ScalarNode(parser.getString(), false, "", span);
      case VALUE_NULL, VALUE_TRUE, VALUE_FALSE, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new ScalarNode(parser.getString(), true, "", span);
      default -> throw new IllegalStateException("no value: " + parser.currentToken());
    };
  }

  private ListNode list(Span span) {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value());
    }
    return new ListNode(items, span);
  }

  private MapNode map(Span span) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      ScalarNode key = new ScalarNode(parser.getString(), false, "", here());
      parser.nextToken();
      Entry first = entries.putIfAbsent(key.text(), new Entry(key, value()));
      if (first != null) {
        diagnostics.add(
            new Diagnostic(
                    Severity.ERROR,
                    Code.YAML_DUPLICATE_KEY,
                    "`" + key.text() + "` is written twice in this map",
                    key.span(),
                    Optional.of("remove one of the two"),
                    List.of())
                .related("first written here", first.key().span()));
      }
    }
    return new MapNode(List.copyOf(entries.values()), span);
  }

  /** The place of the current token; of a list or a map, that of its bracket. */
  private Span here() {
    TokenStreamLocation place = parser.currentTokenLocation();
    int length =
        switch (parser.currentToken()) {
          case VALUE_STRING, PROPERTY_NAME -> parser.getStringLength() + 2;
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getStringLength();
          case null, default -> 1;
        };
    return new Span(source, place.getLineNr(), place.getColumnNr(), length);
  }
}
