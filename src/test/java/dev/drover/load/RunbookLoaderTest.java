package dev.drover.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.model.Order;
import dev.drover.model.Ordering;
import dev.drover.model.Play;
import dev.drover.model.Policy;
import dev.drover.model.Policy.OnFailure;
import dev.drover.model.Runbook;
import dev.drover.model.TaskNode;
import dev.drover.model.Window;
import dev.drover.report.DiagnosticText;
import dev.drover.tasks.BuiltIn;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunbookLoaderTest {

  private static Runbook load(String plays) {
    Diagnostics diagnostics = new Diagnostics();
    String text = "runbook: r\nlanguage: 1\nversion: 1.10\n" + plays;
    return RunbookLoader.load(new Source("r.yml", text), TestingKinds.ALL, diagnostics)
        .orElseThrow(() -> new AssertionError(DiagnosticText.of(diagnostics)));
  }

  @Test
  void whatIsLeftOutHasADefault() {
    Runbook runbook = load("plays: [{hosts: web, tasks: [{pause: 1s}]}]");
    assertThat(runbook.version()).isEqualTo("1.10");
    assertThat(runbook.policy()).isEqualTo(new Policy(1, OnFailure.STOP_STARTING));
    Play play = runbook.plays().getFirst();
    assertThat(play.rolling().window()).isEqualTo(new Window.Percentage(100));
    assertThat(play.order()).isEqualTo(new Ordering(Order.INVENTORY, Optional.empty()));
    assertThat(play.name()).isEqualTo("web");
  }

  @Test
  void serialIsTheWindowByItsAnsibleName() {
    assertThat(
            load("plays: [{hosts: web, serial: 2, tasks: []}]")
                .plays()
                .getFirst()
                .rolling()
                .window())
        .isEqualTo(new Window.Count(2));
  }

  @Test
  void idsComeFromNamesAndAreNumberedOnlyWhereTheyClash() {
    Runbook runbook =
        load(
            """
            plays:
              - name: Upgrade each node!
                hosts: web
                tasks:
                  - pause: 1s
                  - {name: Stop the node, command: [a]}
                  - pause: 2s
                  - {id: pause-2, pause: 3s}
                  - lb_detach: {}
              - {hosts: web, tasks: [{pause: 1s}]}
              - {hosts: web, tasks: []}
            """);
    assertThat(runbook.plays().stream().map(Play::id))
        .containsExactly("upgrade-each-node", "web", "web-2");
    assertThat(runbook.plays().getFirst().tasks().stream().map(TaskNode::id))
        .isEqualTo(List.of("pause", "stop-the-node", "pause-3", "pause-2", "lb_detach"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"runbooks/bitbucket-rolling-upgrade.yml", "runbooks/bitbucket-cancel-upgrade.yml"})
  void theShippedRunbooksHaveNoMistake(String file) {
    Diagnostics diagnostics = new Diagnostics();
    RunbookLoader.load(Path.of(file), BuiltIn.kinds(), diagnostics);
    assertThat(DiagnosticText.of(diagnostics)).isEmpty();
  }
}
