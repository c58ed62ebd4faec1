package dev.drover.lb;

import dev.drover.remote.Address;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the address of a balancer's interface. */
final class Access {
  private static final Pattern TCP =
      Pattern.compile("tcp://(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]+):(\\d{1,5})");
  private static final Pattern UNIX = Pattern.compile("unix:(?://)?(/[A-Za-z0-9._/@:+,=-]+)");

  private Access() {}

  static Address parse(String text) {
    Matcher tcp = TCP.matcher(text);
    if (tcp.matches()) {
      return new Address.Tcp(
          tcp.group(1).replaceAll("[\\[\\]]", ""), Integer.parseInt(tcp.group(2)));
    }
    Matcher unix = UNIX.matcher(text);
    if (unix.matches()) {
      return new Address.UnixSocket(unix.group(1));
    }
    throw new IllegalArgumentException(
        "`" + text + "` is no address: write unix:/path/of/socket or tcp://host:port");
  }
}
