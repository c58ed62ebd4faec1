package dev.drover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an editor sees of a secret, and what it leaves behind. */
class EditorTest {

  @TempDir Path directory;

  @Test
  void showsAPrivateFileOfTheSameNameAndRemovesItWithItsCopies() throws Exception {
    Path seen = directory.resolve("seen");
    String script =
        "sed -i s/one/two/ \"$1\"; cp \"$1\" \"$1~\"; ls -ld \"$(dirname \"$1\")\" \"$1\""
            + " | cut -c1-10 > %1$s; echo \"$1\" >> %1$s".formatted(seen);
    Path editor = Files.writeString(directory.resolve("editor.sh"), script);

    byte[] after = new Editor("sh " + editor).edit("my vault.yml", "a: one\n".getBytes(UTF_8));

    assertThat(new String(after, UTF_8)).isEqualTo("a: two\n");
    assertThat(Files.readAllLines(seen)).startsWith("drwx------", "-rw-------").hasSize(3);
    Path file = Path.of(Files.readAllLines(seen).getLast());
    assertThat(file.getFileName()).hasToString("my vault.yml");
    assertThat(file.getParent()).doesNotExist();
  }

  @Test
  void keepsTheTextIfTheEditorFails() {
    assertThatThrownBy(() -> new Editor("false").edit("a.yml", new byte[] {1}))
        .isInstanceOf(EndException.class)
        .hasMessage("the editor `false` ended with 1; nothing was changed");
  }
}
