package dev.drover.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Facts are found in texts, and those that differ all the time are known. */
class UsedFactsTest {

  private static final Map<String, Object> TOLD =
      Map.of(
          "arch", "x86_64",
          "os", Map.of("id", "debian", "family", "debian"),
          "cpu", Map.of("count", 4, "load1", 0.5, "load1_per_cpu", 0.125),
          "memory", Map.of("total", 8, "available", 6),
          "disk", Map.of("/opt", Map.of("free", 5, "total", 9)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          facts.os.family == 'debian' | {facts.os.family=debian} | []
          facts.os.id.startsWith('deb') | {facts.os.id=debian} | []
          {{facts.os.id}} on {{ facts.arch }} | {facts.arch=x86_64, facts.os.id=debian} | []
          facts.cpu.load1 < 1.0 | {} | [facts.cpu.load1]
          facts.cpu.load1_per_cpu < 1.0 && facts.cpu.count > 1 | {facts.cpu.count=4} | [facts.cpu.load1_per_cpu]
          facts.disk["/opt"].free > 1 | {} | [facts.disk["/opt"].free]
          facts.disk[where].total > 1 | {facts.disk['/opt'].total=9} | []
          facts["memory"].total > 1 | {facts.memory.total=8} | []
          {{#facts.memory}}{{total}}{{/facts.memory}} | {facts.memory.total=8} | [facts.memory]
          these are the facts. They count | {} | []
          artefacts.os.id | {} | []
          """)
  void knowsWhatATextUses(String text, String pinned, String live) {
    UsedFacts used = UsedFacts.in(text);
    assertThat(used.pinned(TOLD)).hasToString(pinned);
    assertThat(used.live()).hasToString(live);
  }

  @Test
  void allFactsHoldSomeThatDifferAllTheTime() {
    UsedFacts used = UsedFacts.in("{{facts}}");
    assertThat(used.live()).containsExactly("facts");
    assertThat(used.pinned(TOLD)).hasSize(6);
  }
}
