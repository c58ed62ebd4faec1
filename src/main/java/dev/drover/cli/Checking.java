package dev.drover.cli;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostic.Severity;
import dev.drover.diag.Diagnostics;
import dev.drover.expr.Value;
import dev.drover.journal.Request;
import dev.drover.load.InventoryLoader;
import dev.drover.load.Limit;
import dev.drover.load.Parameters;
import dev.drover.load.PlainSecrets;
import dev.drover.load.PolicyFiles;
import dev.drover.load.RunbookLoader;
import dev.drover.load.SelectTasks;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.model.Runbook;
import dev.drover.model.Scopes;
import dev.drover.model.Selection;
import dev.drover.plan.Limited;
import dev.drover.plan.Plan;
import dev.drover.plan.Planner;
import dev.drover.policy.OwnRule;
import dev.drover.report.DiagnosticText;
import dev.drover.review.PlanDocument.InputView;
import dev.drover.secret.Masker;
import dev.drover.secret.Vault;
import dev.drover.task.Kinds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that is checked before the first connection: runbook, inventory and parameters, for
 * every host, all mistakes in one go.
 *
 * @param kinds the task kinds, with what plugins add
 * @param scopes what names mean; empty if there is no runbook to speak of
 * @param plan empty if something is wrong
 * @param policies those that people have written
 * @param inputs every file that was read, by absolute paths
 * @param selection which part of the runbook, with the names of the hosts that its limit means
 * @param found all mistakes and warnings, sorted by place
 * @param more how many there are besides
 * @param masker knows every secret that may stand in what was found
 */
record Checking(
    Kinds kinds,
    Optional<Scopes> scopes,
    Optional<Plan> plan,
    List<OwnRule> policies,
    List<InputView> inputs,
    Selection selection,
    List<Diagnostic> found,
    int more,
    Masker masker) {

  /** What may be wrong only because a part of the inventory could not be read. */
  private static final Set<Code> CONSEQUENCES =
      EnumSet.of(
          Code.NAME_UNDEFINED,
          Code.NAME_UNKNOWN_FIELD,
          Code.HOSTS_NONE,
          Code.HOSTS_UNKNOWN,
          Code.HOSTS_PATTERN,
          Code.INVENTORY_MISSING_SETTING,
          Code.PLAN_CAPACITY);

  /** With these a part of the runbook is not known, where a bracket may be closed. */
  private static final Set<Code> MISSING_PARTS =
      EnumSet.of(
          Code.RUNBOOK_MISSING_KEY,
          Code.RUNBOOK_UNKNOWN_KEY,
          Code.RUNBOOK_UNKNOWN_KIND,
          Code.RUNBOOK_WRONG_TYPE,
          Code.RUNBOOK_CONFLICT,
          Code.FILE_MISSING);

  Checking {
    policies = List.copyOf(policies);
    inputs = List.copyOf(inputs);
    found = List.copyOf(found);
  }

  /** Loads, binds and compiles as far as it can be done. */
  static Checking of(Request request, Vault vault, Kinds kinds) {
    Diagnostics diagnostics = new Diagnostics();
    Masker masker = new Masker();
    Optional<Runbook> runbook =
        RunbookLoader.load(Path.of(request.runbook()), kinds, vault, diagnostics);
    Diagnostics ofInventory = new Diagnostics();
    Inventory inventory =
        InventoryLoader.load(
            request.inventories().stream().map(Path::of).toList(),
            Optional.ofNullable(Path.of(request.runbook()).getParent()),
            vault,
            kinds.extensions(),
            ofInventory);
    diagnostics.addAll(ofInventory);
    Diagnostics ofPolicies = new Diagnostics();
    PolicyFiles written = PolicyOptions.read(request, ofPolicies);
    List<OwnRule> policies = OwnRule.of(written.policies(), Here::shown, ofPolicies);
    if (runbook.isEmpty()) {
      diagnostics.addAll(ofPolicies);
      return new Checking(
          kinds,
          Optional.empty(),
          Optional.empty(),
          policies,
          List.of(),
          request.part(),
          diagnostics.sorted(),
          diagnostics.more(),
          masker);
    }
    Diagnostics rest = new Diagnostics();
    Map<String, Value> given =
        Parameters.read(
            runbook.get(), request.parameters(), Path.of("").toAbsolutePath(), masker, vault, rest);
    // If the selection is wrong, the rest is checked for the whole runbook.
    Runbook part = SelectTasks.of(runbook.get(), request.part(), rest).orElse(runbook.get());
    Scopes scopes = new Scopes(part, inventory, given, masker, vault);
    PlainSecrets.check(runbook.get(), inventory, rest);
    Limited limit = limit(request.part(), inventory, rest);
    List<InputView> inputs = Inputs.of(runbook.get(), inventory, written, kinds.extensions());
    long seed =
        request.seed() == Request.UNSEEDED
            ? Inputs.seed(inputs, Given.shown(scopes))
            : request.seed();
    Optional<Plan> plan = Planner.compile(scopes, kinds, limit, seed, rest);
    List<Host> hosts =
        plan.map(Plan::hosts).orElseGet(() -> List.copyOf(inventory.hosts().values()));
    Locking.unconnected(hosts, scopes, kinds.extensions(), rest);
    NotifyOptions.ofInventory(hosts, scopes, rest);
    boolean parts =
        diagnostics.sorted().stream().anyMatch(one -> MISSING_PARTS.contains(one.code()));
    diagnostics.addAll(
        rest,
        found ->
            !(ofInventory.hasErrors() && CONSEQUENCES.contains(found.code()))
                && !(parts && found.code() == Code.BRACKET_UNCLOSED));
    diagnostics.addAll(ofPolicies);
    return new Checking(
        kinds,
        Optional.of(scopes),
        plan.filter(_ -> !diagnostics.hasErrors()),
        policies,
        inputs,
        resolved(request.part(), limit),
        told(diagnostics),
        diagnostics.more(),
        masker);
  }

  /** The hosts that are changed. */
  private static Limited limit(Selection selection, Inventory inventory, Diagnostics diagnostics) {
    if (selection.limit().isEmpty()) {
      return Limited.NOT;
    }
    Path here = Path.of("").toAbsolutePath();
    Set<Host> hosts = new LinkedHashSet<>();
    for (String pattern : selection.limit()) {
      hosts.addAll(Limit.select(pattern, here, inventory, diagnostics));
    }
    return new Limited(Optional.of(List.copyOf(hosts)), String.join(",", selection.limit()));
  }

  /**
   * The hosts themselves are written down: files and groups may be others by the time of resume.
   */
  private static Selection resolved(Selection selection, Limited limit) {
    return limit
        .hosts()
        .map(hosts -> selection.on(hosts.stream().map(Host::name).toList()))
        .orElse(selection);
  }

  /** All but the warnings that the file itself says are known. */
  private static List<Diagnostic> told(Diagnostics diagnostics) {
    Map<String, Set<String>> allowed = new HashMap<>();
    return diagnostics.sorted().stream()
        .filter(one ->
            one.severity() == Severity.ERROR
                || !allowed
                    .computeIfAbsent(
                        one.span().source().name(),
                        _ -> PlainSecrets.allowed(one.span().source()).collect(Collectors.toSet()))
                    .contains(one.code().id()))
        .toList();
  }

  /** All mistakes as data, with every secret masked and files as seen from here. */
  List<Map<String, Object>> data() {
    List<Map<String, Object>> data = new ArrayList<>();
    for (Diagnostic one : found) {
      Map<String, Object> fields = new LinkedHashMap<>();
      DiagnosticText.data(one).forEach((name, value) -> fields.put(name, shown(name, value)));
      data.add(fields);
    }
    return data;
  }

  private Object shown(String name, Object value) {
    return switch (value) {
      case String text -> name.equals("file") ? Here.shown(text) : masker.mask(text);
      case List<?> items -> items.stream().map(item -> shown("", item)).toList();
      case Map<?, ?> fields -> {
        Map<String, Object> shown = new LinkedHashMap<>();
        fields.forEach(
            (key, field) -> shown.put(String.valueOf(key), shown(String.valueOf(key), field)));
        yield shown;
      }
      default -> value;
    };
  }

  /** All of that, and how much of it there is, as JSON shows it. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("errors", errors());
    json.put("warnings", warnings());
    json.put("more", more);
    json.put("diagnostics", data());
    return json;
  }

  /** Tells all of that to a person. */
  void tell(Terminal terminal) {
    data().forEach(one -> terminal.tell(DiagnosticText.text(one).stripTrailing()));
    DiagnosticText.more(more).ifPresent(terminal::tell);
  }

  long errors() {
    return found.stream().filter(one -> one.severity() == Severity.ERROR).count();
  }

  long warnings() {
    return found.size() - errors();
  }

  /** How many mistakes and warnings there are, in words. */
  String count() {
    String mistakes = errors() == 1 ? "1 mistake" : errors() + " mistakes";
    String warnings = warnings() == 1 ? "1 warning" : warnings() + " warnings";
    String count =
        warnings() == 0 ? mistakes : errors() == 0 ? warnings : mistakes + ", " + warnings;
    return more == 0 ? count : count + ", and " + more + " more";
  }
}
