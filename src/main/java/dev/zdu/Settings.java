package dev.zdu;

import dev.zdu.cluster.Address;
import dev.zdu.cluster.Version;
import dev.zdu.http.SshServer;
import dev.zdu.http.User;
import dev.zdu.http.WebServer;
import dev.zdu.member.Membership;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a node has been told: the files of its installation, of the shared home and of its own home,
 * and the system properties, later ones before earlier ones.
 */
public final class Settings {

  private static final String USER = "zdu.user.";

  private final Path home;
  private final Path sharedHome;
  private final Version version;
  private final Map<String, String> values;

  private Settings(Path home, Path sharedHome, Version version, Map<String, String> values) {
    this.home = home;
    this.sharedHome = sharedHome;
    this.version = version;
    this.values = values;
  }

  /** Reads all files; a file that is not there says nothing. */
  public static Settings read(Path installation, Path home, Properties system)
      throws IOException, SettingsException {
    Map<String, String> own = file(home.resolve("bitbucket.properties"));
    Path sharedHome =
        Optional.ofNullable(own.get("bitbucket.shared.home"))
            .map(Path::of)
            .orElse(home.resolve("shared"));
    Map<String, String> values = new TreeMap<>();
    values.putAll(file(installation.resolve("conf/server.properties")));
    values.putAll(file(sharedHome.resolve("bitbucket.properties")));
    values.putAll(own);
    system.stringPropertyNames().forEach(name -> values.put(name, system.getProperty(name)));
    return new Settings(home, sharedHome, version(installation), Map.copyOf(values));
  }

  private static Version version(Path installation) throws IOException, SettingsException {
    Path file = installation.resolve("conf/build.properties");
    String text = file(file).getOrDefault("version", "");
    return Version.parse(text)
        .orElseThrow(() ->
            new SettingsException(
                file + " does not say `version=x.y.z`; extract the archive again"));
  }

  private static Map<String, String> file(Path file) throws IOException {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
    }
    Map<String, String> values = new TreeMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> values.put(name, properties.getProperty(name).strip()));
    return values;
  }

  Path home() {
    return home;
  }

  Path sharedHome() {
    return sharedHome;
  }

  Path repositories() {
    return sharedHome.resolve("data/repositories");
  }

  Version version() {
    return version;
  }

  String nodeName() {
    return text("cluster.node.name").orElse("Not configured");
  }

  WebServer.Options web() throws SettingsException {
    String context = text("server.context-path").filter(path -> !path.equals("/")).orElse("");
    if (!context.isEmpty() && !context.matches("(/[A-Za-z0-9._-]+)+")) {
      throw new SettingsException("server.context-path must look like /bitbucket, not " + context);
    }
    return new WebServer.Options(
        new WebServer.Listen(address(), port("server.port", 7990), context),
        users(),
        flag("zdu.tokens.administer", true),
        flag("zdu.node.tasks-and-users", true),
        flag("zdu.node.port-number", true));
  }

  SshServer.Listen ssh() throws SettingsException {
    return new SshServer.Listen(address(), port("plugin.ssh.port", 7999));
  }

  private String address() {
    return text("server.address").orElse("127.0.0.1");
  }

  Membership.Join join() throws SettingsException {
    Address self =
        new Address(text("hazelcast.address").orElse("127.0.0.1"), port("hazelcast.port", 5701));
    List<String> members =
        Arrays.stream(
                text("hazelcast.network.tcpip.members").orElse(self.toString()).split(",", -1))
            .map(String::strip)
            .filter(Predicate.not(String::isEmpty))
            .toList();
    return new Membership.Join(text("hazelcast.group.name").orElse("bitbucket"), self, members);
  }

  String jdbc(String key) throws SettingsException {
    return text("jdbc." + key)
        .orElseThrow(() ->
            new SettingsException(
                "jdbc."
                    + key
                    + " is not set; set it in "
                    + sharedHome.resolve("bitbucket.properties")));
  }

  Duration grace() throws SettingsException {
    return Duration.ofSeconds(number("shutdown.grace.seconds", 30, 3600));
  }

  List<User> users() {
    TreeSet<String> names = new TreeSet<>();
    for (String key : values.keySet()) {
      if (key.startsWith(USER) && key.indexOf('.', USER.length()) > 0) {
        names.add(key.substring(USER.length(), key.indexOf('.', USER.length())));
      }
    }
    Function<String, User> user =
        name -> {
          String prefix = USER + name + ".";
          return new User(
              name,
              text(prefix + "password"),
              flag(prefix + "admin", false),
              text(prefix + "token"),
              values.entrySet().stream()
                  .filter(entry ->
                      entry.getKey().equals(prefix + "ssh-key")
                          || entry.getKey().startsWith(prefix + "ssh-key."))
                  .map(Map.Entry::getValue)
                  .toList());
        };
    return names.stream().map(user).toList();
  }

  private Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key)).filter(Predicate.not(String::isEmpty));
  }

  private boolean flag(String key, boolean otherwise) {
    return text(key).map(Boolean::parseBoolean).orElse(otherwise);
  }

  private int port(String key, int otherwise) throws SettingsException {
    return number(key, otherwise, 65535);
  }

  private int number(String key, int otherwise, int highest) throws SettingsException {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!text.get().matches("\\d{1,5}") || Integer.parseInt(text.get()) > highest) {
      throw new SettingsException(
          key + " must be a number up to " + highest + ", not `" + text.get() + "`");
    }
    return Integer.parseInt(text.get());
  }
}
