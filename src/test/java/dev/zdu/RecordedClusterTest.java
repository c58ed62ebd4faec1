package dev.zdu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recording.Player;
import dev.recording.Recording;
import dev.recording.Recording.Moment;
import dev.recording.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The server does what was recorded of it, so that the simulation is compared with the truth. Nodes
 * are inside of this process; with {@code -Ddrover.faults=all} they are processes of their own, as
 * they are when the recording is made ({@code -Ddrover.recording=all}, or the beginning of a
 * title).
 */
@Tag("long")
@Execution(ExecutionMode.CONCURRENT)
class RecordedClusterTest {

  /** How the titles of the scenarios begin that are recorded anew; {@code all} for all of them. */
  private static final String UPDATE = System.getProperty("drover.recording", "");

  private static final boolean PROCESSES =
      !UPDATE.isEmpty() || System.getProperty("drover.faults", "").equals("all");

  @TempDir private Path directory = Path.of("");

  @Test
  void theServerDoesWhatWasRecordedOfIt() throws Exception {
    Map<String, List<Moment>> recorded = Recording.scenarios();
    assertThat(recorded).hasSizeGreaterThan(5);
    Map<String, List<Moment>> seen = new LinkedHashMap<>();
    int number = 0;
    for (String title : recorded.keySet()) {
      List<Moment> scenario = recorded.get(title);
      number++;
      if (isPlayed(title)) {
        try (Stage stage = stage(Files.createDirectory(directory.resolve("s" + number)))) {
          List<Moment> actions = UPDATE.isEmpty() ? scenario : blank(scenario);
          seen.put(title, new Player(stage).play(actions));
        }
      } else {
        seen.put(title, scenario);
      }
    }
    if (!UPDATE.isEmpty()) {
      Files.writeString(Recording.FILE, Recording.text(seen));
    } else {
      assertThat(Recording.text(seen)).isEqualTo(Recording.text(recorded));
    }
  }

  private static boolean isPlayed(String title) {
    return UPDATE.isEmpty()
        ? PROCESSES || !title.startsWith("processes: ")
        : UPDATE.equals("all") || title.startsWith(UPDATE);
  }

  private Stage stage(Path place) throws Exception {
    return PROCESSES
        ? new ProcessStage(place, new Archives(directory), 2)
        : new EmbeddedStage(place, 2);
  }

  private static List<Moment> blank(List<Moment> scenario) {
    return scenario.stream().map(moment -> new Moment(moment.action(), "")).toList();
  }
}
