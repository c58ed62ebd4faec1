package dev.drover.cli;

import dev.drover.demo.EmbeddedSshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Works as the tool does most, while the build looks on: the JVM keeps the classes that this has
 * loaded, in a form in which the next process need not load them again.
 */
public final class Training {

  private static final String TASKS =
      """
      runbook: training
      language: 1
      version: 1.0.0
      plays:
        - name: Train
          hosts: all
          tasks:
            - upload: {src: "{{place}}/hosts.yml", dest: "{{place}}/{{inventory_hostname}}"}
            - name: look
              command: [cat, "{{place}}/{{inventory_hostname}}"]
              register: seen
            - assert: {that: ['seen.stdout != ""'], message: nothing was uploaded}
            - shell: {text: "rm {{place}}/{{inventory_hostname}}"}
              when: seen.rc == 0
      """;

  private Training() {}

  /** Trains in the directory that is given; that a part fails only makes later starts slower. */
  public static void main(String[] arguments) throws IOException {
    Path place = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
    Path authorized = place.resolve("authorized_keys");
    try (EmbeddedSshServer server =
        EmbeddedSshServer.start(place.resolve("key"), authorized, Optional.empty(), 0, place)) {
      Files.writeString(authorized, server.hostKey() + "\n");
      Files.writeString(
          place.resolve("known_hosts"),
          "[%s]:%d %s\n".formatted(server.host(), server.port(), server.hostKey()));
      Path hosts = place.resolve("hosts.yml");
      Files.writeString(
          hosts,
          """
          all:
            vars:
              place: %1$s
              lock: {host: local, path: %1$s/lease}
            hosts:
              local: {ansible_connection: local}
              remote:
                ansible_host: %2$s
                ansible_port: %3$d
                ansible_ssh_private_key_file: %1$s/key
                ansible_ssh_common_args: -o UserKnownHostsFile=%1$s/known_hosts
          """
              .formatted(place, server.host(), server.port()));
      Path tasks = Files.writeString(place.resolve("training.yml"), TASKS);
      App.run(Terminal.ofProcess(), "run", tasks.toString(), "-i", hosts.toString());
    }
  }
}
