package dev.drover.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.remote.Command;
import dev.drover.remote.Remote;
import dev.drover.secret.Secret;
import dev.drover.testing.RealComponent;
import dev.drover.time.SteppedTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takers that are killed in the middle of it, at every line of the script. */
@RealComponent("dash")
class KilledTakerTest {

  private static final Claim ALICE =
      new Claim("alice@desk", "1", "/runs/1", "upgrade 1.0", Duration.ofSeconds(60));

  private final Remote remote = InShell.of("dash");
  private final SteppedTime time = new SteppedTime(Instant.parse("2026-11-21T03:00:00Z"));

  @TempDir private Path directory;

  @Test
  void whoIsKilledAtAnyLineHasDoneAllOrNothing() throws Exception {
    List<String> lines = LeaseScripts.PUT.lines().toList();
    int killed = 0;
    for (int i = 0; i <= lines.size(); i++) {
      List<String> cut = new ArrayList<>(lines);
      cut.add(i, "kill -KILL $$");
      killed += isKilled(i, String.join("\n", cut) + "\n") ? 1 : 0;
    }
    assertThat(killed).isGreaterThan(20);
  }

  /** Whether it was; a line in the middle of a command or of what is not done kills nobody. */
  private boolean isKilled(int line, String script) throws Exception {
    Path own = Files.createDirectories(directory.resolve("k" + line));
    String path = own.resolve("d/bb.lease").toString();
    int status =
        remote
            .exec(
                Command.script(
                        "test.killed", script, path, own.toString(), "0", "1", "0", "hold", "taken")
                    .input(Secret.of(LEASE.text(false))))
            .status();
    if (status == 137) {
      OnHost store = new OnHost(remote, new LeaseFile(path, own.toString()));
      LeaseStore.Seen seen = store.look();
      assertThat(seen.damaged()).as("killed at line %d", line).isFalse();
      assertThat(seen.generation()).isEqualTo(seen.lease().isPresent() ? 1 : 0);
      Held next = new Taking(store, "bb", ALICE, time, time).now(_ -> {});
      next.renew();
      assertThat(next.lost()).isEmpty();
    }
    return status == 137;
  }

  private static final Lease LEASE =
      new Lease(
          "bb",
          "chain",
          true,
          ALICE,
          "hold",
          0,
          0,
          Instant.EPOCH,
          Instant.EPOCH,
          new Lease.Stamp("-", 0, "x"),
          List.of());
}
