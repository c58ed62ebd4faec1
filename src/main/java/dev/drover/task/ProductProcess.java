package dev.drover.task;

import dev.drover.model.Host;
import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Files;
import dev.drover.remote.Processes;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The product's process on a host: found by the number in its home and by what its command line
 * holds, because the product's script writes the number before it knows whether the process lives,
 * and leaves it there after a crash.
 */
public final class ProductProcess {
  private static final String MARKER =
      "com.atlassian.bitbucket.internal.launcher.BitbucketServerLauncher";
  private static final String OLD_MARKER =
      "com.atlassian.stash.internal.catalina.startup.Bootstrap";
  private static final Pattern INSTALL = Pattern.compile("-Dbitbucket\\.install=(\\S+)");
  private static final int LOG_LINES = 20;

  /**
   * Runs a program as a user, without standard input, its output in a file meanwhile: what it
   * leaves behind in the background may keep the output open for ever.
   */
  private static final String RUN =
      """
      user=$1; shift
      as() {
        if [ "$user" = - ] || [ "$(id -un)" = "$user" ]; then "$@"
        elif [ "$(id -u)" -ne 0 ]; then sudo -n -u "$user" -- "$@"
        elif command -v runuser >/dev/null 2>&1; then runuser -u "$user" -- "$@"
        else su -s /bin/sh "$user" -c 'exec "$0" "$@"' "$@"
        fi
      }
      out=$(mktemp) || exit 1
      trap 'rm -f -- "$out"' EXIT
      as "$@" </dev/null >"$out" 2>&1
      status=$?
      cat "$out"
      exit $status
      """;

  private static final String TAIL = "exec tail -n \"$2\" -- \"$1\" 2>&1\n";

  private final Remote remote;
  private final Product product;

  /** The process on a machine. */
  public ProductProcess(Remote remote, Product product) {
    this.remote = remote;
    this.product = product;
  }

  /** The process on the machine that a step works on. */
  public static ProductProcess of(Facts facts) {
    return new ProductProcess(facts.remote(), facts.settings(facts.host(), Product.class));
  }

  /** The process on another host. */
  public static ProductProcess of(Facts facts, Host host) {
    return new ProductProcess(facts.remote(host), facts.settings(host, Product.class));
  }

  /** The process, if it lives. */
  public Optional<Processes.LiveProcess> find() throws RemoteException, InterruptedException {
    Optional<Processes.LiveProcess> process = look();
    remote.saw(
        "product with home " + product.home(),
        process
            .map(of -> "runs" + installation(of).map(from -> " from " + from).orElse(""))
            .orElse("does not run"));
    return process;
  }

  private Optional<Processes.LiveProcess> look() throws RemoteException, InterruptedException {
    Processes processes = new Processes(remote);
    Optional<Processes.LiveProcess> numbered =
        processes
            .byPidFile(product.home() + "/log/bitbucket.pid")
            .filter(process -> isProduct(process.commandLine()));
    if (numbered.isPresent()) {
      return numbered;
    }
    List<Processes.LiveProcess> all = new ArrayList<>(processes.byCommandLine(MARKER));
    return all.stream()
        .filter(process ->
            (process.commandLine() + " ").contains("-Dbitbucket.home=" + product.home() + " "))
        .findFirst();
  }

  private static boolean isProduct(String commandLine) {
    return commandLine.contains(MARKER) || commandLine.contains(OLD_MARKER);
  }

  /** The directory that a process was started from, as far as its command line says. */
  public static Optional<String> installation(Processes.LiveProcess process) {
    Matcher matcher = INSTALL.matcher(process.commandLine());
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Whether a process was started from a directory; links to it count. */
  public boolean runsFrom(Processes.LiveProcess process, String directory)
      throws RemoteException, InterruptedException {
    if ((process.commandLine() + "/").contains(directory + "/")
        || (process.commandLine() + " ").contains("=" + directory + " ")) {
      return true;
    }
    Optional<String> target = new Files(remote).readLink(directory);
    return target.isPresent()
        && installation(process)
            .map(from -> from.equals(target.get()) || from.endsWith("/" + target.get()))
            .orElse(false);
  }

  /** Whether a process says that it was started from somewhere else. */
  public boolean runsElsewhere(Processes.LiveProcess process, String directory)
      throws RemoteException, InterruptedException {
    return installation(process).isPresent() && !runsFrom(process, directory);
  }

  /** What {@link #control} needs to be allowed, besides the machine. */
  public static List<Need> controls(
      ControlledBy by, Product product, String service, String verb, List<String> script) {
    return switch (by) {
      case SCRIPTS ->
          product
              .user()
              .<List<Need>>map(user -> List.of(new Need.Machine(), new Need.RunAs(user, script)))
              .orElse(Need.MACHINE_ONLY);
      case SYSTEMD, SYSV ->
          List.of(new Need.Machine(), new Need.Service(service(by, service, verb)));
    };
  }

  private static List<String> service(ControlledBy by, String service, String verb) {
    return by == ControlledBy.SYSTEMD
        ? List.of("systemctl", verb, service)
        : List.of("/etc/init.d/" + service, verb);
  }

  /** Runs the product's script or service. */
  public CommandResult control(
      ControlledBy by, String service, String verb, List<String> script, Duration timeout)
      throws RemoteException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add(by == ControlledBy.SCRIPTS ? product.user().orElse("-") : "-");
    words.addAll(by == ControlledBy.SCRIPTS ? script : service(by, service, verb));
    return remote.exec(
        Command.script("product.run", RUN, words.toArray(String[]::new))
            .with("BITBUCKET_STOP_TIMEOUT", Word.of(Long.toString(timeout.toSeconds())))
            .within(timeout.plusSeconds(30)));
  }

  /** The end of the log in which the product's launcher says why it could not start. */
  public List<String> launcherLog() throws RemoteException, InterruptedException {
    CommandResult result =
        remote.exec(
            Command.script(
                    "product.tail", TAIL, product.home() + "/log/launcher.log", "" + LOG_LINES)
                .reading());
    return result.out().lines().toList();
  }
}
