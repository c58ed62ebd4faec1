package dev.drover.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.GitPlace;
import dev.drover.testing.RealComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real program tells of a repository, and that it changes nothing there. */
@RealComponent("git")
class RepositoryTest {

  @TempDir private Path directory;
  private GitPlace place = new GitPlace(Path.of(""));
  private String first = "";

  @BeforeEach
  void makeRepository() throws Exception {
    place = GitPlace.in(directory.resolve("project"));
    place.write("runbooks/up.yml", "one\n");
    place.write("runbooks/files/motd", "hello\n");
    first = place.commit();
    place.git("tag", "v1.0.0");
    place.git("tag", "-a", "-m", "annotated", "up/1.0.0");
    place.write("runbooks/up.yml", "two\n");
    place.commit();
  }

  @Test
  void outsideOfRepositoriesThereIsNone() throws Exception {
    assertThat(Repository.of(Files.createDirectory(directory.resolve("elsewhere")))).isEmpty();
  }

  @Test
  void tellsTheCommitAndWhetherFilesDiffer() throws Exception {
    Repository repository = Repository.of(place.root().resolve("runbooks")).orElseThrow();
    Path file = place.root().resolve("runbooks/up.yml");

    assertThat(repository.root()).isEqualTo(place.root());
    assertThat(repository.commit()).hasValue(place.git("rev-parse", "HEAD").strip());
    assertThat(repository.isDirty(List.of(file))).isFalse();
    place.write("change.plan", "a plan");
    assertThat(repository.isDirty(List.of(file))).isFalse();
    assertThat(repository.isDirty(List.of(file, place.write("runbooks/new.yml", "x")))).isTrue();
    place.write("runbooks/files/motd", "hullo\n");
    assertThat(repository.isDirty(List.of(file))).isTrue();
  }

  @Test
  void findsTheCommitsOfTags() throws Exception {
    Repository repository = Repository.of(place.root()).orElseThrow();

    assertThat(repository.commit("v1.0.0")).hasValue(first);
    assertThat(repository.commit("up/1.0.0")).hasValue(first);
    assertThat(repository.tags("v*", "up/*")).containsExactlyInAnyOrder("v1.0.0", "up/1.0.0");
    for (String none : List.of("v2", "-h", "--all", "v1.0.0..HEAD", "v1.0.0^", "*", "", "a b")) {
      assertThat(repository.commit(none)).as(none).isEmpty();
    }
  }

  @Test
  void writesTheFilesOfACommitAndNothingElse() throws Exception {
    place.write("runbooks/up.yml", "not committed\n");
    byte[] index = Files.readAllBytes(place.root().resolve(".git/index"));
    Repository repository = Repository.of(place.root()).orElseThrow();
    Path copy = directory.resolve("copy");

    assertThat(repository.checkOut(first, copy, directory.resolve("i1"))).isEmpty();

    assertThat(copy.resolve("runbooks/up.yml")).hasContent("one\n");
    assertThat(copy.resolve("runbooks/files/motd")).hasContent("hello\n");
    assertThat(place.root().resolve(".git/index")).hasBinaryContent(index);
    assertThat(place.root().resolve("runbooks/up.yml")).hasContent("not committed\n");
    assertThat(repository.checkOut("-h", copy, directory.resolve("i2")))
        .hasValue("`-h` is no commit");
    assertThat(repository.checkOut("0".repeat(40), copy, directory.resolve("i3"))).isPresent();
  }

  @Test
  void tellsWhetherADirectoryHoldsACommit() throws Exception {
    Repository repository = Repository.of(place.root()).orElseThrow();
    Path copy = directory.resolve("copy");
    repository.checkOut(first, copy, directory.resolve("i0"));
    assertThat(repository.holds(copy, first, directory.resolve("i1"))).isTrue();

    Files.writeString(copy.resolve("runbooks/up.yml"), "six\n");
    assertThat(repository.holds(copy, first, directory.resolve("i2"))).isFalse();

    Files.writeString(copy.resolve("runbooks/up.yml"), "one\n");
    assertThat(repository.holds(copy, first, directory.resolve("i3"))).isTrue();
    Files.writeString(copy.resolve("runbooks/more.yml"), "more\n");
    assertThat(repository.holds(copy, first, directory.resolve("i4"))).isFalse();
  }
}
