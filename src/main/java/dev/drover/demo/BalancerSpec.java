package dev.drover.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a balancer shall do. Both implementations are made from it, so that they can't differ by
 * configuration.
 *
 * @param directory where its socket and files are
 * @param runtimePort loopback port of the Runtime API
 * @param pools what it balances
 * @param check how it looks after the servers
 */
public record BalancerSpec(Path directory, int runtimePort, List<Pool> pools, Check check) {

  /** The longest path of a unix socket that every system takes, with the final zero byte. */
  private static final int LONGEST_SOCKET_PATH = 104;

  /**
   * A port with the servers behind it.
   *
   * @param backend its name in the Runtime API
   * @param port loopback port on which clients connect
   */
  public record Pool(String backend, int port, List<Server> servers) {
    public Pool {
      servers = List.copyOf(servers);
    }
  }

  /**
   * A server on loopback.
   *
   * @param port where sessions go
   * @param checkPort where {@code GET /status} tells whether it is {@code RUNNING}
   */
  public record Server(String name, int port, int checkPort) {}

  /**
   * How servers are checked.
   *
   * @param interval from one check to the next
   * @param fall failed checks in a row that take a server down
   * @param rise passed checks in a row that bring it back
   */
  public record Check(Duration interval, int fall, int rise) {
    /** One look a second: quick enough for people who watch, slow enough to cost nothing. */
    public static final Check USUAL = new Check(Duration.ofSeconds(1), 3, 2);
  }

  public BalancerSpec {
    pools = List.copyOf(pools);
    int length = directory.resolve("balancer.sock").toString().length();
    if (length >= LONGEST_SOCKET_PATH) {
      throw new IllegalArgumentException(
          "the path of the balancer's socket would have %d characters, at most %d work: choose a shorter directory than %s"
              .formatted(length, LONGEST_SOCKET_PATH - 1, directory));
    }
  }

  /** The unix socket of the Runtime API. */
  public Path socket() {
    return directory.resolve("balancer.sock");
  }
}
