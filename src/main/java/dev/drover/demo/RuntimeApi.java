package dev.drover.demo;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks a balancer through its unix socket: one line, one answer, end of connection. */
public record RuntimeApi(Path socket) {

  /**
   * A server as {@code show stat} shows it.
   *
   * @param status for instance {@code UP}, {@code DRAIN}, {@code MAINT}, {@code DOWN 1/2}
   * @param sessions connections to it now
   */
  public record Row(String backend, String server, String status, int sessions) {

    /** True if it gets new sessions. */
    public boolean takesTraffic() {
      return status.startsWith("UP") || status.equals("no check");
    }
  }

  /** The one that answers at a socket. */
  public static RuntimeApi at(Path socket) {
    return new RuntimeApi(socket);
  }

  /** Sends a line and returns the whole answer. */
  public String ask(String line) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      ByteBuffer question = StandardCharsets.UTF_8.encode(line + "\n");
      while (question.hasRemaining()) {
        channel.write(question);
      }
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Every server of every backend. */
  public List<Row> servers() throws IOException {
    List<String> lines = ask("show stat -1 4 -1").lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty() || !lines.getFirst().startsWith("# ")) {
      throw new IOException("the balancer at " + socket + " does not answer `show stat`: " + lines);
    }
    List<String> header = List.of(lines.getFirst().substring(2).split(",", -1));
    List<Row> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      List<String> fields = List.of(line.split(",", -1));
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < Math.min(header.size(), fields.size()); i++) {
        row.put(header.get(i), fields.get(i));
      }
      rows.add(
          new Row(
              row.getOrDefault("pxname", ""),
              row.getOrDefault("svname", ""),
              row.getOrDefault("status", ""),
              Integer.parseInt(row.getOrDefault("scur", "0"))));
    }
    return List.copyOf(rows);
  }
}
