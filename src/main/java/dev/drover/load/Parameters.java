package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.diag.Suggestion;
import dev.drover.expr.Value;
import dev.drover.expr.Values;
import dev.drover.model.Param;
import dev.drover.model.Runbook;
import dev.drover.secret.Masker;
import dev.drover.secret.Vault;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.Entry;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import dev.drover.yaml.YamlReader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the parameters that were given on the command line against those that a runbook has. */
public final class Parameters {

  /** Marks what is data: a value that is given is never read as a template. */
  private static final String DATA = "!data";

  private final Runbook runbook;
  private final boolean any;
  private final Path directory;
  private final Masker masker;
  private final Vault vault;
  private final Diagnostics diagnostics;
  private final Map<String, Value> values = new LinkedHashMap<>();
  private final Set<String> named = new HashSet<>();

  private Parameters(
      Runbook runbook,
      boolean any,
      Path directory,
      Masker masker,
      Vault vault,
      Diagnostics diagnostics) {
    this.runbook = runbook;
    this.any = any;
    this.directory = directory;
    this.masker = masker;
    this.vault = vault;
    this.diagnostics = diagnostics;
  }

  /**
   * The given parameters with values of their types.
   *
   * @param given texts of the form {@code name=value} or {@code @file}, later ones win
   * @param directory what relative paths are relative to
   * @param masker is told the secret ones
   */
  public static Map<String, Value> read(
      Runbook runbook, List<String> given, Path directory, Masker masker, Diagnostics diagnostics) {
    return read(runbook, given, directory, masker, Vault.locked(), diagnostics);
  }

  /**
   * The same of files that may be encrypted, whole or in part.
   *
   * @param vault opens them
   */
  public static Map<String, Value> read(
      Runbook runbook,
      List<String> given,
      Path directory,
      Masker masker,
      Vault vault,
      Diagnostics diagnostics) {
    Parameters parameters = new Parameters(runbook, false, directory, masker, vault, diagnostics);
    given.forEach(parameters::argument);
    parameters.missing();
    return parameters.values;
  }

  /** The same without a runbook that says what they are: any name will do, and may be a secret. */
  public static Map<String, Value> readAny(
      List<String> given, Path directory, Masker masker, Vault vault, Diagnostics diagnostics) {
    Parameters parameters =
        new Parameters(Runbook.none(), true, directory, masker, vault, diagnostics);
    given.forEach(parameters::argument);
    return parameters.values;
  }

  private Optional<Param> param(String name) {
    return any ? Optional.of(secret(name)) : Optional.ofNullable(runbook.params().get(name));
  }

  private Param secret(String name) {
    return new Param(
        name,
        Param.Type.SECRET,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Span.startOf(runbook.source()));
  }

  private void argument(String text) {
    if (text.startsWith("@")) {
      SourceFile.read(directory.resolve(text.substring(1)), vault, diagnostics)
          .ifPresent(this::file);
      return;
    }
    int equals = text.indexOf('=');
    if (equals < 1) {
      diagnostics.error(
          Code.PARAMS_UNKNOWN,
          Span.startOf(new Source("-e", text)),
          "`" + text + "` is neither `name=value` nor `@file`",
          "write `-e name=value`");
      return;
    }
    String name = text.substring(0, equals);
    String value = text.substring(equals + 1);
    // Only the name goes into messages: the value may be a secret, and its name misspelt.
    Source source = new Source("-e", name + "=…");
    named.add(name);
    param(name)
        .ifPresentOrElse(
            param -> given(param, value, source),
            () -> unknown(name, new Span(source, 1, 1, name.length()), diagnostics));
  }

  private void given(Param param, String text, Source hidden) {
    boolean secret = param.type() == Param.Type.SECRET;
    Source source = secret ? hidden : new Source("-e", param.name() + "=" + text);
    int start = param.name().length() + 1;
    Span span = new Span(source, 1, start + 1, Math.max(1, secret ? 1 : text.length()));
    switch (param.type()) {
      case LIST, MAP -> structure(param, text);
      case PATH -> take(param, new ScalarNode(resolved(text), false, DATA, span), diagnostics);
      default -> take(param, new ScalarNode(text, false, DATA, span), diagnostics);
    }
  }

  private String resolved(String text) {
    return text.isBlank() || text.startsWith("~")
        ? text
        : directory.toAbsolutePath().resolve(text).normalize().toString();
  }

  /** A list or a map is given as YAML: {@code -e nodes=[a,b]}. */
  private void structure(Param param, String text) {
    Source source = new Source("-e " + param.name(), text);
    YamlReader.read(source, diagnostics)
        .ifPresent(node -> take(param, data(node, diagnostics), diagnostics));
  }

  private void file(Source source) {
    Diagnostics own = new Diagnostics();
    file(source, own);
    Hidden hidden = new Hidden();
    own.sorted().forEach(found -> diagnostics.add(hidden.values(found)));
  }

  private void file(Source source, Diagnostics own) {
    Optional<Node> root = YamlReader.read(source, own);
    if (root.isPresent() && !(root.get() instanceof MapNode)) {
      own.error(
          Code.PARAMS_WRONG_TYPE,
          root.get().span(),
          "a file of parameters is a map",
          "write `name: value` lines");
    }
    if (root.orElse(null) instanceof MapNode map) {
      for (Entry entry : map.entries()) {
        if (own.errors() > Diagnostics.MOST) {
          break;
        }
        named.add(entry.key().text());
        param(entry.key().text())
            .ifPresentOrElse(
                param -> take(param, data(entry.value(), own), own),
                () -> unknown(entry.key().text(), entry.key().span(), own));
      }
    }
  }

  private Node data(Node node, Diagnostics own) {
    return switch (node) {
      case ScalarNode scalar when scalar.isVault() ->
          new ScalarNode(
              vault.open(scalar.text(), scalar.span(), own).orElse(""),
              false,
              Values.SECRET_TAG,
              scalar.span());
      case ScalarNode scalar -> new ScalarNode(scalar.text(), scalar.plain(), DATA, scalar.span());
      case ListNode list ->
          new ListNode(list.items().stream().map(item -> data(item, own)).toList(), list.span());
      case MapNode map ->
          new MapNode(
              map.entries().stream()
                  .map(entry -> new Entry(entry.key(), data(entry.value(), own)))
                  .toList(),
              map.span());
    };
  }

  private void take(Param param, Node node, Diagnostics own) {
    ParamType.read(param, node, own)
        .ifPresent(value -> {
          Values.register(value, masker);
          values.put(param.name(), value);
        });
  }

  private void unknown(String name, Span span, Diagnostics own) {
    if (runbook.mistaken().contains(name)) {
      return;
    }
    own.error(
        Code.PARAMS_UNKNOWN,
        span,
        "the runbook `" + runbook.name() + "` has no parameter `" + name + "`",
        Suggestion.hint(name, runbook.params().keySet(), "its parameters")
            + " (what may be given is declared under `params:`)");
  }

  private void missing() {
    for (Param param : runbook.params().values()) {
      if (param.defaultValue().isEmpty() && !named.contains(param.name())) {
        diagnostics.error(
            Code.PARAMS_MISSING,
            param.span(),
            "the parameter `" + param.name() + "` is not given",
            howToGive(param));
      }
    }
  }

  private static String howToGive(Param param) {
    String about = param.type().word() + param.description().map(text -> ": " + text).orElse("");
    // A command line can be read by everybody on the machine.
    return param.type() == Param.Type.SECRET
        ? "write `%s: …` into a file that only you can read and give that with `-e @FILE` (%s)"
            .formatted(param.name(), about)
        : "give it with `-e %s=…` (%s)".formatted(param.name(), about);
  }
}
