package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostNamesTest {

  @ParameterizedTest
  @CsvSource({
    "a1 a2 a3, a1 a2 a3",
    "a1 a2 a3 a4, a[1:4]",
    "a08 a09 a10 a11, a[08:11]",
    "a8 a9 a10 a11, a[8:11]",
    "a1 a3 a5 a7, a1 a3 a5 a7",
    "a4 a3 a2 a1, a4 a3 a2 a1",
    "db a1 a2 a3 a4 b1, db a[1:4] b1",
    "n1.dc2.example n2.dc2.example n3.dc2.example n4.dc2.example, n[1:4].dc2.example",
    "r1n1 r1n2 r1n3 r1n4 r2n1 r2n2 r2n3 r2n4, r1n[1:4] r2n[1:4]",
    "1 2 3 4, [1:4]",
    "a99999999998 a99999999999 a100000000000 a100000000001,"
        + " a99999999998 a99999999999 a100000000000 a100000000001"
  })
  void foldsWhatCountsOn(String names, String words) {
    assertThat(HostNames.of(List.of(names.split(" ", -1)))).isEqualTo(words);
  }
}
