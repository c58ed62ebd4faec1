package dev.drover.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.machine.HostFacts.Cpu;
import dev.drover.machine.HostFacts.Disk;
import dev.drover.machine.HostFacts.Java;
import dev.drover.machine.HostFacts.Memory;
import dev.drover.machine.HostFacts.Os;
import dev.drover.machine.HostFacts.ServiceManager;
import dev.drover.machine.HostFacts.Time;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactAnswerTest {

  private static final Instant NOON = Instant.ofEpochSecond(1_000_000);

  @Test
  void readsEveryFact() {
    String out =
        """
        Welcome to bb1, be careful!
        drover-fact clock.begin 1000003.250000000
        drover-fact cpu.count 8
        drover-fact cpu.load1 2.00
        drover-fact os.ID "rocky"
        drover-fact os.ID_LIKE "rhel centos fedora"
        drover-fact os.VERSION_ID "9.10"
        drover-fact memory.MemTotal: 1000
        drover-fact memory.MemAvailable: 600
        drover-fact java.path /usr/bin/java
        drover-fact java.version 17.0.9
        drover-fact services systemd
        drover-fact kernel 5.14.0
        drover-fact arch x86_64
        drover-fact hostname bb1
        drover-fact user atlbitbucket
        drover-fact disk /dev/sda1 1000 400 600 40% /
        drover-fact disk nas:/shared home 2000 1 -3 1% /mnt/with space
        drover-fact clock.end 1000003.500000000
        """;
    assertThat(FactAnswer.of(out).facts(List.of("/a", "/b"), NOON, NOON.plusSeconds(1)))
        .isEqualTo(
            new HostFacts(
                new Os("rocky", "9.10", "redhat"),
                "5.14.0",
                "x86_64",
                new Cpu(8, 2, 0.25),
                new Memory(1_024_000, 614_400),
                Map.of(
                    "/a", new Disk(614_400, 1_024_000, "/dev/sda1", "/"),
                    "/b", new Disk(0, 2_048_000, "nas:/shared home", "/mnt/with space")),
                new Java("/usr/bin/java", "17.0.9"),
                ServiceManager.SYSTEMD,
                new Time(2.5),
                "bb1",
                "atlbitbucket"));
  }

  @Test
  void takesWhatIsNotToldOrGarbledAsUnknown() {
    String out =
        """
        drover-fact cpu.count many
        drover-fact cpu.load1
        drover-fact disk df: /x: No such file
        drover-fact clock.begin %s
        drover-fact clock.end %s
        """;
    assertThat(FactAnswer.of(out).facts(List.of("/x"), NOON, NOON))
        .isEqualTo(
            new HostFacts(
                new Os("", "", ""),
                "",
                "",
                new Cpu(1, 0, 0),
                new Memory(0, 0),
                Map.of(),
                new Java("", ""),
                ServiceManager.NONE,
                new Time(0),
                "",
                ""));
  }

  @ParameterizedTest
  @CsvSource({
    "ubuntu, debian, debian",
    "rhel, fedora, redhat",
    "sles, suse, suse",
    "alpine, '', alpine",
    "manjaro, arch, arch",
    "FreeBSD, '', freebsd"
  })
  void findsTheFamilyOfASystem(String id, String like, String family) {
    String out = "drover-fact os.ID %s\ndrover-fact os.ID_LIKE %s\n".formatted(id, like);
    assertThat(FactAnswer.of(out).facts(List.of(), NOON, NOON).os().family()).isEqualTo(family);
  }

  @ParameterizedTest
  @CsvSource({
    "1000000.2, 1000000.4, 0", // within the time that the look took
    "1000003.2, 1000003.4, 2.4",
    "999990.5, 999991.5, -9.5",
    "1000001, 1000001, 0", // whole seconds: it may be half past as well
    "999998, 999999, -1"
  })
  void accusesNoClockWrongly(String begin, String end, double offset) {
    String out = "drover-fact clock.begin %s\ndrover-fact clock.end %s\n".formatted(begin, end);
    assertThat(FactAnswer.of(out).facts(List.of(), NOON, NOON.plusSeconds(1)).clock().offset())
        .isEqualTo(offset);
  }
}
