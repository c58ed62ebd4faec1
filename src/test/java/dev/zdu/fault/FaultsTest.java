package dev.zdu.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {

  @Test
  void areReadFromAFileThatNeedNotExist(@TempDir Path home) throws IOException {
    Path file = home.resolve("faults.properties");
    assertThat(Faults.read(file).words()).isEmpty();
    Files.writeString(file, "stuck-starting=true\nslow-stop=20\n");
    Faults faults = Faults.read(file);
    assertThat(faults.words()).isEqualTo(Map.of("stuck-starting", "true", "slow-stop", "20"));
    assertThat(faults.seconds(Fault.SLOW_STOP)).contains(Duration.ofSeconds(20));
  }

  @Test
  void areSwitchedOnAndOffOneByOneOrAllTogether() {
    Faults faults = new Faults();
    faults.change(Map.of("error", "true", "version", "7.9.9"));
    faults.change(Map.of("error", "false"));
    assertThat(faults.words()).isEqualTo(Map.of("version", "7.9.9"));
    faults.clear();
    assertThat(faults.words()).isEmpty();
  }

  @Test
  void aWrongChangeChangesNothingAndSaysWhatThereIs() {
    Faults faults = new Faults();
    assertThatThrownBy(() -> faults.change(Map.of("error", "true", "eror", "true")))
        .hasMessage(
            "There is no fault 'eror'; there are stuck-starting, error, crash, slow-stop, version,"
                + " null-state, null-version, rest-status, slow-answers, approve-error,"
                + " empty-conflict");
    assertThatThrownBy(() -> faults.change(Map.of("rest-status", "200")))
        .hasMessage("The fault 'rest-status' takes [45]\\d\\d or false, not '200'");
    assertThat(faults.words()).isEmpty();
  }

  @Test
  void whoWaitsForAFaultToEndGoesOnWhenItEnds() throws InterruptedException {
    Faults faults = new Faults();
    faults.change(Map.of("stuck-starting", "true"));
    Thread waiting =
        Thread.ofVirtual()
            .start(() -> {
              try {
                faults.awaitOff(Fault.STUCK_STARTING);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    faults.change(Map.of("slow-stop", "1"));
    assertThat(waiting.isAlive()).isTrue();
    faults.clear();
    assertThat(waiting.join(Duration.ofSeconds(10))).isTrue();
  }
}
