package dev.drover.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.demo.OpenSshServer;
import dev.drover.remote.Command;
import dev.drover.remote.Job;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.testing.RealComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine whose home directories are on a disk that fills up. */
@RealComponent(
    value = {"sshd", "ssh-keygen", "mount", "umount"},
    root = true)
class FullDiskTest {

  @TempDir private Path place;

  @Test
  void saysThatOutputIsMissingAndHowTheCommandEnded() throws Exception {
    Path home = Files.createDirectory(place.resolve("tiny"));
    boolean mounted =
        run("mount", "-t", "tmpfs", "-o", "size=256k,mode=700", "tmpfs", home.toString());
    assumeTrue(mounted, "no file system can be mounted here");
    try (SshPlace user = SshPlace.create(place);
        OpenSshServer server =
            OpenSshServer.start(
                place.resolve("server"),
                user.authorizedKeys(),
                0,
                List.of("SetEnv HOME=" + home))) {
      user.trust(server);
      Remote remote = user.to(server);
      Command command = Command.script("test.big", "head -c 1000000 /dev/zero; exit 9");
      assertThatThrownBy(() -> remote.exec(command.job(Job.of("big"))))
          .isInstanceOf(RemoteException.Refused.class)
          .hasMessage(
              "node: the disk is full that keeps what `[test.big]` prints; it ended with status 9,"
                  + " and not all of its output is there");
      assertThat(home.resolve(".drover/jobs/big/status")).exists();
    } finally {
      run("umount", home.toString());
    }
  }

  private static boolean run(String... words) throws Exception {
    return new ProcessBuilder(words).start().waitFor() == 0;
  }
}
