package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.expr.Template;
import dev.drover.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of machines and groups. They end up in commands, paths and messages, so only letters
 * that mean nothing there are let in; in particular, none can be taken for an option of ssh.
 */
final class HostNames {

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}._-]*");
  private static final Pattern IPV6 =
      Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern BRACKETED = Pattern.compile("\\[([^\\[\\]]+)](?::([0-9]+))?");
  private static final Pattern WITH_PORT =
      Pattern.compile("((?:[^:\\[\\]]|\\[[^\\]]*])+):([0-9]+)");

  /** Much longer than any name; what is longer takes patterns and commands too much time. */
  private static final int LONGEST = 1_000;

  private HostNames() {}

  /**
   * What one entry of an inventory names.
   *
   * @param names the machines, in order
   * @param port the port that is written behind them
   */
  record Expanded(List<String> names, Optional<String> port) {

    Expanded {
      names = List.copyOf(names);
    }
  }

  /** The machines of an entry such as {@code web[01:20].example.com:2222}; wrong ones reported. */
  static Optional<Expanded> expand(String entry, Span span, Diagnostics diagnostics) {
    if (entry.length() > LONGEST) {
      refuse("host", entry.substring(0, 20) + "…", span, diagnostics);
      return Optional.empty();
    }
    Matcher bracketed = BRACKETED.matcher(entry);
    if (bracketed.matches() && isIpv6(bracketed.group(1))) {
      return Optional.of(
          new Expanded(List.of(bracketed.group(1)), Optional.ofNullable(bracketed.group(2))));
    }
    Matcher withPort = WITH_PORT.matcher(entry);
    boolean port = withPort.matches();
    String pattern = port ? withPort.group(1) : entry;
    List<String> names = new ArrayList<>();
    if (!HostRange.expand(pattern, span, names, diagnostics)) {
      return Optional.empty();
    }
    for (String name : names) {
      if (!isHost(name, span, diagnostics)) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new Expanded(names, port ? Optional.of(withPort.group(2)) : Optional.empty()));
  }

  /** True if a machine may have this name; else that is reported. */
  static boolean isHost(String name, Span span, Diagnostics diagnostics) {
    if (NAME.matcher(name).matches() || isIpv6(name)) {
      return true;
    }
    refuse("host", name, span, diagnostics);
    return false;
  }

  /** True if a group may have this name; else that is reported. */
  static boolean isGroup(String name, Span span, Diagnostics diagnostics) {
    if (name.length() <= LONGEST && NAME.matcher(name).matches()) {
      return true;
    }
    refuse("group", name, span, diagnostics);
    return false;
  }

  /** True if this can be the address of a machine; a template is judged when it is filled. */
  static boolean isAddress(ScalarNode address, Diagnostics diagnostics) {
    String text = address.text();
    if (Template.isIn(address)
        || (text.length() <= LONGEST && (NAME.matcher(text).matches() || isIpv6(text)))) {
      return true;
    }
    refuse("host", text, address.span(), diagnostics);
    return false;
  }

  private static boolean isIpv6(String text) {
    return IPV6.matcher(text).matches() && (text.contains("::") || text.split(":").length == 8);
  }

  private static void refuse(String what, String name, Span span, Diagnostics diagnostics) {
    diagnostics.error(
        Code.INVENTORY_NAME, span, "`" + name + "` can't be the name of a " + what, hint(name));
  }

  private static String hint(String name) {
    if (name.equals("---")) {
      return "this looks like YAML; give the file a name that ends in .yml";
    }
    if (name.startsWith("-")) {
      return "a name that begins with `-` would be an option of ssh; begin it with a letter or digit";
    }
    if (name.contains("=")) {
      return "variables of a group stand below `[GROUP:vars]`; a line below `[GROUP]` begins with a"
          + " host";
    }
    if (name.contains("@")) {
      return "write the host alone, and the user as `ansible_user`";
    }
    if (name.endsWith(":")) {
      return "write a port behind the `:`, or give a file in YAML a name that ends in .yml";
    }
    return "a name has letters, digits, `.`, `_` and `-`, and begins with a letter or digit";
  }
}
