package dev.drover.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recording.Player;
import dev.recording.Recording;
import dev.recording.Recording.Moment;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The simulated cluster does what the real one was seen to do. */
class RecordedWorldTest {

  @TestFactory
  Stream<DynamicTest> theSimulationDoesWhatTheRealClusterDid() throws Exception {
    return Recording.scenarios().entrySet().stream()
        .map(scenario ->
            DynamicTest.dynamicTest(scenario.getKey(), () -> check(scenario.getValue())));
  }

  private static void check(List<Moment> recorded) throws Exception {
    try (SimStage stage = new SimStage(2)) {
      assertThat(new Player(stage).play(recorded)).isEqualTo(recorded);
    }
  }
}
