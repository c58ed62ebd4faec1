package dev.drover.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds free loopback ports outside the range from which the system takes the ports of outgoing
 * connections: a node that is being restarted would lose a port from there to some client.
 */
final class FreePorts {

  private static final int LOWEST = 10_000;
  private static final int USUAL_EPHEMERAL = 32_768;

  private FreePorts() {}

  /**
   * Free ports, all different.
   *
   * @param seed where to begin to look, so that clusters brought up at once don't meet
   */
  static List<Integer> find(int count, int seed) throws IOException {
    int highest = ephemeral();
    int range = highest - LOWEST;
    List<ServerSocket> held = new ArrayList<>();
    try {
      int start = Math.floorMod(seed, range);
      for (int i = 0; i < range && held.size() < count; i++) {
        hold(LOWEST + (start + i) % range, held);
      }
      if (held.size() < count) {
        throw new IOException(
            "fewer than %d free ports between %d and %d".formatted(count, LOWEST, highest));
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }

  private static void hold(int port, List<ServerSocket> held) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(false);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      held.add(socket);
    } catch (IOException taken) {
      socket.close();
    }
  }

  private static int ephemeral() {
    try {
      String range = Files.readString(Path.of("/proc/sys/net/ipv4/ip_local_port_range"));
      int lowest = Integer.parseInt(range.strip().split("\\s+", -1)[0]);
      return lowest > LOWEST + 1_000 ? lowest : USUAL_EPHEMERAL;
    } catch (IOException | NumberFormatException e) {
      // Not Linux: the range of others begins higher.
      return USUAL_EPHEMERAL;
    }
  }
}
