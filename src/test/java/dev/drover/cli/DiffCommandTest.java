package dev.drover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code drover diff} prints; the cases lie in {@code src/test/resources/diff}. */
class DiffCommandTest {

  private static final Path CASES = Path.of("src/test/resources/diff");

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> tellsTheDifference() throws Exception {
    try (Stream<Path> cases = Files.list(CASES)) {
      return cases.filter(Files::isDirectory).sorted().toList().stream()
          .map(one -> DynamicTest.dynamicTest("" + one.getFileName(), () -> check(one)));
    }
  }

  private void check(Path of) throws Exception {
    Path before = plan(of, "before");
    Path after = plan(of, "after");
    int code = of.endsWith("nothing") ? 0 : 1;
    Golden.check(of.resolve("text.out"), diff(code, before, after));
    Golden.check(of.resolve("markdown.out"), diff(code, before, after, "--format", "markdown"));
    Shell.Ending json = drover("diff", before, after, "--json");
    assertThat(json.code()).isEqualTo(code);
    JsonNode data = JsonMapper.builder().build().readTree(json.bytes());
    assertThat(data.get("format").asInt()).isEqualTo(1);
    assertThat(data.get("differences").isEmpty()).isEqualTo(code == 0);
  }

  /** Makes a plan of what lies in a folder of the case; what is not there stays as it was. */
  private Path plan(Path of, String when) throws IOException {
    for (String name : List.of("runbook.yml", "hosts.ini")) {
      if (Files.exists(of.resolve(when).resolve(name))) {
        Files.copy(
            of.resolve(when).resolve(name),
            directory.resolve(name),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Path options = of.resolve(when).resolve("options");
    Path file = directory.resolve(when + ".plan");
    List<Object> words =
        new ArrayList<>(
            List.of(
                "plan", directory.resolve("runbook.yml"), "-i", directory.resolve("hosts.ini")));
    words.addAll(List.of("--offline", "-o", file));
    if (Files.exists(options)) {
      words.addAll(List.of(Files.readString(options).strip().split(" ")));
    }
    Shell.Ending ending = drover(words.toArray());
    assertThat(ending.code()).as(ending.err()).isZero();
    return file;
  }

  private String diff(int code, Object... words) {
    List<Object> all = new ArrayList<>(List.of("diff"));
    all.addAll(Arrays.asList(words));
    Shell.Ending ending = drover(all.toArray());
    assertThat(ending.code()).as(ending.err()).isEqualTo(code);
    assertThat(ending.err()).isEmpty();
    return new String(ending.bytes(), UTF_8).replace(directory + "/", "");
  }

  private static Shell.Ending drover(Object... words) {
    return Shell.drover(Stream.of(words).map(Object::toString).toArray(String[]::new));
  }

  @Test
  void explainsItself() {
    Golden.check(
        Path.of("src/test/resources/help/diff.txt"),
        new String(Shell.drover("diff", "--help").bytes(), UTF_8));
  }

  @Test
  void whatIsNoPlanIsRefused() throws Exception {
    Path file = Files.writeString(directory.resolve("hosts.yml"), "all: {}\n");
    assertThat(drover("diff", file, file))
        .isEqualTo(
            new Shell.Ending(
                42,
                "",
                """
                drover: %1$s is no plan: its first line should begin with `drover-plan 1`
                  next: make a plan with `drover plan RUNBOOK -i INVENTORY -o change.plan`
                """
                    .formatted(file)));
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    assertThat(drover("diff", directory.resolve("a.plan"), directory.resolve("b.plan")))
        .isEqualTo(
            new Shell.Ending(
                2,
                "",
                """
                drover: there is no file `%s`
                  next: make a plan with `drover plan RUNBOOK -i INVENTORY -o FILE`
                """
                    .formatted(directory.resolve("a.plan"))));
  }
}
