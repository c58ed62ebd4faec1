package dev.drover.sim;

import dev.drover.remote.CommandResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the product's scripts do on a simulated host: start a process and let its node join, stop it
 * and let it leave.
 */
public final class SimProduct {
  /** What the command line of the product's process holds. */
  public static final String MARKER =
      "com.atlassian.bitbucket.internal.launcher.BitbucketServerLauncher start";

  private static final Pattern HOME =
      Pattern.compile("(?m)^\\s*(?:export\\s+)?BITBUCKET_HOME=(.+)$");
  private static final Pattern USER =
      Pattern.compile("(?m)^\\s*(?:export\\s+)?BITBUCKET_USER=(.+)$");
  private static final Pattern STAMP = Pattern.compile("(?m)^version=(.+)$");

  private static final Pattern START_SCRIPT =
      Pattern.compile("([^\\s=\"']+)/bin/start-bitbucket\\.sh");

  private final SimHost host;

  SimProduct(SimHost host) {
    this.host = host;
  }

  /** The home that an installation's scripts use, its own line or the environment's. */
  public Optional<String> home(String installation, Map<String, String> variables) {
    String given =
        variables.getOrDefault(
            "BITBUCKET_HOME", host.environment().getOrDefault("BITBUCKET_HOME", ""));
    return given.isEmpty() ? homeInScript(installation) : Optional.of(given);
  }

  /** The home that an installation's own script names. */
  public Optional<String> homeInScript(String installation) {
    return line(installation + "/bin/set-bitbucket-home.sh", HOME);
  }

  private Optional<String> line(String file, Pattern pattern) {
    return host.files()
        .text(file)
        .map(pattern::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1).strip().replace("\"", ""))
        .filter(value -> !value.isEmpty());
  }

  /** The version stamped into an installation. */
  public Optional<String> version(String installation) {
    return line(installation + "/conf/build.properties", STAMP);
  }

  /** {@code start-bitbucket.sh} of an installation, run with additional variables. */
  public CommandResult start(String installation, String user, Map<String, String> variables) {
    Optional<String> home = home(installation, variables);
    if (home.isEmpty() || home.get().contains(" ")) {
      return SimCommand.fail(1, "BITBUCKET_HOME not set");
    }
    String runAs = line(installation + "/bin/set-bitbucket-user.sh", USER).orElse(user);
    Map<String, String> environment = new TreeMap<>(host.environment());
    environment.putAll(variables);
    environment.put("BITBUCKET_HOME", home.get());
    String real = host.files().resolve(installation);
    SimProcess process = host.spawn(runAs, commandLine(real, home.get()), real, environment);
    host.files().write(home.get() + "/log/bitbucket.pid", process.pid() + "\n");
    join(process, home.get(), version(installation).orElse("unknown"));
    return SimCommand.ok("BITBUCKET_HOME set to " + home.get() + "\n");
  }

  private static String commandLine(String installation, String home) {
    return "java -Dbitbucket.home=%s -Dbitbucket.install=%s -classpath %s/app %s"
        .formatted(home, installation, installation, MARKER);
  }

  private void join(SimProcess process, String home, String version) {
    host.world()
        .nodeOn(host.name())
        .ifPresentOrElse(
            place -> {
              Optional<String> refusal =
                  place.node().faults().contains(SimNode.Fault.DIES_AT_START)
                      ? Optional.of("java.lang.OutOfMemoryError: simulated")
                      : place.cluster().refuses(version);
              if (refusal.isPresent()) {
                if (!place.cluster().upgradeMode()
                    && place.cluster().refuses(version).isPresent()) {
                  host.world()
                      .mishap(
                          Mishap.Kind.STARTED_OUTSIDE_UPGRADE_MODE,
                          host.name(),
                          host.name() + " was started: " + refusal.get());
                }
                host.end(process.pid());
                host.files()
                    .write(
                        home + "/log/launcher.log", "Starting Bitbucket\n" + refusal.get() + "\n");
              } else {
                host.files()
                    .write(home + "/log/launcher.log", "Starting Bitbucket " + version + "\n");
                place.node().started(version);
              }
            },
            () ->
                host.files()
                    .write(home + "/log/launcher.log", "Starting Bitbucket " + version + "\n"));
  }

  /** A service that is started: it does what its definition names. */
  public CommandResult startService(String service, boolean systemd) {
    String definition =
        systemd ? "/etc/systemd/system/" + service + ".service" : "/etc/init.d/" + service;
    Optional<String> text = host.files().text(definition);
    if (text.isEmpty()) {
      return SimCommand.fail(5, "Unit " + service + ".service not found.");
    }
    Matcher script = START_SCRIPT.matcher(text.get());
    if (!script.find()) {
      return SimCommand.fail(1, definition + " starts nothing");
    }
    if (host.product().isPresent()) {
      return SimCommand.ok("");
    }
    CommandResult result = start(script.group(1), "root", Map.of());
    host.services().put(service, result.ok());
    return result;
  }

  /** A service that is stopped. */
  public CommandResult stopService(String service) {
    host.services().put(service, false);
    return host.product().isPresent() ? stop() : SimCommand.ok("");
  }

  /** {@code stop-bitbucket.sh}: the process that is there, whatever it was started from. */
  public CommandResult stop() {
    Optional<SimProcess> process = host.product();
    if (process.isEmpty()) {
      return SimCommand.fail(1, "Bitbucket is not running");
    }
    Optional<World.Place> place = host.world().nodeOn(host.name());
    if (place.isPresent() && place.get().node().faults().contains(SimNode.Fault.IGNORES_STOP)) {
      place.get().node().become(SimNode.State.TERMINATING);
      return SimCommand.fail(1, "Bitbucket did not stop in time");
    }
    List<String> sending = host.world().sendingTo(host.name());
    if (!sending.isEmpty()) {
      host.world()
          .mishap(
              Mishap.Kind.STOPPED_IN_SERVICE,
              host.name(),
              host.name()
                  + " was stopped while "
                  + String.join(", ", sending)
                  + " sent users to it");
    }
    gone(process.get());
    return SimCommand.ok("Stopped Bitbucket\n");
  }

  /** Ends the product's process at once. */
  public void kill() {
    host.product().ifPresent(this::gone);
  }

  private void gone(SimProcess process) {
    host.end(process.pid());
    Optional.ofNullable(process.environment().get("BITBUCKET_HOME"))
        .ifPresent(home -> host.files().delete(home + "/log/bitbucket.pid"));
    host.world().nodeOn(host.name()).ifPresent(place -> place.cluster().left(place.node()));
  }
}
