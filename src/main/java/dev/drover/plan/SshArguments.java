package dev.drover.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The arguments of ssh that inventories give, as far as they say how a machine is reached. No
 * program is ever run for them: a {@code ProxyCommand} that is nothing but a jump is taken as one,
 * any other is refused. What only tunes the ssh program is passed over, for it is not what
 * connects.
 */
final class SshArguments {

  /** Options of ssh that say nothing about the way to a machine. */
  private static final Set<String> TUNING =
      Set.of(
          "addkeystoagent",
          "batchmode",
          "ciphers",
          "compression",
          "connectionattempts",
          "connecttimeout",
          "controlmaster",
          "controlpath",
          "controlpersist",
          "forwardagent",
          "gssapiauthentication",
          "hostkeyalgorithms",
          "identitiesonly",
          "ipqos",
          "kbdinteractiveauthentication",
          "kexalgorithms",
          "loglevel",
          "macs",
          "numberofpasswordprompts",
          "passwordauthentication",
          "preferredauthentications",
          "pubkeyacceptedalgorithms",
          "pubkeyacceptedkeytypes",
          "pubkeyauthentication",
          "requesttty",
          "serveralivecountmax",
          "serveraliveinterval",
          "tcpkeepalive",
          "updatehostkeys",
          "visualhostkey");

  /** Not an option of ssh: the keys that a {@code ProxyCommand} gives for its jump host. */
  static final String JUMP_IDENTITY = "jumpidentity";

  private static final Set<String> USED =
      Set.of("proxyjump", "userknownhostsfile", "port", "user", "identityfile");

  private static final Pattern OPTION = Pattern.compile("\\s*(\\w+)(?:\\s*=\\s*|\\s+)(.*)");
  private static final Pattern QUIET = Pattern.compile("-[qvTtCAan46]+");
  private static final Pattern WORD =
      Pattern.compile("(?:[^\\s\"']|\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*')+");
  private static final Pattern PLACE = Pattern.compile("[\\p{Alnum}_][\\p{Alnum}_.@:\\[\\]-]*");

  private final Map<String, List<String>> options = new LinkedHashMap<>();
  private final List<String> unknown = new ArrayList<>();
  private final List<String> unheeded = new ArrayList<>();

  private SshArguments() {}

  /** Reads what stands in an inventory; a shell's quotes are understood, its variables are not. */
  static SshArguments of(List<String> arguments) {
    SshArguments read = new SshArguments();
    arguments.forEach(text -> read.read(words(text)));
    return read;
  }

  /** What is said first for an option, as in ssh. */
  Optional<String> first(String option) {
    return all(option).stream().findFirst();
  }

  List<String> all(String option) {
    return options.getOrDefault(option.toLowerCase(Locale.ROOT), List.of());
  }

  /** What can't be followed. */
  List<String> unknown() {
    return unknown;
  }

  /** What is not followed because host keys are always checked. */
  List<String> unheeded() {
    return unheeded;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group().replaceAll("\\\\(.)|[\"']", "$1"));
    }
    return words;
  }

  private void read(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (QUIET.matcher(word).matches()) {
        continue;
      }
      String flag = word.substring(0, Math.min(2, word.length()));
      boolean alone = word.length() <= 2 && i + 1 < words.size();
      String value = word.length() > 2 ? word.substring(2) : alone ? words.get(++i) : "";
      switch (flag) {
        case "-J" -> option("ProxyJump", value);
        case "-p" -> option("Port", value);
        case "-l" -> option("User", value);
        case "-i" -> option("IdentityFile", value);
        case "-o" -> {
          Matcher option = OPTION.matcher(value);
          if (option.matches()) {
            option(option.group(1), option.group(2));
          } else {
            unknown.add("-o " + value);
          }
        }
        default -> unknown.add((flag + " " + value).strip());
      }
    }
  }

  private void option(String name, String value) {
    String key = name.toLowerCase(Locale.ROOT);
    boolean none = value.equals("/dev/null") || value.equals("none");
    if (key.equals("stricthostkeychecking") || key.equals("checkhostip")) {
      if (List.of("no", "off", "false").contains(value)) {
        unheeded.add(name + "=" + value);
      }
    } else if (key.equals("userknownhostsfile") && none) {
      unheeded.add(name + "=" + value);
    } else if (key.equals("globalknownhostsfile") && none) {
      unheeded.add(name + "=" + value);
    } else if (key.equals("proxycommand")) {
      if (!value.equals("none") && !jump(value)) {
        refuse(name, value);
      }
    } else if (key.equals("port") && !value.matches("[0-9]{1,5}")) {
      refuse(name, value);
    } else if (USED.contains(key) && !value.isEmpty()) {
      add(key, value);
    } else if (!TUNING.contains(key)) {
      refuse(name, value);
    }
  }

  private void add(String key, String value) {
    options.computeIfAbsent(key, _ -> new ArrayList<>()).add(value);
  }

  private void refuse(String name, String value) {
    unknown.add("-o " + name + "=" + value);
  }

  /**
   * Takes a command of the form {@code ssh -W %h:%p … [user@]host} as a jump host, if it is one.
   */
  private boolean jump(String command) {
    List<String> words = words(command);
    if (words.isEmpty() || !words.getFirst().matches("(/usr/bin/)?ssh")) {
      return false;
    }
    List<String> flags = new ArrayList<>();
    List<String> places = new ArrayList<>();
    boolean forwards = false;
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("-W") && i + 1 < words.size()) {
        forwards |= words.get(++i).matches("\\[?%h]?:%p");
      } else if (List.of("-p", "-l", "-o", "-i").contains(word) && i + 1 < words.size()) {
        flags.addAll(List.of(word, words.get(++i)));
      } else if (word.startsWith("-")) {
        flags.add(word);
      } else {
        places.add(word);
      }
    }
    SshArguments inner = new SshArguments();
    inner.read(flags);
    boolean simple =
        inner.unknown.isEmpty()
            && inner.all("ProxyJump").isEmpty()
            && inner.all("UserKnownHostsFile").isEmpty();
    if (!forwards || !simple || places.size() != 1 || !PLACE.matcher(places.getFirst()).matches()) {
      return false;
    }
    String place = places.getFirst();
    String user = inner.first("User").filter(_ -> !place.contains("@")).orElse("");
    String port = inner.first("Port").map(number -> ":" + number).orElse("");
    add("proxyjump", (user.isEmpty() ? "" : user + "@") + place + port);
    inner.all("IdentityFile").forEach(key -> add(JUMP_IDENTITY, key));
    unheeded.addAll(inner.unheeded);
    return true;
  }
}
