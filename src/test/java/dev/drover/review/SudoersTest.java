package dev.drover.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.plan.Right;
import dev.drover.testing.RealComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines of sudoers files, also for names that mean something to sudo. */
class SudoersTest {

  @TempDir Path directory;

  private static Right.Program program(String... words) {
    return new Right.Program("node", Optional.of("deploy"), "bitbucket", List.of(words));
  }

  private static List<String> lines() {
    return List.of(
        Sudoers.line(new Right.Become("node", Optional.of("deploy"), "root", false)),
        Sudoers.line(new Right.Become("node", Optional.of("DOM\\joe"), "a@b", true)),
        Sudoers.line(new Right.Become("node", Optional.empty(), "root", false)),
        Sudoers.line(program("/opt/bin/stop.sh")),
        Sudoers.line(program("/opt/a b,c:d=e#f/start.sh", "--no-search", "a=b, *?[c] \\ !#")),
        Sudoers.line(program("/opt/a*/start.sh")));
  }

  @Test
  void saysWhoMayDoWhat() {
    assertThat(lines())
        .containsExactly(
            "deploy ALL=(root) NOPASSWD: /bin/sh, /usr/bin/sh, /bin/true, /usr/bin/true",
            "DOM\\\\joe ALL=(a@b) /bin/sh, /usr/bin/sh, /bin/true, /usr/bin/true",
            "# LOGIN ALL=(root) NOPASSWD: /bin/sh, /usr/bin/sh, /bin/true, /usr/bin/true",
            "deploy ALL=(bitbucket) NOPASSWD: /opt/bin/stop.sh \"\"",
            "deploy ALL=(bitbucket) NOPASSWD: /opt/a\\ b\\,c\\:d\\=e\\#f/start.sh --no-search"
                + " a\\=b\\,\\ \\*\\?\\[c\\]\\ \\\\\\ \\!\\#",
            "# sudoers can't name this program: /opt/a*/start.sh");
  }

  @Test
  @RealComponent("visudo")
  void visudoUnderstandsThem() throws Exception {
    Path file = Files.write(directory.resolve("drover"), lines());
    Process visudo =
        new ProcessBuilder("visudo", "-c", "-s", "-f", file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(visudo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(visudo.waitFor()).as(said).isZero();
  }
}
