package dev.drover.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.drover.testing.Programs;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Machines that refuse whoever comes with a lower token than they have seen. */
class GuardTest {

  @TempDir private Path directory;

  /** A shell on this machine with a home directory of its own. */
  private record Homed(Shell here, Path home, List<String> shell) implements Shell {

    @Override
    public String host() {
      return here.host();
    }

    @Override
    public int run(Command command, InputStream body, OutputStream out, OutputStream err)
        throws RemoteException, InterruptedException {
      List<String> words = new ArrayList<>(List.of("env", "HOME=" + home));
      words.addAll(shell);
      words.addAll(List.of("-c", ShellLine.line(command)));
      Command there = Command.of(words.toArray(String[]::new)).within(Duration.ofMinutes(1));
      return here.run(command.input().map(there::input).orElse(there), body, out, err);
    }

    @Override
    public Socket connect(Address address) throws RemoteException, InterruptedException {
      return here.connect(address);
    }
  }

  private Remote machine(String words) {
    List<String> shell = List.of(words.split(" ", -1));
    assumeThat(Programs.find(shell.getFirst())).isPresent();
    return new ShellRemote(new Homed(new LocalShell("here"), directory, shell));
  }

  private Command effect(String what) {
    return Command.script("test.effect", "echo \"$1\" >> \"$2\"", what, effects().toString());
  }

  private Path effects() {
    return directory.resolve("effects");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "busybox sh", "bash"})
  void refusesALowerTokenThanItHasSeen(String shell) throws Exception {
    Remote machine = machine(shell);
    Remote old = machine.guarded(Map.of("bb-1", 5L));
    Remote late = machine.guarded(Map.of("bb-1", 17L, "cc-1", 1L));
    assertThat(old.exec(effect("a")).ok()).isTrue();
    assertThat(old.exec(effect("b")).ok()).isTrue();
    assertThat(late.exec(Command.of("true")).ok()).isTrue();

    assertThatThrownBy(() -> old.exec(effect("c")))
        .isInstanceOf(RemoteException.Fenced.class)
        .hasMessage(
            "here: `[test.effect] c %s` was not begun: a run with a later lease works there by now"
                .formatted(effects()));
    Path local = Files.writeString(directory.resolve("local"), "new");
    assertThatThrownBy(() -> old.upload(local, directory.resolve("target").toString(), 0644))
        .isInstanceOf(RemoteException.Fenced.class);
    assertThatThrownBy(() -> old.exec(effect("d").job(Job.of("guarded-job"))))
        .isInstanceOf(RemoteException.Fenced.class);
    assertThat(old.exec(Command.probe("echo", "reads")).out()).isEqualTo("reads\n");
    late.upload(local, directory.resolve("target").toString(), 0644);
    assertThat(machine.guarded(Map.of("bb-2", 1L)).exec(effect("e")).ok()).isTrue();

    assertThat(Files.readAllLines(effects())).containsExactly("a", "b", "e");
    assertThat(Files.readString(directory.resolve("target"))).isEqualTo("new");
    try (Stream<Path> kept = Files.list(directory.resolve(".drover/fence"))) {
      assertThat(kept.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("bb-1.17", "bb-2.1", "cc-1.1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "busybox sh"})
  void keepsWhatACommandSays(String shell) throws Exception {
    Remote guarded = machine(shell).guarded(Map.of("bb-1", 5L));
    assertThat(
            guarded.exec(
                Command.script("test.all", "env | grep -c DROVER_FENCE; cat; exit 3")
                    .input(dev.drover.secret.Secret.of("input"))))
        .isEqualTo(new CommandResult(3, "0\ninput", ""));
    assertThat(guarded.exec(Command.script("test.own", "echo other >&2; exit 76")).status())
        .isEqualTo(76);
  }
}
