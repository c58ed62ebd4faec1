package dev.drover.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {

  @TempDir Path directory;
  private final Files files = new Files(new ShellRemote(new LocalShell("here")));
  private String root = "";

  @BeforeEach
  void place() {
    root = directory.toString();
  }

  @Test
  void seesFilesAndDirectoriesAndNothing() throws Exception {
    Path file = java.nio.file.Files.writeString(directory.resolve("a 'b'"), "hello");
    java.nio.file.Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-x--x"));
    String user = java.nio.file.Files.getOwner(file).getName();
    Files.Stat stat = files.stat(file.toString()).orElseThrow();
    assertThat(stat).isEqualTo(new Files.Stat(Files.Type.FILE, 0651, user, stat.group(), 5));
    assertThat(files.isDirectory(root)).isTrue();
    assertThat(files.stat(root + "/none")).isEmpty();
  }

  @Test
  void followsLinksWhenLookingAndWriting() throws Exception {
    Path file = java.nio.file.Files.writeString(directory.resolve("file"), "old");
    java.nio.file.Files.createSymbolicLink(directory.resolve("link"), Path.of("file"));
    files.writeText(root + "/link", "new", 0600);
    assertThat(file).hasContent("new");
    assertThat(directory.resolve("link")).isSymbolicLink();
    assertThat(files.stat(root + "/link").map(Files.Stat::mode)).contains(0600);
    assertThat(files.list(root)).containsExactly("file", "link");
  }

  @Test
  void readsBackExactlyWhatItWrote() throws Exception {
    String text = "first\n\n  second\t'quoted' $HOME \\n\nkein Zeilenende: äöü";
    files.writeText(root + "/text", text, 0644);
    assertThat(files.readText(root + "/text")).contains(text);
    assertThat(files.readText(root + "/none")).isEmpty();
  }

  @Test
  void refusesToReadADirectory() {
    assertThatThrownBy(() -> files.readText(root))
        .isInstanceOf(RemoteException.Refused.class)
        .hasMessage("here: cannot read %s: %s is a directory", root, root);
  }

  @Test
  void refusesToReadWhatIsTooLargeForText() throws Exception {
    java.nio.file.Files.write(directory.resolve("large"), new byte[(4 << 20) + 1]);
    assertThatThrownBy(() -> files.readText(root + "/large"))
        .hasMessage(
            "here: %s/large is larger than 4194304 bytes, too large to be read as text", root);
  }

  @Test
  void leavesTheOldFileWhenTheNewOneCannotBeWritten() throws Exception {
    assertThatThrownBy(() -> files.writeText(root + "/none/file", "text", 0644))
        .isInstanceOf(RemoteException.Refused.class)
        .hasMessageContaining("cannot write " + root + "/none/file 0644");
    assertThat(files.list(root)).isEmpty();
  }

  @Test
  void makesRenamesAndRemovesTrees() throws Exception {
    files.mkdirs(root + "/a/b c");
    files.writeText(root + "/a/b c/-d", "x", 0644);
    files.rename(root + "/a", root + "/z");
    assertThat(files.list(root + "/z/b c")).containsExactly("-d");
    files.mkdirs(root + "/a");
    assertThatThrownBy(() -> files.rename(root + "/z", root + "/a"))
        .hasMessage("here: cannot rename %s/z %s/a: %s/a exists already", root, root, root);
    files.remove(root + "/z");
    assertThat(files.list(root)).containsExactly("a");
  }

  @Test
  void neverRemovesTheRootOrWhatIsRightBelow() {
    for (String path : new String[] {"/", "/etc", "/etc/../usr", "relative/path", "/x/.."}) {
      assertThatThrownBy(() -> files.remove(path)).isInstanceOf(RemoteException.Refused.class);
    }
  }

  @Test
  void tellsFreeSpaceOfWhatIsNotThereYet() throws Exception {
    assertThat(files.freeBytes(root + "/not/yet")).isPositive();
  }

  @Test
  void tellsTheChecksum() throws Exception {
    java.nio.file.Files.writeString(directory.resolve("abc"), "abc");
    assertThat(files.sha256(root + "/abc"))
        .contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(files.sha256(root + "/none")).isEmpty();
  }

  @Test
  void replacesALinkAndNothingElse() throws Exception {
    files.mkdirs(root + "/one");
    files.mkdirs(root + "/two");
    files.link(root + "/current", "one");
    files.link(root + "/current", root + "/two");
    assertThat(files.readLink(root + "/current")).isEqualTo(Optional.of(root + "/two"));
    assertThat(files.readLink(root + "/one")).isEmpty();
    assertThat(files.list(root + "/one")).isEmpty();
    assertThatThrownBy(() -> files.link(root + "/one", "two"))
        .hasMessage("here: cannot link %s/one two: %s/one exists and is no link", root, root);
  }

  @Test
  void putsNoHalfFileInPlaceOfAWholeOne() throws Exception {
    Path file = java.nio.file.Files.writeString(directory.resolve("file"), "old");
    Remote cut =
        new ShellRemote(
            new Shell() {
              private final Shell whole = new LocalShell("here");

              @Override
              public String host() {
                return whole.host();
              }

              @Override
              public int run(
                  Command command,
                  java.io.InputStream body,
                  java.io.OutputStream out,
                  java.io.OutputStream err)
                  throws RemoteException, InterruptedException {
                return whole.run(command.input(dev.drover.secret.Secret.of("ha")), body, out, err);
              }

              @Override
              public Socket connect(Address address) {
                throw new IllegalStateException("nobody connects");
              }
            });
    assertThatThrownBy(() -> new Files(cut).writeText(root + "/file", "half", 0600))
        .hasMessageEndingWith("the connection was cut before all of it was there");
    assertThat(file).hasContent("old");
    assertThat(files.list(root)).containsExactly("file");
  }
}
