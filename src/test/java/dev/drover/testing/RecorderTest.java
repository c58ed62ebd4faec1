package dev.drover.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.remote.Address;
import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Remote;
import dev.drover.remote.Socket;
import dev.drover.remote.Target;
import dev.drover.rest.Endpoint;
import dev.drover.rest.Endpoint.Authorization;
import dev.drover.rest.Request;
import dev.drover.rest.Response;
import dev.drover.rest.Rest;
import dev.drover.sim.SimRemotes;
import dev.drover.sim.SimRests;
import dev.drover.sim.World;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recorder notices every effect, so a plan that it finds harmless is harmless. */
class RecorderTest {

  @TempDir Path directory;

  private final World world = new World();
  private final Recorder recorder = new Recorder(new SimRemotes(world), new SimRests(world));

  @BeforeEach
  void host() {
    world.addHost("h1", "root");
    world.addBalancer("lb", "h1:/run/admin.sock").server("http", "web1", "h1");
    world.pages().put("POST http://h1/x", new Response(200, Map.of(), ""));
    world.pages().put("GET http://h1/x", new Response(200, Map.of(), ""));
  }

  private Remote door() {
    return recorder.to(target());
  }

  private static Target target() {
    return new Target(
        "h1",
        Target.Kind.LOCAL,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rm -rf /srv", "/bin/rm /srv/x", "systemctl stop app", "tee /etc/motd"})
  void aProgramThatWritesIsNoticedWhateverIsSaidOfIt(String command) throws Exception {
    world.host("h1").answers().put(command, new CommandResult(0, "", ""));
    door().exec(Command.probe(command.split(" ")));
    assertThat(recorder.writes()).containsExactly("h1: " + command);
  }

  @Test
  void aCommandThatIsNotSaidToLookIsNoticed() throws Exception {
    world.host("h1").answers().put("date", new CommandResult(0, "", ""));
    door().exec(Command.of("date"));
    assertThat(recorder.writes()).containsExactly("h1: date");
    door().exec(Command.probe("date"));
    assertThat(recorder.looks()).containsExactly("h1: date");
  }

  @Test
  void aScriptThatNobodyHasReadThroughIsNoticed() throws Exception {
    new dev.drover.remote.Files(door()).mkdirs("/srv/new");
    door().exec(Command.script("files.mkdirs", "", "/srv/other").reading());
    assertThat(recorder.writes())
        .containsExactly("h1: [files.mkdirs] /srv/new", "h1: [files.mkdirs] /srv/other");
    new dev.drover.remote.Files(door()).exists("/srv/new");
    assertThat(recorder.looks()).containsExactly("h1: [files.stat] /srv/new");
  }

  @Test
  void anUploadIsNoticed() throws Exception {
    world.host("h1").files().directory("/srv");
    door().upload(Files.writeString(directory.resolve("x"), "x"), "/srv/x", 0644);
    assertThat(recorder.writes()).containsExactly("h1: upload /srv/x");
  }

  @Test
  void whateverIsSaidToABalancerIsNoticed() throws Exception {
    say("show stat\n");
    assertThat(recorder.writes()).isEmpty();
    say("show stat; set server http/web1 state maint\n");
    say("set server http/web1 state maint\n");
    assertThat(recorder.looks()).containsExactly("h1 /run/admin.sock: show stat");
    assertThat(recorder.writes())
        .containsExactly(
            "h1 /run/admin.sock: show stat; set server http/web1 state maint",
            "h1 /run/admin.sock: set server http/web1 state maint");
  }

  private void say(String line) throws Exception {
    try (Socket socket = door().connect(new Address.UnixSocket("/run/admin.sock"))) {
      socket.out().write(line.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void everyRequestButAGetIsNoticed() throws Exception {
    Rest rest = recorder.to(Endpoint.of(URI.create("http://h1"), new Authorization.None()));
    rest.send(Request.get("/x"));
    rest.send(Request.post("/x"));
    assertThat(recorder.looks()).containsExactly("http://h1: GET /x");
    assertThat(recorder.writes()).containsExactly("http://h1: POST /x");
  }

  /** Whoever plans otherwise is not watched. */
  @Test
  void everyTestPlansWithTheRecorder() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      List<String> others =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !List.of("Planned.java", "RecorderTest.java").contains(name(file)))
              .filter(RecorderTest::looks)
              .map(RecorderTest::name)
              .toList();
      assertThat(others).isEmpty();
    }
  }

  private static String name(Path file) {
    return Optional.ofNullable(file.getFileName()).map(Path::toString).orElse("");
  }

  private static boolean looks(Path file) {
    try {
      return Files.readString(file).contains("Probing.look(");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
