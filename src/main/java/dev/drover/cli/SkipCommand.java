package dev.drover.cli;

import dev.drover.review.StepView;
import dev.drover.run.OperatorRequest.Verb;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a step of a run count as skipped. */
@Command(
    name = "skip",
    description = {
      "Lets a step that failed, or has not begun, count as skipped: its host goes on behind it.",
      "If nobody runs the run now, the step is skipped when it is resumed."
    },
    footer = {
      "%nExamples:",
      "  drover skip last carry_over[bb2] --reason \"done by hand\"",
      "  drover skip 20261121-030000 upgrade-each-node/lb_detach[bb2] --force \\",
      "      --reason \"the balancer does not know bb2\""
    })
final class SkipCommand implements Callable<Integer> {

  @Mixin private RunToAsk target = new RunToAsk();

  @Parameters(
      index = "1",
      paramLabel = "STEP",
      description = "The step's address, or a part of it that fits no other step.")
  private String words = "";

  @Option(names = "--force", description = "Also a step that opens or closes something.")
  private boolean force;

  private final Terminal terminal;

  SkipCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    target.wantReason();
    OperatorCall call = target.call(terminal);
    String step = call.step(words, Verb.SKIP);
    Optional<StepView> view = call.run().step(step);
    if (!force) {
      refuseBrackets(view, call);
    }
    List<String> resting = call.run().restingOn(step);
    if (!resting.isEmpty()) {
      terminal.tell("on its result rest: " + String.join(", ", resting));
    }
    terminal.line(step + " is skipped" + call.ask(Verb.SKIP, step));
    return ExitCode.OK.code();
  }

  private static void refuseBrackets(Optional<StepView> view, OperatorCall call) {
    List<String> opens = view.map(StepView::opens).orElse(List.of());
    List<String> closes = view.map(StepView::closes).orElse(List.of());
    if (opens.isEmpty() && closes.isEmpty()) {
      return;
    }
    String step = view.map(StepView::id).orElseThrow();
    throw new EndException(
        ExitCode.UNHEARD,
        opens.isEmpty()
            ? "%s closes %s; skipped, it leaves that open".formatted(step, some(closes))
            : "%s opens %s; the steps behind it count on that".formatted(step, some(opens)),
        "retry it: drover retry %s '%s'; or skip it all the same with `--force`"
            .formatted(call.id(), step));
  }

  private static String some(List<String> brackets) {
    return String.join(", ", brackets);
  }
}
