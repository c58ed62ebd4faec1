package dev.drover.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.ForwardingRemote;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a lease is kept, anything may be said of it; it stays a lease, or none, or a failure. */
class HostileLeaseTest {

  private static final String KEPT =
      """
      clock boot 5 1795275637 node
      file /locks/a.lease
      writable yes
      generation 3
      drover-lease 1
      cluster %1$s
      chain %1$s
      state held
      owner %1$s
      run %1$s
      journal %1$s
      reason %1$s
      expiry 60
      hold %1$s
      beat 0
      note %1$s %1$s
      token 7
      renewed 1795275637
      clock boot 5 %1$s
      since 1795275606
      end
      """;

  private final List<Command> asked = new ArrayList<>();

  @ParameterizedTest(name = "{index}")
  @MethodSource("dev.drover.testing.Hostile#answers")
  void isALeaseOrDamaged(String text) throws Exception {
    LeaseFile file = new LeaseFile("/locks/a.lease", "");
    LeaseStore.Seen seen = file.look(saying(KEPT.formatted(text)));
    if (seen.lease().isPresent()) {
      Lease lease = seen.lease().get();
      assertThat(lease.key()).matches("[A-Za-z0-9_-]{1,80}");
      assertThat(LeaseView.of("a", seen, List.of(text)).sentence()).startsWith("a is locked by ");
      file.put(saying(KEPT.formatted(text)), seen.generation(), lease, true, text);
      assertThat(asked.getLast().input().orElseThrow().reveal().lines())
          .hasSizeLessThan(14)
          .allMatch(line -> line.length() < 600 && line.matches("\\P{Cntrl}*"));
      assertThat(asked.getLast().arguments().getLast()).matches("\\P{Cntrl}*");
    } else {
      assertThat(seen.damaged()).isTrue();
    }
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("dev.drover.testing.Hostile#answers")
  void isNoAnswer(String text) {
    LeaseFile file = new LeaseFile("/locks/a.lease", "");
    for (String answer :
        List.of(
            text,
            "clock boot 5 %sx node\nfile x\nwritable yes\ngeneration 1\n".formatted(text),
            "clock boot 5 9999999999999999999 node\nfile x\nwritable yes\ngeneration 1\n",
            "clock boot 5 999999999999999999 node\nfile x\nwritable yes\ngeneration 1\n",
            "clock boot 5 6 node\nfile x\nwritable yes\ngeneration %s\n".formatted(text + "1x"))) {
      assertThatCode(() -> file.look(saying(answer)))
          .isInstanceOf(RemoteException.Refused.class)
          .hasMessage("node: what it said of the lease /locks/a.lease can't be understood");
    }
  }

  private Remote saying(String answer) {
    return new ForwardingRemote() {
      @Override
      public Remote remote() {
        throw new IllegalStateException("only commands are run");
      }

      @Override
      public String host() {
        return "node";
      }

      @Override
      public CommandResult exec(Command command) {
        asked.add(command);
        return new CommandResult(0, answer, "");
      }
    };
  }
}
