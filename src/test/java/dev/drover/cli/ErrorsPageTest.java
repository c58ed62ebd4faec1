package dev.drover.cli;

import dev.drover.diag.Code;
import dev.drover.testing.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reference of codes is made of the codes and of their cases, so that no example can rot. */
class ErrorsPageTest {

  private static final int LONGEST = 40;

  @Test
  void everyCodeHasItsMeaningAnExampleAndACure() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Codes of mistakes

        <!-- Generated from the codes and their cases; see ErrorsPageTest. -->

        Each message ends with its code, and codes are stable. `drover doc CODE` prints what stands here. A warning stops
        nothing, unless `drover validate --strict` is asked; a line `# drover: allow CODE` in a file says that its
        warnings of that code are known.

        | code | meaning |
        |---|---|
        """);
    codes()
        .forEach(code ->
            page.append("| [`%s`](#%s) | %s |\n".formatted(code, anchor(code), code.meaning())));
    codes().forEach(code -> page.append(section(code)));
    Golden.check(Path.of("docs/errors.md"), page.toString());
  }

  private static Stream<Code> codes() {
    return Arrays.stream(Code.values()).sorted(Comparator.comparing(Code::id));
  }

  private static String anchor(Code code) {
    return code.id().replace(".", "");
  }

  private static String section(Code code) {
    StringBuilder section = new StringBuilder("\n## %s\n\n%s\n".formatted(code, code.meaning()));
    example(code).ifPresent(section::append);
    return section.append("\n").append(code.cure()).append('\n').toString();
  }

  /** The smallest case. */
  private static Optional<String> example(Code code) {
    Path own = MistakeCase.ERRORS.resolve(code.id());
    List<MistakeCase> cases =
        MistakeCase.in(Files.isDirectory(own) ? own : MistakeCase.INVENTORIES);
    return cases.stream()
        .filter(one -> MistakeCase.text(one.out()).contains("[" + code + "]"))
        .min(Comparator.comparingLong(ErrorsPageTest::size))
        .map(ErrorsPageTest::text);
  }

  private static long size(MistakeCase one) {
    return files(one).stream().mapToLong(file -> MistakeCase.text(file).length()).sum()
        + MistakeCase.text(one.out()).length();
  }

  private static String text(MistakeCase one) {
    StringBuilder text = new StringBuilder();
    for (Path file : files(one)) {
      String content = MistakeCase.text(file);
      if (content.lines().count() <= LONGEST && isText(content)) {
        String name = MistakeCase.ERRORS.resolve(one.code()).relativize(file).toString();
        text.append("\n`%s`:\n\n".formatted(name)).append(fenced("yaml", content));
      }
    }
    return text.append("\nwhich is told so:\n\n")
        .append(fenced("text", MistakeCase.text(one.out())))
        .toString();
  }

  private static String fenced(String language, String content) {
    String end = content.endsWith("\n") ? "" : "\n";
    return "```%s\n%s%s```\n".formatted(language, content, end);
  }

  private static boolean isText(String content) {
    return content.chars().noneMatch(c -> c == 0xFFFD || (Character.isISOControl(c) && c != '\n'));
  }

  private static List<Path> files(MistakeCase one) {
    if (!Files.isDirectory(one.place())) {
      return List.of(one.place());
    }
    try (Stream<Path> files = Files.walk(one.place())) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
