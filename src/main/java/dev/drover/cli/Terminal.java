package dev.drover.cli;

import dev.drover.diag.Diagnostics;
import dev.drover.journal.HarmlessJson;
import dev.drover.report.DiagnosticText;
import dev.drover.report.PlanText;
import dev.drover.report.Style;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanDocument.PolicyView;
import dev.drover.review.PlanDocument.ProblemView;
import dev.drover.run.Asker;
import dev.drover.secret.Masker;
import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the tool speaks to: standard output for what was asked for, standard error for everything
 * else.
 *
 * @param in what is piped in
 * @param style whether there are colours
 * @param watched whether a person can be asked
 */
record Terminal(InputStream in, PrintStream out, PrintStream err, Style style, boolean watched) {

  private static final JsonMapper JSON =
      HarmlessJson.mapper().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** The terminal of this process. */
  static Terminal ofProcess() {
    boolean terminal = console().map(Console::isTerminal).orElse(false);
    String noColour = System.getenv("NO_COLOR");
    boolean coloured =
        terminal
            && (noColour == null || noColour.isEmpty())
            && !"dumb".equals(System.getenv("TERM"));
    return new Terminal(
        System.in, System.out, System.err, coloured ? Style.COLOURED : Style.PLAIN, terminal);
  }

  @SuppressWarnings("SystemConsoleNull") // what JDK 22 changed, JDK 25 took back
  private static Optional<Console> console() {
    return Optional.ofNullable(System.console());
  }

  ZoneId zone() {
    return ZoneId.systemDefault();
  }

  /** How many columns a line may have. */
  int width() {
    return TerminalWidth.find(watched);
  }

  /** Prints text that was asked for. */
  void print(String text) {
    out.print(style.shown(text));
    out.flush();
  }

  /** Prints a line that was asked for. */
  void line(String text) {
    out.println(style.shown(text));
    out.flush();
  }

  /** Tells something besides. */
  void tell(String text) {
    err.println(style.shown(text));
    err.flush();
  }

  /** Tells what was found. */
  void tell(Diagnostics diagnostics, Masker masker) {
    diagnostics.sorted().forEach(one -> tell(masker.mask(DiagnosticText.of(one).stripTrailing())));
    DiagnosticText.more(diagnostics.more()).ifPresent(this::tell);
  }

  /** Tells what is seen beforehand of a run that would fail, or break a policy. */
  void tellProblems(PlanDocument plan) {
    for (ProblemView problem : plan.problems()) {
      PlanText.problem(problem, style).forEach(this::tell);
    }
    plan.policies().stream()
        .filter(PolicyView::refuses)
        .flatMap(policy -> PlanText.broken(policy, style).stream())
        .forEach(this::tell);
  }

  /** Prints a value as JSON. */
  void json(Object value) {
    line(asJson(value));
  }

  /** A value as the JSON that is printed. */
  static String asJson(Object value) {
    return JSON.writeValueAsString(value);
  }

  /** What the person at the terminal types unseen; empty if there is none. */
  Optional<String> password(String question) {
    return watched
        ? console().map(console -> console.readPassword("%s", question)).map(String::valueOf)
        : Optional.empty();
  }

  /** Shows a question and reads a line; empty at the end of input. */
  Optional<String> ask(String question) {
    return console().map(console -> console.readLine("%s", style.shown(question)));
  }

  /** Asks the person at the terminal, or answers for them. */
  Asker asker(boolean yes, boolean noInput) {
    if (yes) {
      return _ -> true;
    }
    return noInput || !watched
        ? Asker.NOBODY
        : question ->
            console()
                .map(console -> console.readLine("%s [y/N] ", style.shown(question)))
                .filter(answer -> answer.strip().toLowerCase(Locale.ROOT).matches("y|yes"))
                .isPresent();
  }
}
