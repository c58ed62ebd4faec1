package dev.drover.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.drover.remote.Address;
import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.LocalShell;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.ShellRemote;
import dev.drover.remote.Socket;
import dev.drover.remote.Word;
import dev.drover.testing.Programs;
import dev.drover.time.Clock;
import dev.drover.time.SystemTime;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The probe on this machine, by every shell that is here, held against what Java and /proc say. */
class FactProbeTest {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"sh", "dash", "bash", "busybox sh"})
  void tellsOfThisMachineWhatItsFilesSay(String shell) throws Exception {
    List<String> words = List.of(shell.split(" "));
    assumeThat(Programs.find(words.getFirst())).isPresent();
    String deep = directory.resolve("not/there yet").toString();

    HostFacts facts = FactProbe.all(by(words, Map.of()), List.of("/", deep), SystemTime.SYSTEM);

    assertThat(facts.os().id()).isEqualTo(release("ID"));
    assertThat(facts.os().version()).isEqualTo(release("VERSION_ID"));
    assertThat(facts.kernel()).isEqualTo(proc("sys/kernel/osrelease"));
    assertThat(facts.hostname()).isEqualTo(proc("sys/kernel/hostname"));
    assertThat(facts.arch()).isNotEmpty();
    assertThat(facts.cpu().count()).isPositive();
    assertThat(facts.cpu().load1()).isNotNegative();
    assertThat(facts.cpu().load1PerCpu())
        .isCloseTo(facts.cpu().load1() / facts.cpu().count(), within(0.006));
    assertThat(facts.memory().total()).isEqualTo(kibibytes("MemTotal") * 1024);
    assertThat(facts.memory().available()).isPositive().isLessThan(facts.memory().total());
    assertThat(facts.user()).isEqualTo(System.getProperty("user.name"));
    assertThat(facts.clock().offset()).isZero();
    assertThat(facts.disk().keySet()).containsExactlyInAnyOrder("/", deep);
    FileStore store = Files.getFileStore(directory);
    assertThat(disk(facts, deep).total()).isEqualTo(store.getTotalSpace());
    assertThat(disk(facts, deep).free())
        .isCloseTo(store.getUsableSpace(), within(store.getTotalSpace() / 5));
  }

  @Test
  void needsNothingButWhatBusyboxHas() throws Exception {
    Optional<Path> busybox = Programs.find("busybox");
    assumeThat(busybox).isPresent();
    Path programs = Files.createDirectory(directory.resolve("bin"));
    Path copy = Files.copy(busybox.orElseThrow(), programs.resolve("busybox"));
    for (String name : List.of("sh", "date", "uname", "id", "sed", "df", "nproc", "grep")) {
      Files.createSymbolicLink(programs.resolve(name), copy);
    }
    Map<String, Word> bare = Map.of("PATH", Word.of(programs.toString()), "JAVA_HOME", Word.of(""));

    HostFacts facts = FactProbe.all(by(List.of("sh"), bare), List.of("/"), SystemTime.SYSTEM);

    assertThat(facts.os().id()).isEqualTo(release("ID"));
    assertThat(facts.cpu().count()).isPositive();
    assertThat(disk(facts, "/").total()).isPositive();
    assertThat(facts.user()).isEqualTo(System.getProperty("user.name"));
    assertThat(facts.java()).isEqualTo(new HostFacts.Java("", ""));
    assertThat(facts.clock().offset()).isZero();
  }

  @Test
  void findsTheJavaOfTheEnvironmentFirst() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Map<String, Word> home = Map.of("JAVA_HOME", Word.of(System.getProperty("java.home")));

    HostFacts facts = FactProbe.all(by(List.of("sh"), home), List.of(), SystemTime.SYSTEM);

    assertThat(facts.java())
        .isEqualTo(new HostFacts.Java(java.toString(), System.getProperty("java.version")));
  }

  @Test
  void tellsHowFarTheOtherClockIsAhead() throws Exception {
    Clock behind = () -> SystemTime.SYSTEM.now().minusSeconds(100);
    HostFacts facts = FactProbe.all(by(List.of("sh"), Map.of()), List.of(), behind);
    assertThat(facts.clock().offset()).isBetween(60.0, 100.0);
  }

  @Test
  void looksAtTheLoadAlone() throws Exception {
    HostFacts.Cpu load = FactProbe.load(by(List.of("sh"), Map.of()));
    assertThat(load.count()).isPositive();
    assertThat(load.load1()).isNotNegative();
  }

  @Test
  void refusesAPathThatIsNotAbsolute() {
    assertThatThrownBy(
            () -> FactProbe.all(by(List.of("sh"), Map.of()), List.of("var"), SystemTime.SYSTEM))
        .isInstanceOf(RemoteException.Refused.class)
        .hasMessage("`var` is no path of here whose disk could be looked at");
  }

  @Test
  void saysWhatAMachineWithoutAPosixShellSays() {
    Remote strange = by(List.of("false"), Map.of());
    assertThatThrownBy(() -> FactProbe.load(strange))
        .isInstanceOf(RemoteException.Refused.class)
        .hasMessageStartingWith("here does not tell its facts");
  }

  /** This machine, with another shell in the place of {@code sh}. */
  private static Remote by(List<String> shell, Map<String, Word> environment) {
    Remote here = new ShellRemote(new LocalShell("here"));
    return new Remote() {
      @Override
      public String host() {
        return here.host();
      }

      @Override
      public CommandResult exec(Command command) throws RemoteException, InterruptedException {
        List<Word> words = new ArrayList<>(shell.stream().map(Word::of).toList());
        words.addAll(command.words().subList(1, command.words().size()));
        return here.exec(
            new Command(
                words,
                command.reads(),
                command.timeout(),
                environment,
                command.directory(),
                command.input(),
                command.lasting(),
                command.job()));
      }

      @Override
      public void upload(Path local, String target, int mode) {
        throw new IllegalStateException("it only looks");
      }

      @Override
      public void download(String source, Path local) {
        throw new IllegalStateException("it only looks");
      }

      @Override
      public Socket connect(Address address) {
        throw new IllegalStateException("it only looks");
      }
    };
  }

  private static HostFacts.Disk disk(HostFacts facts, String path) {
    return Objects.requireNonNull(facts.disk().get(path), path);
  }

  private static String release(String key) throws Exception {
    try (Stream<String> lines = Files.lines(Path.of("/etc/os-release"))) {
      return lines
          .filter(line -> line.startsWith(key + "="))
          .map(line -> line.substring(key.length() + 1).replace("\"", ""))
          .findFirst()
          .orElse("");
    }
  }

  private static String proc(String file) throws Exception {
    return Files.readString(Path.of("/proc", file)).strip();
  }

  private static long kibibytes(String key) throws Exception {
    try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
      return lines
          .filter(line -> line.startsWith(key + ":"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }
  }
}
