package dev.drover.e2e;

import dev.drover.demo.OpenSshServer;
import dev.drover.testing.SshKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** A host of its own behind OpenSSH, which is reached through a wire, and the tool. */
final class LoneHost implements AutoCloseable {

  private final Path directory;
  private final Path authorized;
  private final Tool tool;
  private final int port;
  private final Wire wire;
  private OpenSshServer server;

  LoneHost(Path directory) throws IOException, InterruptedException {
    this.directory = directory;
    this.authorized = directory.resolve("authorized_keys");
    SshKeys.authorize(authorized, SshKeys.generate(directory.resolve("key"), "-t", "ed25519"));
    server = OpenSshServer.start(directory.resolve("sshd"), authorized, 0, List.of());
    port = server.port();
    wire = Wire.to(port);
    tool = new Tool(Files.createDirectories(directory.resolve("work")));
    Files.writeString(
        directory.resolve("known_hosts"),
        "[127.0.0.1]:%d %s\n".formatted(wire.port(), server.hostKey()));
  }

  Tool tool() {
    return tool;
  }

  Wire wire() {
    return wire;
  }

  /** Ends the SSH server with all of its sessions; what they run is not ended by that. */
  void killServer() {
    server.connections().forEach(ProcessHandle::destroyForcibly);
    server.close();
  }

  /** Starts it again, where it was. */
  void startServer() throws IOException, InterruptedException {
    server = OpenSshServer.start(directory.resolve("sshd"), authorized, port, List.of());
  }

  /** The words of {@code drover run} for tasks on the host, as YAML under {@code tasks:}. */
  String[] run(String tasks) throws IOException {
    Path place = Files.createDirectory(directory.resolve("r-" + UUID.randomUUID()));
    Path inventory =
        Files.writeString(
            place.resolve("lone-" + port + ".yml"),
            """
            all:
              vars:
                lock: {path: %s} # each host of a test is the same machine
              hosts:
                h1:
                  ansible_host: 127.0.0.1
                  ansible_port: %d
                  ansible_user: %s
                  ansible_ssh_private_key_file: %s
                  ansible_ssh_common_args: -o UserKnownHostsFile=%s
            """
                .formatted(
                    directory.resolve("lone.lease"),
                    wire.port(),
                    System.getProperty("user.name"),
                    directory.resolve("key"),
                    directory.resolve("known_hosts")));
    Path runbook =
        Files.writeString(
            place.resolve("lone.yml"),
            """
            runbook: lone
            language: 1
            version: 1.0.0
            description: Works on one host.
            policy: {min_in_service: 0}
            plays:
              - name: Work
                hosts: h1
                tasks:
            """
                + tasks.indent(6));
    return new String[] {"run", runbook.toString(), "-i", inventory.toString()};
  }

  @Override
  public void close() throws IOException {
    wire.close();
    killServer();
  }
}
