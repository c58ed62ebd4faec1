package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Code;
import dev.drover.testing.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake that has a code, with the exact text that is shown for it. */
class MistakesTest {

  static List<MistakeCase> mistakes() {
    return MistakeCase.all();
  }

  static List<MistakeCase> fine() {
    return MistakeCase.in(Path.of("src/test/resources/load/ok"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void tellsTheMistake(MistakeCase one) {
    String shown = one.shown();
    assertThat(shown).contains("[" + one.code() + "]");
    Golden.check(one.out(), shown);
  }

  @ParameterizedTest
  @MethodSource("fine")
  void findsNothingWrong(MistakeCase one) {
    assertThat(one.shown()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Code.class)
  void everyCodeHasACase(Code code) {
    Path directory = MistakeCase.ERRORS.resolve(code.id());
    Stream<Path> outs =
        Files.isDirectory(directory)
            ? MistakeCase.in(directory).stream().map(MistakeCase::out)
            : MistakeCase.in(MistakeCase.INVENTORIES).stream().map(MistakeCase::out);
    assertThat(outs.map(MistakeCase::text).anyMatch(out -> out.contains("[" + code.id() + "]")))
        .as("there is a case in " + directory)
        .isTrue();
  }
}
