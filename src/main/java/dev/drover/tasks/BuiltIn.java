package dev.drover.tasks;

import dev.drover.task.Kinds;
import dev.drover.task.TaskKind;
import dev.drover.tasks.extract.ExtractInstall;
import java.util.List;

/** The task kinds that come with Drover. */
public final class BuiltIn {
  private BuiltIn() {}

  /** All of them. */
  public static Kinds kinds() {
    return new Kinds(list());
  }

  /** All of them, for whoever adds others. */
  public static List<TaskKind<?>> list() {
    return List.of(
        new Approve(),
        new Assert(),
        new CarryOver(),
        new Command(),
        new Confirm(),
        new ExtractInstall(),
        new Fetch(),
        new GracefulStop(),
        new Http(),
        new LbAttach(),
        new LbDetach(),
        new Pause(),
        new Script(),
        new SetHome(),
        new SetService(),
        new SetVars(),
        new Shell(),
        new Silence(),
        new Start(),
        new Template(),
        new Unsilence(),
        new UpgradeMode(),
        new Upload(),
        new WaitFor(),
        new WaitStatus());
  }
}
