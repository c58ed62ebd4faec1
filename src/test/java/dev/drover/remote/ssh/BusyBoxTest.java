package dev.drover.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.remote.Command;
import dev.drover.remote.Remote;
import dev.drover.remote.ShellJobContract;
import dev.drover.testing.RealComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on a machine whose shell and programs are all BusyBox's. */
@RealComponent({"sshd", "ssh-keygen", "busybox"})
class BusyBoxTest extends ShellJobContract {

  @TempDir private static Path place;
  private static SshSite site;

  @BeforeAll
  static void start() throws Exception {
    site = SshSite.real(place, "SetEnv PATH=" + programs());
  }

  private static Path programs() throws Exception {
    Path programs = Files.createDirectory(place.resolve("programs"));
    Process list = new ProcessBuilder("busybox", "--list").start();
    Process which = new ProcessBuilder("sh", "-c", "command -v busybox").start();
    Path busybox = Path.of(text(which).strip());
    for (String name : text(list).lines().toList()) {
      Files.createSymbolicLink(programs.resolve(name), busybox);
    }
    return programs;
  }

  private static String text(Process process) throws Exception {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Override
  protected Remote remote() {
    return site.remote();
  }

  @Test
  void isBusyBox() throws Exception {
    Command command = Command.script("test.shell", "readlink /proc/$$/exe");
    assertThat(remote().exec(command).out()).endsWith("busybox\n");
  }
}
