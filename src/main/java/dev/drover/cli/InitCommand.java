package dev.drover.cli;

import dev.drover.discover.BalancerSearch;
import dev.drover.discover.ClusterSearch;
import dev.drover.discover.FirstInventory;
import dev.drover.discover.FoundBalancer;
import dev.drover.discover.FoundNode;
import dev.drover.lb.Balancer;
import dev.drover.remote.Address;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Remotes;
import dev.drover.remote.Target;
import dev.drover.remote.ssh.Machines;
import dev.drover.remote.ssh.SshSettings;
import dev.drover.rest.Endpoint.Authorization;
import dev.drover.rest.JdkRests;
import dev.drover.secret.Secret;
import dev.drover.time.SystemTime;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a first inventory from a running cluster. */
@Command(
    name = "init",
    description = {
      "Writes a first inventory from a running cluster: its nodes and versions as the product says,"
          + " its servers as the balancer says. Changes nothing but the new file.",
      "",
      "The administrator's password is asked for without being shown. It is written only encrypted,"
          + " where the password of a vault is given; else a line says how to put it in."
    },
    footer = {
      "%nExamples:",
      "  drover init --from http://bb1.example.com:7990",
      "  drover init --from http://bb1.example.com:7990 \\",
      "      --balancer lb1.example.com:/run/haproxy/admin.sock --output inventories/prod.yml",
      "  drover init --from http://bb1.example.com:7990 --vault-id prod@~/.vault-prod"
    })
final class InitCommand implements Callable<Integer> {

  private static final Pattern SOCKET_ON_HOST = Pattern.compile("([A-Za-z0-9][\\w.-]*):(/\\S+)");

  @Option(
      names = "--from",
      required = true,
      paramLabel = "URL",
      description =
          "URL of a node, context path included, or of the balancer; give each node's own where they"
              + " differ in more than the address.")
  private List<URI> from = new ArrayList<>();

  @Option(
      names = "--balancer",
      paramLabel = "ADDRESS",
      description =
          "HAProxy's Runtime API: tcp://HOST:PORT, HOST:/path/of/socket over SSH, or unix:/path on"
              + " this machine.")
  private Optional<String> balancer = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "inventory.yml",
      description = "The file to write, which must not be there yet; ${DEFAULT-VALUE} if left out.")
  private Path output = Path.of("inventory.yml");

  @Option(
      names = "--username",
      paramLabel = "NAME",
      defaultValue = "admin",
      description = "A system administrator of the product; ${DEFAULT-VALUE} if left out.")
  private String username = "admin";

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "The administrator's password; - for standard input. Asked for if left out.")
  private Optional<String> passwordFile = Optional.empty();

  @Option(
      names = "--ssh-user",
      paramLabel = "NAME",
      description = "The user to log in as over SSH; your OpenSSH configuration says if left out.")
  private Optional<String> sshUser = Optional.empty();

  @Mixin private VaultSealing sealing = new VaultSealing();

  private final Terminal terminal;

  InitCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (Files.exists(output)) {
      throw usage(
          "there is a file `" + output + "` already, and it is not overwritten",
          "name another one with --output");
    }
    List<URI> urls = from.stream().map(InitCommand::checked).toList();
    Secret password = password();
    Optional<String> sealed = seal(password);
    FirstInventory inventory = search(urls, password, sealed);
    Files.writeString(output, inventory.text(), StandardOpenOption.CREATE_NEW);
    tell(inventory);
    return ExitCode.OK.code();
  }

  private static URI checked(URI url) {
    boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!http || url.getHost() == null) {
      throw usage("`" + url + "` is no URL of a node", "write http://HOST:7990 or https://HOST");
    }
    if (url.getRawUserInfo() != null) {
      throw usage(
          "a password in a URL can be read by everybody on this machine",
          "leave it out: it is asked for");
    }
    return URI.create(url.toString().replaceFirst("/+$", ""));
  }

  private Secret password() throws IOException {
    if (passwordFile.isPresent()) {
      byte[] bytes =
          passwordFile.get().equals(VaultFiles.PIPE)
              ? terminal.in().readAllBytes()
              : Files.readAllBytes(Path.of(passwordFile.get()));
      return Secret.of(new String(bytes, StandardCharsets.UTF_8).replaceFirst("\\R+$", ""));
    }
    return terminal
        .password("Password of `" + username + "`: ")
        .map(Secret::of)
        .orElseThrow(() ->
            usage(
                "the password can't be asked for: nobody is at the terminal",
                "give it with --password-file FILE, or - for standard input"));
  }

  /** The password for the file, if something to encrypt it with is given. */
  private Optional<String> seal(Secret password) {
    if (sealing.options.identities(new VaultPasswords(terminal, true)).isEmpty()) {
      return Optional.empty();
    }
    byte[] plain = password.reveal().getBytes(StandardCharsets.UTF_8);
    return Optional.of(new String(sealing.sealer(terminal).seal(plain), StandardCharsets.UTF_8));
  }

  private FirstInventory search(List<URI> urls, Secret password, Optional<String> sealed)
      throws InterruptedException {
    SshSettings settings =
        SshSettings.ofUser(Optional.ofNullable(System.getenv("SSH_AUTH_SOCK")), terminal::tell);
    try (Remotes remotes = new Machines(settings);
        JdkRests rests = new JdkRests(name -> machine(remotes, name))) {
      terminal.tell("asking " + urls.getFirst());
      List<FoundNode> nodes =
          new ClusterSearch(rests, new Authorization.Basic(username, password)).nodes(urls);
      Optional<FoundBalancer> found = Optional.empty();
      if (balancer.isPresent()) {
        terminal.tell("asking the balancer at " + balancer.get());
        found = Optional.of(balancer(balancer.get(), remotes, nodes));
      }
      return new FirstInventory(
          output.toString(),
          urls.getFirst(),
          LocalDate.ofInstant(SystemTime.SYSTEM.now(), terminal.zone()).toString(),
          nodes,
          found,
          sshUser,
          username,
          sealed);
    } catch (RemoteException e) {
      throw new EndException(ExitCode.UNREACHABLE, e.getMessage(), e.next());
    }
  }

  private static FoundBalancer balancer(String text, Remotes remotes, List<FoundNode> nodes)
      throws RemoteException, InterruptedException {
    Matcher socket = SOCKET_ON_HOST.matcher(text);
    boolean elsewhere = socket.matches() && !socket.group(1).equals("unix");
    Address address;
    try {
      address = Balancer.addressOf(elsewhere ? "unix:" + socket.group(2) : text);
    } catch (IllegalArgumentException e) {
      throw usage(
          "`" + text + "` is no address of a balancer",
          "write tcp://HOST:PORT, HOST:/path/of/socket or unix:/path/of/socket");
    }
    String machine = elsewhere ? socket.group(1) : "localhost";
    Optional<String> via =
        address instanceof Address.UnixSocket ? Optional.of(machine) : Optional.empty();
    return BalancerSearch.at(address, via, () -> machine(remotes, machine), nodes);
  }

  private static Remote machine(Remotes remotes, String name) {
    return remotes.to(
        new Target(
            name,
            name.equals("localhost") ? Target.Kind.LOCAL : Target.Kind.SSH,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty()));
  }

  private void tell(FirstInventory inventory) {
    terminal.line(
        "Wrote "
            + output
            + ": "
            + inventory.nodes().size()
            + " nodes"
            + inventory
                .balancer()
                .map(found -> ", backends " + String.join(", ", found.backends()))
                .orElse(", no balancer")
            + ".");
    terminal.line("");
    terminal.line("Next:");
    terminal.line("  1. look through it, above all the lines marked CHECK");
    if (inventory.sealed().isEmpty()) {
      terminal.line("  2. encrypt the password: drover vault encrypt-string --name password");
    }
    terminal.line(
        (inventory.sealed().isEmpty() ? "  3. " : "  2. ") + "drover doctor -i " + output);
  }

  private static EndException usage(String message, String next) {
    return new EndException(ExitCode.USAGE, message, next);
  }
}
