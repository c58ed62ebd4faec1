package dev.drover.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.remote.LocalShell;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.ShellRemote;
import dev.drover.rest.Rests;
import dev.drover.schema.Version;
import dev.drover.secret.Secret;
import dev.drover.sim.SimArchive;
import dev.drover.sim.SimRests;
import dev.drover.sim.World;
import dev.drover.task.Changes;
import dev.drover.task.ControlledBy;
import dev.drover.task.Outcome;
import dev.drover.task.Product;
import dev.drover.task.ProductProcess;
import dev.drover.task.TaskKind;
import dev.drover.tasks.extract.ExtractInstall;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kinds' shell scripts, and the machine's own tar, on this machine. */
class RealNodeTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** A product of a few lines that lives until it is told to stop. */
  private static final String START =
      """
      #!/bin/sh
      BIN=$(cd "$(dirname "$0")" && pwd)
      . "$BIN/set-bitbucket-home.sh" >/dev/null || exit 1
      mkdir -p "$BITBUCKET_HOME/log"
      if [ -e "$BITBUCKET_HOME/die" ]; then echo 'Error: no port left' > "$BITBUCKET_HOME/log/launcher.log"; echo 999999 > "$BITBUCKET_HOME/log/bitbucket.pid"; exit 0; fi
      setsid sh "$BIN/product.sh" -Dbitbucket.home="$BITBUCKET_HOME" -Dbitbucket.install="$(dirname "$BIN")" \
        com.atlassian.bitbucket.internal.launcher.BitbucketServerLauncher start </dev/null &
      echo $! > "$BITBUCKET_HOME/log/bitbucket.pid"
      """;

  private static final String SET_HOME =
      """
      if [ "x${BITBUCKET_HOME}" = "x" ]; then
          BITBUCKET_HOME=
      fi
      [ -n "$BITBUCKET_HOME" ] || exit 1
      export BITBUCKET_HOME
      echo "BITBUCKET_HOME set to $BITBUCKET_HOME"
      """;

  private static final String STOP =
      """
      #!/bin/sh
      BIN=$(cd "$(dirname "$0")" && pwd)
      . "$BIN/set-bitbucket-home.sh" >/dev/null || exit 1
      kill -TERM "$(cat "$BITBUCKET_HOME/log/bitbucket.pid")"
      """;

  private static final String PRODUCT = "trap 'exit 0' TERM\nwhile :; do sleep 0.1; done\n";

  @TempDir Path directory;
  private Path home;
  private Path installed;
  private Path archive;
  private TestingContext context;

  @BeforeEach
  void prepare() throws Exception {
    home = Files.createDirectories(directory.resolve("home"));
    installed = directory.resolve("7.9.4");
    archive = directory.resolve("product.tar.gz");
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("product-7.9.4/", "");
    texts.put("product-7.9.4/bin/start-bitbucket.sh", START);
    texts.put("product-7.9.4/bin/stop-bitbucket.sh", STOP);
    texts.put("product-7.9.4/bin/product.sh", PRODUCT);
    texts.put("product-7.9.4/bin/set-bitbucket-home.sh", SET_HOME);
    texts.put("product-7.9.4/bin/_start-webapp.sh", "    JVM_MAXIMUM_MEMORY=1g\numask 0027\n");
    texts.put("product-7.9.4/conf/build.properties", "version=7.9.4\n");
    texts.put("product-7.9.4/current.sh", "-> bin/start-bitbucket.sh");
    Files.write(archive, SimArchive.make(texts));
    context = context();
  }

  @AfterEach
  void endWhatStillRuns() throws Exception {
    ProductProcess.of(context)
        .find()
        .flatMap(process -> ProcessHandle.of(process.pid()))
        .ifPresent(ProcessHandle::destroyForcibly);
  }

  private TestingContext context() {
    Host host = new Host("node", List.of("all"), Map.of());
    Remote remote = new ShellRemote(new LocalShell("node"));
    Product product =
        new Product(
            URI.create("http://node:7990"),
            Optional.of("admin"),
            Optional.of(Secret.of("opensesame")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            home.toString(),
            "node",
            "bitbucket",
            "no-such-service",
            Optional.empty());
    Rests rests = new SimRests(new World());
    return new TestingContext(
            other -> remote,
            rests,
            host,
            new Inventory(Map.of("node", host), Map.of()),
            Map.of(Product.class, other -> product))
        .inRealTime();
  }

  private ExtractInstall.Args extract() {
    return extract(Optional.of(archive), Optional.empty());
  }

  private ExtractInstall.Args extract(Optional<Path> here, Optional<String> onNode) {
    return new ExtractInstall.Args(
        here,
        Optional.empty(),
        onNode,
        installed.toString(),
        Optional.empty(),
        Optional.of(new Version("7.9.4")),
        Optional.empty(),
        "0750",
        MINUTE);
  }

  @Test
  void bringsAnInstallationToANodeAndRunsIt() throws Exception {
    assertThat(done(new ExtractInstall(), extract())).isEqualTo("extracted 7.9.4 to " + installed);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(installed)))
        .isEqualTo("rwxr-x---");
    assertThat(Files.readSymbolicLink(installed.resolve("current.sh")))
        .hasToString("bin/start-bitbucket.sh");
    assertThat(directory.toFile().list())
        .containsExactlyInAnyOrder("home", "7.9.4", "product.tar.gz");
    assertThat(done(new SetHome(), new SetHome.Args(installed.toString(), Optional.empty())))
        .isEqualTo(installed + "/bin/set-bitbucket-home.sh says " + home);
    Path old = directory.resolve("7.9.0");
    Files.createDirectories(old.resolve("bin"));
    Files.writeString(old.resolve("bin/_start-webapp.sh"), "  JVM_MAXIMUM_MEMORY=3g\numask 0022\n");
    Files.createDirectories(old.resolve("conf/tls"));
    Files.write(old.resolve("conf/tls/trust.jks"), new byte[] {0, 1, 2, (byte) 200});
    assertThat(
            done(
                new CarryOver(),
                new CarryOver.Args(
                    old.toString(),
                    installed.toString(),
                    Optional.of(List.of("conf/tls/trust.jks")),
                    Optional.empty())))
        .isEqualTo("carried over conf/tls/trust.jks, values in bin/_start-webapp.sh");
    assertThat(installed.resolve("bin/_start-webapp.sh"))
        .hasContent("    JVM_MAXIMUM_MEMORY=3g\numask 0022\n");
    assertThat(installed.resolve("conf/tls/trust.jks"))
        .hasBinaryContent(new byte[] {0, 1, 2, (byte) 200});
    assertThat(done(new Start(), start())).endsWith("lives, started from " + installed);
    assertThat(new ExtractInstall().plan(extractTo(installed + "/inside"), context))
        .isEqualTo(
            new Changes.Fails(
                "node: the product runs from %s, which %s/inside would touch"
                    .formatted(installed, installed),
                "choose another directory for the new installation",
                false));
    assertThat(done(new GracefulStop(), stop())).endsWith(" is gone");
  }

  @Test
  void extractsWhatIsOnTheNode() throws Exception {
    assertThat(
            done(new ExtractInstall(), extract(Optional.empty(), Optional.of(archive.toString()))))
        .isEqualTo("extracted 7.9.4 to " + installed);
    assertThat(archive).exists();
  }

  @Test
  void aHalfFinishedExtractionIsDoneAgain() throws Exception {
    done(new ExtractInstall(), extract());
    String partial = directory.resolve("7.9.4") + ".partial-";
    Path again = directory.resolve("again");
    Files.move(installed, again);
    Files.createDirectories(Path.of(partial + "feedbeef/product-7.9.4"));
    done(new ExtractInstall(), extract());
    assertThat(installed.resolve(".drover-installation")).exists();
  }

  @Test
  void entriesThatLeadOutAreRefusedBeforeAnythingIsExtracted() throws Exception {
    Map<String, String> evil = new LinkedHashMap<>();
    evil.put("product-7.9.4/out", "-> ..");
    evil.put("product-7.9.4/out/../../gotcha", "x");
    Files.write(archive, SimArchive.make(evil));
    for (ExtractInstall.Args args :
        List.of(extract(), extract(Optional.empty(), Optional.of(archive.toString())))) {
      assertThatThrownBy(() -> new ExtractInstall().run(args, context))
          .isInstanceOf(RemoteException.Refused.class)
          .hasMessageContaining("leads out of the target");
    }
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("home", "product.tar.gz");
  }

  @Test
  void aDamagedArchiveIsRefused() throws Exception {
    byte[] bytes = Files.readAllBytes(archive);
    Files.write(archive, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertThat(new ExtractInstall().plan(extract(), context))
        .asString()
        .contains("the archive " + archive + " is damaged: ");
    assertThatThrownBy(() ->
            new ExtractInstall()
                .run(extract(Optional.empty(), Optional.of(archive.toString())), context))
        .hasMessageStartingWith("node: the archive " + archive + " is damaged: ");
  }

  @Test
  void aProductThatDoesNotStartShowsItsLog() throws Exception {
    done(new ExtractInstall(), extract());
    done(new SetHome(), new SetHome.Args(installed.toString(), Optional.empty()));
    Files.createFile(home.resolve("die"));
    Start.Args args =
        new Start.Args(
            installed.toString(),
            ControlledBy.SCRIPTS,
            Optional.empty(),
            Duration.ofSeconds(1),
            false);
    assertThat(new Start().run(args, context))
        .isEqualTo(
            Outcome.failed(
                "node: the product did not start: waited 1s for its process to live; last seen: the product has no process",
                List.of("launcher.log:", "Error: no port left"),
                "mend what the log names, then `drover resume`"));
  }

  private Start.Args start() {
    return new Start.Args(
        installed.toString(), ControlledBy.SCRIPTS, Optional.empty(), MINUTE, false);
  }

  private GracefulStop.Args stop() {
    return new GracefulStop.Args(
        installed.toString(), ControlledBy.SCRIPTS, Optional.empty(), MINUTE);
  }

  private ExtractInstall.Args extractTo(String to) {
    return new ExtractInstall.Args(
        Optional.of(archive),
        Optional.empty(),
        Optional.empty(),
        to,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "0755",
        MINUTE);
  }

  private <A extends Record> String done(TaskKind<A> kind, A args) throws Exception {
    assertThat(kind.plan(args, context)).isInstanceOf(Changes.Some.class);
    Outcome outcome = kind.run(args, context);
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    assertThat(kind.plan(args, context)).isInstanceOf(Changes.None.class);
    return ((Outcome.Done) outcome).summary();
  }
}
