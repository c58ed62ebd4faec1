package dev.drover.demo;

import java.nio.file.Path;

/**
 * Where the files of a cluster are.
 *
 * @param root the cluster's directory
 */
record Layout(Path root) {

  /** The balancer's backend for HTTP. */
  static final String HTTP_BACKEND = "bitbucket_http";

  /** The balancer's backend for Git over SSH. */
  static final String SSH_BACKEND = "bitbucket_ssh";

  /** The machine in the inventory on which the balancer is. */
  static final String BALANCER = "lb";

  Path state() {
    return root.resolve("cluster.json");
  }

  Path inventory() {
    return root.resolve("inventory.yml");
  }

  Path knownHosts() {
    return root.resolve("known_hosts");
  }

  Path clientKey() {
    return root.resolve("client_key");
  }

  Path developerKey() {
    return root.resolve("developer_key");
  }

  Path publicKey(Path key) {
    return key.resolveSibling(key.getFileName() + ".pub");
  }

  Path shared() {
    return root.resolve("shared");
  }

  Path gitHostKey() {
    return shared().resolve("config/ssh-host-key.pub");
  }

  Path database() {
    return root.resolve("database");
  }

  /** A copy of the distribution for the database alone: those of the nodes come and go. */
  Path tools() {
    return root.resolve("tools");
  }

  /** Socket, log and state of the process with the SSH servers and the balancer. */
  Path edge() {
    return root.resolve("edge");
  }

  Path node(String name) {
    return root.resolve(name);
  }

  Path home(String name) {
    return node(name).resolve("home");
  }

  /** What holds one directory per installed version. */
  Path installBase(String name) {
    return node(name).resolve("install");
  }

  Path installation(String name, String version) {
    return installBase(name).resolve(version);
  }

  Path pidFile(String name) {
    return home(name).resolve("log/bitbucket.pid");
  }
}
