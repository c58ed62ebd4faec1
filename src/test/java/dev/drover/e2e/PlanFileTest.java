package dev.drover.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.review.PlanFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A plan that is made in one checkout of a project is the plan of each checkout. */
@Execution(ExecutionMode.CONCURRENT)
class PlanFileTest {

  private static final String[] PLAN = {
    "plan", "runbooks/work.yml", "-i", "hosts.ini", "-e", "notes=notes.txt", "-o", "change.plan"
  };

  @TempDir Path temporary;
  private Tool tool = new Tool(Path.of(""));
  private Path one = Path.of("");
  private Path other = Path.of("");

  @BeforeEach
  void checkOutTwice() throws IOException {
    tool = new Tool(Files.createDirectory(temporary.resolve("tool")));
    one = checkout("one");
    other = checkout("other/place");
  }

  private Path checkout(String name) throws IOException {
    Path place = temporary.resolve(name);
    Files.createDirectories(place.resolve("runbooks"));
    Files.writeString(
        place.resolve("runbooks/work.yml"),
        """
        runbook: work
        language: 1
        version: 1.0.0
        params:
          notes: {type: path}
        plays:
          - name: Work
            hosts: all
            order: shuffle
            tasks:
              - upload: {src: "{{notes}}", dest: "%s/{{inventory_hostname}}"}
              - command: {argv: [test, -e, "%s/go"], reads: true}
        """
            .formatted(temporary, temporary));
    Files.writeString(
        place.resolve("hosts.ini"), "h[1:20] ansible_connection=local ansible_host=127.0.0.1\n");
    Files.writeString(place.resolve("notes.txt"), "What was done.\n");
    return place;
  }

  @Test
  void isTheSameInEachAndSaysNothingOfTheirPlaces() throws Exception {
    tool.runIn(one, PLAN).expect(0);
    tool.runIn(other, PLAN).expect(0);
    Path plan = one.resolve("change.plan");
    assertThat(other.resolve("change.plan")).hasSameBinaryContentAs(plan);
    assertThat(Files.readString(plan)).doesNotContain(one.toString());
    assertThat(PlanFile.read(plan).document().plays().getFirst().hosts())
        .as("the inputs shuffle them")
        .hasSize(20)
        .isNotEqualTo(Stream.iterate(1, i -> i + 1).limit(20).map(i -> "h" + i).toList());
    tool.runIn(
            one,
            "plan",
            "runbooks/work.yml",
            "-i",
            "hosts.ini",
            "-e",
            "notes=notes.txt",
            "--seed",
            "8",
            "-o",
            "seeded.plan")
        .expect(0);
    assertThat(PlanFile.read(one.resolve("seeded.plan")).document().plays().getFirst().hosts())
        .isNotEqualTo(PlanFile.read(plan).document().plays().getFirst().hosts());
  }

  @Test
  void isKeptWithItsRunAndGuardsIt() throws Exception {
    tool.runIn(one, PLAN).expect(0);
    Path plan = Files.move(one.resolve("change.plan"), other.resolve("signed.plan"));
    tool.runIn(other, "run", "signed.plan").expect(30);

    Path kept;
    try (Stream<Path> runs = Files.list(temporary.resolve("tool/state/runs"))) {
      kept = runs.toList().getFirst().resolve("run.plan");
    }
    assertThat(kept).hasSameBinaryContentAs(plan);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
        .isEqualTo("rw-------");
    assertThat(tool.run("show", "last").expect(0).out())
        .endsWith("  plan: %s, SHA-256 %s\n".formatted(kept, PlanFile.read(plan).hash()));

    Files.writeString(temporary.resolve("go"), "now");
    byte[] bytes = Files.readAllBytes(kept);
    Files.writeString(kept, Files.readString(kept).replace("Work", "Rest"));
    assertThat(tool.run("resume", "last").expect(41).err())
        .contains("is not the one that it began with: " + kept + " is damaged or was edited: ")
        .contains("next: put the plan back, or resume with --accept-changes");
    Files.write(kept, bytes);
    Files.writeString(other.resolve("notes.txt"), "Something else.\n");
    assertThat(tool.run("resume", "last").expect(41).err())
        .contains("changed since the run began: " + other.resolve("notes.txt"));
    Files.writeString(other.resolve("notes.txt"), "What was done.\n");
    tool.run("resume", "last").expect(0);
  }
}
