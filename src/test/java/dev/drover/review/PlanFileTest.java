package dev.drover.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.drover.testing.Golden;
import dev.drover.testing.Plans;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written into a file of a plan is read from it, or the file is refused with a reason. */
class PlanFileTest {

  @TempDir Path directory;
  private Path file = Path.of("");

  @BeforeEach
  void place() {
    file = directory.resolve("change.plan");
  }

  @Test
  void hasALineForEachStepBehindItsHeader() throws Exception {
    PlanFile.write(Plans.full(), file);
    Golden.check(Path.of("src/test/resources/review/full.plan"), Files.readString(file));
  }

  @Test
  void isReadAsItWasWritten() throws Exception {
    PlanFile written = PlanFile.write(Plans.full(), file);
    PlanFile read = PlanFile.read(file);
    assertThat(read).isEqualTo(written);
    assertThat(PlanDiff.of(Plans.full(), read.document()).differences()).isEmpty();
    byte[] first = Files.readAllBytes(file);
    PlanFile.write(read.document(), file);
    assertThat(Files.readAllBytes(file)).isEqualTo(first);
    assertThat(directory.toFile().list()).containsExactly("change.plan");
  }

  @Test
  void itsHashIsThatOfWhatJsonPrints() throws Exception {
    PlanFile written = PlanFile.write(Plans.full(), file);
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    PlanJson.write(Plans.full(), json);
    assertThat(Files.readString(file))
        .isEqualTo(
            "drover-plan 1 sha256:"
                + written.hash()
                + "\n"
                + json.toString(StandardCharsets.UTF_8));
    assertThat(written.hash()).isEqualTo(sha256(json.toByteArray()));
  }

  @Test
  void canBeKeptFromOthers() throws Exception {
    PlanFile.write(
        Plans.full(),
        file,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
  }

  @Test
  void anyByteThatIsOtherwiseIsFound() throws Exception {
    PlanFile.write(Plans.full(), file);
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] other = whole.clone();
      other[i] ^= 1;
      Files.write(file, other);
      assertThat(refusal()).as("byte %d", i).isNotEmpty();
    }
  }

  @Test
  void aFileThatWasCutAnywhereIsRefused() throws Exception {
    PlanFile.write(Plans.full(), file);
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      Files.write(file, Arrays.copyOf(whole, i));
      assertThat(refusal()).as("%d bytes", i).isNotEmpty();
    }
  }

  @Test
  void anEditedPlanIsToldWithBothHashes() throws Exception {
    String hash = PlanFile.write(Plans.full(), file).hash();
    String text = Files.readString(file).replace("7.9.4", "7.9.5");
    Files.writeString(file, text);
    String found = sha256(text.substring(text.indexOf('\n') + 1).getBytes(StandardCharsets.UTF_8));
    assertThat(refusal())
        .isEqualTo(
            "change.plan is damaged or was edited: expected SHA-256 %s, found %s"
                .formatted(PlanFile.shown(hash), PlanFile.shown(found)));
  }

  @Test
  void linesBehindTheEndAreDamage() throws Exception {
    PlanFile.write(Plans.full(), file);
    Files.writeString(file, Files.readString(file) + "\n");
    assertThat(refusal()).startsWith("change.plan is damaged or was edited: expected SHA-256 ");
  }

  @Test
  void aNewerFormatIsNamed() throws Exception {
    PlanFile.write(Plans.full(), file);
    Files.writeString(
        file, Files.readString(file).replaceFirst("drover-plan 1 .*", "drover-plan 2 zstd"));
    assertThat(PlanFile.isOne(file)).isTrue();
    assertThat(refusal())
        .isEqualTo("change.plan is a plan of format 2, and this Drover knows format 1");
  }

  @Test
  void whatAnotherDroverHasAddedIsRefused() throws Exception {
    PlanFile.write(Plans.full(), file);
    String text = Files.readString(file);
    sealed(
        text.substring(text.indexOf('\n') + 1)
            .replaceFirst("\"offline\"", "\"colour\": \"red\", \"offline\""));
    assertThat(refusal())
        .startsWith("change.plan is whole, but not written as this Drover writes plans: ")
        .contains("colour");
  }

  @Test
  void otherFilesAreNoPlans() throws Exception {
    for (String text : List.of("", "\n", "runbook: x\n", "drover-journal 1\n", "\0\1\2")) {
      Files.writeString(file, text);
      assertThat(PlanFile.isOne(file)).isFalse();
      assertThat(refusal())
          .isEqualTo("change.plan is no plan: its first line should begin with `drover-plan 1`");
    }
    assertThat(PlanFile.isOne(directory)).isFalse();
    assertThat(PlanFile.isOne(directory.resolve("missing"))).isFalse();
  }

  @Test
  void hostileDataIsRefusedAndNotRun() throws Exception {
    for (String text :
        List.of("[".repeat(100_000), "null\n", "[]\n", "{\"format\": null}\n", "{} {}\n", "7")) {
      sealed(text);
      assertThat(refusal())
          .startsWith("change.plan is whole, but not written as this Drover writes plans: ");
    }
  }

  /** Puts a header before what was not written as a plan. */
  private void sealed(String text) throws IOException {
    Files.writeString(
        file,
        "drover-plan 1 sha256:" + sha256(text.getBytes(StandardCharsets.UTF_8)) + "\n" + text);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Why the file is refused, without the directories of this machine. */
  private String refusal() {
    String[] words = {""};
    assertThatExceptionOfType(PlanFileException.class)
        .isThrownBy(() -> PlanFile.read(file))
        .satisfies(refused -> {
          words[0] = refused.words().replace(directory + "/", "");
          assertThat(refused.next()).isNotEmpty();
        });
    return words[0];
  }
}
