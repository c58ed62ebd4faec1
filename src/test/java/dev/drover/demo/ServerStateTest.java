package dev.drover.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.demo.ServerState.Admin;
import dev.drover.demo.ServerState.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The states of a server, in HAProxy's words. */
class ServerStateTest {

  private final ServerState state =
      new ServerState(new BalancerSpec.Check(Duration.ofSeconds(1), 3, 2));

  @Test
  void isTakenForUpUntilItsFirstCheck() {
    assertThat(state.status()).isEqualTo("UP 1/3");
    assertThat(state.takesTraffic()).isTrue();

    state.checked(Finding.REFUSED);

    assertThat(state.status()).isEqualTo("DOWN");
    assertThat(state.takesTraffic()).isFalse();
  }

  @Test
  void countsFailuresDownAndSuccessesUp() {
    List<String> seen = new ArrayList<>();
    for (Finding finding :
        List.of(
            Finding.PASSED,
            Finding.REFUSED,
            Finding.NOT_RUNNING,
            Finding.NO_ANSWER,
            Finding.REFUSED,
            Finding.PASSED,
            Finding.PASSED)) {
      state.checked(finding);
      seen.add(state.status());
    }

    assertThat(seen).containsExactly("UP", "UP 2/3", "UP 1/3", "DOWN", "DOWN", "DOWN 1/2", "UP");
  }

  @Test
  void oneSuccessForgivesFailuresThatWereNotEnough() {
    state.checked(Finding.PASSED);
    state.checked(Finding.REFUSED);
    state.checked(Finding.PASSED);

    assertThat(state.status()).isEqualTo("UP");
  }

  @Test
  void drainingKeepsHealthAndTakesNoTraffic() {
    state.checked(Finding.PASSED);
    state.set(Admin.DRAIN);

    assertThat(state.status()).isEqualTo("DRAIN");
    assertThat(state.operational()).isEqualTo(2);
    assertThat(state.takesTraffic()).isFalse();
  }

  @Test
  void maintenanceForgetsHealthAndLeavingItMeansProbation() {
    state.checked(Finding.PASSED);
    state.set(Admin.MAINT);
    state.checked(Finding.PASSED);

    assertThat(state.status()).isEqualTo("MAINT");
    assertThat(state.health()).isZero();
    assertThat(state.finding()).isEqualTo(Finding.NONE);

    state.set(Admin.READY);

    assertThat(state.status()).isEqualTo("UP 1/3");
    assertThat(state.takesTraffic()).isTrue();
  }
}
