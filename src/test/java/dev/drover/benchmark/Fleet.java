package dev.drover.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An inventory of many nodes behind balancers and a runbook that upgrades them, 30 steps each: what
 * people write, with templates, conditions, loops, results and brackets.
 */
final class Fleet {

  /** How many nodes share the variables of one group. */
  private static final int CLUSTER = 100;

  private static final String ALL =
      """
      ansible_user: deploy
      ansible_become: true
      ansible_become_user: app
      install_base: /opt/bitbucket
      installation: "{{install_base}}/7.9.0"
      data: /srv/data
      service: bitbucket
      product:
        url: "http://{{ansible_host}}:7990"
        username: admin
        password: "{{admin_password}}"
        home: "{{data}}/home"
      balancer:
        driver: haproxy
        address: ["unix:/run/haproxy/admin.sock"]
        via: ["lb-{{cluster}}"]
        backends: [http, ssh]
        server: "{{inventory_hostname}}"
      """;

  private static final String RUNBOOK =
      """
      runbook: fleet
      language: 1
      version: 1.0.0
      params:
        to_version: {type: version, default: 7.9.4}
        admin_password: {type: secret, default: change-me}
        wanted_kernel: {type: string, default: 6.1.0-40}
      vars:
        new_installation: "{{install_base}}/{{to_version}}"
      plays:
        - name: Prepare
          hosts: nodes
          window: 100%
          tasks:
            - name: kernel
              command: {argv: [uname, -r], reads: true}
              register: kernel
            - name: space
              shell: {text: "df -P {{data}}", reads: true}
              register: space
            - name: facts fit
              assert: {that: ['weight > 0', 'rack.startsWith("r")', 'size(play_hosts) > 0']}
            - name: directory
              command: {argv: [mkdir, -p, "{{item}}"], creates: "{{item}}"}
              loop: ["{{data}}/logs", "{{data}}/tmp", "/srv/{{service}}", "{{install_base}}/releases"]
            - name: settings
              template: {src: app.conf, dest: "/etc/{{service}}/app.conf"}
            - name: settings of the node
              template: {src: node.conf, dest: "/etc/{{service}}/node.conf", mode: "0640"}
            - name: unit
              upload: {src: app.service, dest: "/etc/systemd/system/{{service}}.service"}
            - name: new kernel
              when: kernel.stdout != wanted_kernel
              command: [apt-get, install, -y, "linux-image-{{wanted_kernel}}"]
            - name: first rack only
              when: rack == "r0"
              shell: "touch /srv/first && echo {{inventory_hostname}} >>/srv/first"
            - name: keep old settings
              fetch: {src: /etc/app.conf, dest: "kept/{{inventory_hostname}}.conf"}
            - name: names
              set_vars: {backup_dir: "{{data}}/backup/{{cluster}}"}
            - name: backup directory
              command: {argv: [install, -d, "{{backup_dir}}"], creates: "{{backup_dir}}"}
        - name: Roll
          hosts: nodes
          window: 10
          tasks:
            - name: leave the balancer
              lb_detach: {drain: 30s}
            - name: stop
              graceful_stop: {timeout: 5m}
            - name: offline
              wait_status: {node: OFFLINE, timeout: 5m}
            - name: copy data away
              timeout: 30m
              shell: |
                set -e
                cd {{data}} && tar -cf {{backup_dir}}/{{inventory_hostname}}.tar home
            - name: point to the home directory
              set_home: {}
            - block:
                - name: migrate
                  command: {argv: ["{{new_installation}}/bin/migrate", --rack, "{{rack}}"]}
                  register: migrated
                - name: say so
                  when: migrated.rc == 0
                  command: [logger, "migrated {{inventory_hostname}}"]
              rescue:
                - name: undo
                  command: ["{{new_installation}}/bin/migrate", --undo]
            - name: start
              start: {}
            - name: active
              wait_status: {node: ACTIVE, version: "{{to_version}}", timeout: 10m}
            - name: port
              wait_for: {port: 7990, timeout: 5m}
            - name: answers
              http: {url: "{{product.url}}/status", tunnel: true}
              register: answer
            - name: warm up
              command: {argv: [curl, -fsS, "{{product.url}}/projects"], reads: true}
              register: warm
              until: warm.rc == 0
              retries: 5
              delay: 2s
            - name: join the balancer
              lb_attach: {}
            - name: note
              command: [logger, "{{inventory_hostname}} of {{cluster}} has {{to_version}}"]
      """;

  private Fleet() {}

  /** Writes the files for so many nodes; {@code runbook.yml} and {@code inventory} are in there. */
  static void write(Path directory, int nodes) throws IOException {
    Path inventory = Files.createDirectories(directory.resolve("inventory"));
    Files.createDirectories(inventory.resolve("group_vars"));
    StringBuilder hosts = new StringBuilder();
    for (int i = 0; i < nodes; i++) {
      if (i % CLUSTER == 0) {
        String cluster = "c%03d".formatted(i / CLUSTER);
        hosts.append("[%s]\n".formatted(cluster));
        Files.writeString(
            inventory.resolve("group_vars/" + cluster + ".yml"), "cluster: " + cluster + "\n");
      }
      hosts.append(
          "node%05d ansible_host=10.%d.%d.%d rack=r%d weight=%d\n"
              .formatted(i, i >> 16, (i >> 8) & 255, i & 255, i % 40, 1 + i % 7));
    }
    hosts.append("[nodes:children]\n");
    for (int i = 0; i < nodes; i += CLUSTER) {
      hosts.append("c%03d\n".formatted(i / CLUSTER));
    }
    hosts.append("[balancers]\n");
    for (int i = 0; i < nodes; i += CLUSTER) {
      hosts.append("lb-c%03d\n".formatted(i / CLUSTER));
    }
    Files.writeString(inventory.resolve("hosts"), hosts);
    Files.writeString(inventory.resolve("group_vars/nodes.yml"), ALL);
    Files.writeString(directory.resolve("runbook.yml"), RUNBOOK);
    Files.writeString(
        directory.resolve("app.conf"), "service = {{service}}\ndata = {{data}}\n".repeat(20));
    Files.writeString(
        directory.resolve("node.conf"), "name = {{inventory_hostname}}\nrack = {{rack}}\n");
    Files.writeString(directory.resolve("app.service"), "[Service]\nExecStart=/opt/start\n");
  }
}
