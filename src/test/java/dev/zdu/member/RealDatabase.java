package dev.zdu.member;

import dev.zdu.Requirement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.h2.tools.Server;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A real database server on loopback for the length of a test. */
record RealDatabase(String url, String user, String password, Runnable end)
    implements AutoCloseable {

  private static final String NAME = "bitbucket";
  private static final List<String> POSTGRES =
      List.of("/usr/lib/postgresql/*/bin/postgres", "/usr/bin/postgres", "/usr/local/bin/postgres");
  private static final List<String> MARIADB = List.of("/usr/sbin/mariadbd", "/usr/sbin/mysqld");

  @Override
  public void close() {
    end.run();
  }

  static RealDatabase h2(Path directory) throws SQLException {
    Server server =
        Server.createTcpServer(
                "-tcpPort", "0", "-baseDir", directory.toString(), "-ifNotExists", "-tcpDaemon")
            .start();
    return new RealDatabase(
        "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/" + NAME, "sa", "sa", server::stop);
  }

  /** PostgreSQL of this machine, else in a container, else the test is skipped with the reason. */
  static RealDatabase postgres(Path directory) throws IOException, InterruptedException {
    List<Path> found = installed(POSTGRES);
    if (found.isEmpty()) {
      return contained(
          "PostgreSQL",
          "postgres:17-alpine",
          5432,
          "jdbc:postgresql",
          List.of("POSTGRES_DB=" + NAME, "POSTGRES_USER=" + NAME, "POSTGRES_PASSWORD=secret"));
    }
    Path programs = found.getFirst().toRealPath().getParent();
    Path data = directory.resolve("data");
    int port = freePort();
    openTo(directory);
    run(
        account(
            "postgres",
            programs + "/initdb",
            "-D",
            data + "",
            "-U",
            NAME,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync"),
        directory);
    List<String> server =
        account(
            "postgres",
            programs + "/postgres",
            "-D",
            data + "",
            "-p",
            port + "",
            "-h",
            "127.0.0.1",
            "-k",
            directory + "",
            "-F");
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/";
    return started(server, directory, url + "postgres", NAME, "", url + NAME);
  }

  /** MariaDB of this machine, else in a container, else the test is skipped with the reason. */
  static RealDatabase mariadb(Path directory) throws IOException, InterruptedException {
    List<Path> found = installed(MARIADB);
    if (found.isEmpty()) {
      return contained(
          "MariaDB",
          "mariadb:11",
          3306,
          "jdbc:mariadb",
          List.of(
              "MARIADB_DATABASE=" + NAME,
              "MARIADB_USER=" + NAME,
              "MARIADB_PASSWORD=secret",
              "MARIADB_RANDOM_ROOT_PASSWORD=1"));
    }
    Path data = Files.createDirectory(directory.resolve("data"));
    Path init = directory.resolve("init.sql");
    Files.writeString(
        init,
        "create user '%s'@'%%' identified by 'secret';\ngrant all on *.* to '%s'@'%%';\n"
            .formatted(NAME, NAME));
    openTo(directory);
    openTo(data);
    int port = freePort();
    run(
        account(
            "mysql",
            "mariadb-install-db",
            "--no-defaults",
            "--datadir=" + data,
            "--skip-test-db",
            "--auth-root-authentication-method=normal"),
        directory);
    List<String> server =
        account(
            "mysql",
            found.getFirst() + "",
            "--no-defaults",
            "--datadir=" + data,
            "--port=" + port,
            "--bind-address=127.0.0.1",
            "--socket=" + directory + "/socket",
            "--pid-file=" + directory + "/pid",
            "--init-file=" + init,
            "--innodb-flush-log-at-trx-commit=0");
    String url = "jdbc:mariadb://127.0.0.1:" + port + "/";
    return started(server, directory, url, NAME, "secret", url + NAME);
  }

  private static RealDatabase started(
      List<String> command,
      Path directory,
      String firstUrl,
      String user,
      String password,
      String url)
      throws IOException, InterruptedException {
    Path log = directory.resolve("server.log");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try (Connection connection = DriverManager.getConnection(firstUrl, user, password);
          var statement = connection.createStatement()) {
        statement.execute("create database " + NAME);
        return new RealDatabase(url, user, password, () -> end(process));
      } catch (SQLException e) {
        if (!process.isAlive() || System.nanoTime() > limit) {
          end(process);
          throw new IOException("The database did not start: " + Files.readString(log), e);
        }
        boolean _ = process.waitFor(100, TimeUnit.MILLISECONDS);
      }
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static RealDatabase contained(
      String product, String image, int port, String scheme, List<String> environment) {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw Requirement.missing(product + " is not installed and there is no container engine");
    }
    GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image));
    environment.forEach(line -> container.addEnv(line.split("=", 2)[0], line.split("=", 2)[1]));
    container.addExposedPort(port);
    container.start();
    return new RealDatabase(
        scheme + "://" + container.getHost() + ":" + container.getMappedPort(port) + "/" + NAME,
        NAME,
        "secret",
        container::stop);
  }

  private static List<Path> installed(List<String> places) throws IOException {
    List<Path> found = new ArrayList<>();
    for (String place : places) {
      int star = place.indexOf("/*");
      if (star < 0) {
        found.add(Path.of(place));
      } else if (Files.isDirectory(Path.of(place.substring(0, star)))) {
        try (Stream<Path> versions = Files.list(Path.of(place.substring(0, star)))) {
          versions.map(v -> Path.of(v + place.substring(star + 2))).forEach(found::add);
        }
      }
    }
    return found.stream().filter(Files::isExecutable).toList();
  }

  /** Database servers refuse to run as root: as root, take the account that came with them. */
  private static List<String> account(String account, String... command) {
    List<String> words = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      words.addAll(List.of("runuser", "-u", account, "--"));
    }
    words.addAll(List.of(command));
    return words;
  }

  private static void openTo(Path directory) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  private static void run(List<String> command, Path directory)
      throws IOException, InterruptedException {
    Path log = directory.resolve("prepare.log");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(command + " failed: " + Files.readString(log));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
