package dev.drover.lb;

import dev.drover.remote.Address;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Socket;
import dev.drover.remote.Word;
import dev.drover.task.Need;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * HAProxy by its Runtime API. It answers in text, with no status: what went wrong is recognised by
 * the words, and what went well by looking again.
 */
public final class Haproxy implements BalancerDriver {
  /** Forced, inherited, from the configuration, by DNS. */
  private static final int MAINT = 0x01 | 0x02 | 0x04 | 0x20;

  /** Tens of thousands of servers. */
  private static final int MOST = 16 << 20;

  private static final int DRAIN = 0x08 | 0x10;

  /** What stands between the columns of its tables, and before their names. */
  private static final Pattern COMMA = Pattern.compile(",");

  private static final Pattern BLANKS = Pattern.compile(" +");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final Pattern START = Pattern.compile("^# *");

  private final Door door;
  private final Address address;
  private final Optional<String> via;
  private final UnaryOperator<String> typed;

  /**
   * The instance that listens at an address.
   *
   * @param door the machine from which the address is reached
   * @param via that machine's name, empty for this one
   */
  public Haproxy(Door door, Address address, Optional<String> via) {
    this(door, address, via, UnaryOperator.identity());
  }

  Haproxy(Door door, Address address, Optional<String> via, UnaryOperator<String> typed) {
    this.typed = typed;
    this.door = door;
    this.address = address;
    this.via = via;
  }

  @Override
  public String name() {
    return "HAProxy at " + address + via.map(host -> " on " + host).orElse("");
  }

  @Override
  public List<Need> needs(boolean changes) {
    return List.of(new Need.Balancer(via, address, changes ? "admin" : "operator"));
  }

  @Override
  public List<Server> servers() throws RemoteException, InterruptedException {
    Map<String, Row> statistics = new HashMap<>();
    for (Row row : Row.of(ask("show stat"), 0, COMMA)) {
      statistics.put(row.text("pxname") + "/" + row.text("svname"), row);
    }
    List<Server> servers = new ArrayList<>();
    for (Row row : Row.of(ask("show servers state"), 1, BLANKS)) {
      String path = row.text("be_name") + "/" + row.text("srv_name");
      Optional<Row> statistic = Optional.ofNullable(statistics.get(path));
      servers.add(
          new Server(
              row.text("be_name"),
              row.text("srv_name"),
              admin(row.number("srv_admin_state")),
              health(row.number("srv_op_state")),
              statistic.map(of -> of.number("scur") + of.number("qcur")).orElse(0)));
    }
    if (servers.isEmpty()) {
      throw new RemoteException.Refused(
          name() + " names no server",
          "check that `address` in `balancer` is HAProxy's Runtime API, and that its level is"
              + " admin",
          null);
    }
    return servers;
  }

  private static Server.Admin admin(int bits) {
    if ((bits & MAINT) != 0) {
      return Server.Admin.MAINT;
    }
    return (bits & DRAIN) != 0 ? Server.Admin.DRAIN : Server.Admin.READY;
  }

  private static Server.Health health(int state) {
    return switch (state) {
      case 1 -> Server.Health.STARTING;
      case 2 -> Server.Health.UP;
      case 3 -> Server.Health.STOPPING;
      default -> Server.Health.DOWN;
    };
  }

  @Override
  public void set(String backend, String server, Server.Admin wanted)
      throws RemoteException, InterruptedException {
    String answer = ask(command(backend, server, wanted)).strip();
    if (!answer.isEmpty()) {
      throw refused("%s to %s/%s".formatted(word(wanted), backend, server), answer);
    }
    Optional<Server> now = server(backend, server);
    if (now.isEmpty() || now.get().admin() != wanted) {
      throw new RemoteException.Refused(
          "%s took `%s`, but says now: %s"
              .formatted(
                  name(),
                  command(backend, server, wanted),
                  now.map(Server::toString).orElse("no such server")),
          "look whether somebody else, or a reload, changes it at the same time",
          null);
    }
  }

  private RemoteException.Refused refused(String what, String answer) {
    String first = answer.lines().findFirst().orElse("");
    String next =
        first.toLowerCase(Locale.ROOT).contains("permission denied")
            ? "give the socket `level admin` in HAProxy's configuration"
            : first.startsWith("No such")
                ? "correct `server` and `backends` in the inventory's `balancer`"
                : "look at HAProxy's log and version";
    return new RemoteException.Refused(
        "%s refused %s: %s".formatted(name(), what, first), next, null);
  }

  private static String command(String backend, String server, Server.Admin wanted) {
    return "set server " + backend + "/" + server + " state " + word(wanted);
  }

  private static String word(Server.Admin wanted) {
    return wanted.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String byHand(List<String> backends, String server, Server.Admin wanted) {
    String commands =
        backends.stream()
            .map(backend -> command(backend, server, wanted))
            .collect(Collectors.joining("; "));
    String relay =
        switch (address) {
          case Address.UnixSocket socket -> {
            String path = Word.of(socket.path()).quoted();
            yield "socat stdio unix-connect:" + path + " || nc -U " + path;
          }
          case Address.Tcp tcp ->
              "socat stdio tcp-connect:%s || nc %s %d".formatted(tcp, tcp.host(), tcp.port());
        };
    return "echo '" + commands + "' | " + typed.apply(relay);
  }

  /** One line, one answer: HAProxy hangs up after it. */
  private String ask(String line) throws RemoteException, InterruptedException {
    String answer;
    try (Socket socket = door.open().connect(address)) {
      OutputStream out = socket.out();
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
      byte[] said = socket.in().readNBytes(MOST + 1);
      if (said.length > MOST) {
        throw new RemoteException.Refused(
            "%s answers `%s` with more than %d MiB".formatted(name(), line, MOST >> 20),
            "check that `address` in `balancer` is HAProxy's Runtime API",
            null);
      }
      answer = new String(said, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new RemoteException.Unreachable(
          name() + " hung up before it had answered `" + line + "`: " + e.getMessage(),
          "check that HAProxy runs and that `address` in `balancer` is its Runtime API",
          e);
    }
    if (answer.startsWith("Unknown command") || answer.startsWith("Permission denied")) {
      throw refused("`" + line + "`", answer);
    }
    return answer;
  }

  /** A line of a table, by the names in its header; the list of columns grows with versions. */
  private record Row(Map<String, Integer> columns, List<String> values) {
    /**
     * The rows of a table.
     *
     * @param before lines before the header
     */
    static List<Row> of(String text, int before, Pattern separator) {
      List<String> lines = text.lines().skip(before).filter(line -> !line.isBlank()).toList();
      if (lines.isEmpty()) {
        return List.of();
      }
      String[] names = separator.split(START.matcher(lines.getFirst()).replaceFirst(""), -1);
      Map<String, Integer> columns = new HashMap<>();
      for (int i = 0; i < names.length; i++) {
        columns.put(names[i].strip(), i);
      }
      return lines.stream()
          .skip(1)
          .map(line -> new Row(columns, List.of(separator.split(line, -1))))
          .toList();
    }

    String text(String column) {
      int at = columns.getOrDefault(column, values.size());
      return at < values.size() ? values.get(at) : "";
    }

    int number(String column) {
      String value = text(column);
      return NUMBER.matcher(value).matches() ? Integer.parseInt(value) : 0;
    }
  }
}
