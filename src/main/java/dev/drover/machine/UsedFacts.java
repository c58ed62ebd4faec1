package dev.drover.machine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which facts a text uses, by their dotted names: {@code os.family}, {@code disk['/opt'].free}. It
 * goes by words, like whoever reads the text.
 *
 * @param names as they are written behind {@code facts.}; empty texts stand for all facts
 */
public record UsedFacts(Set<String> names) {

  private static final Pattern USE =
      Pattern.compile(
          "\\b" + HostFacts.NAME + "(\\s*}|(?:\\s*\\.\\s*[a-z_][a-z0-9_]*|\\s*\\[[^\\]]*\\])+)");

  /** What differs from one look to the next, without anything being wrong. */
  private static final List<Pattern> LIVE =
      List.of(
          Pattern.compile("cpu\\.load1(_per_cpu)?"),
          Pattern.compile("memory\\.available"),
          Pattern.compile("disk\\[.*\\]\\.free"),
          Pattern.compile("clock\\.offset"));

  /** The same without keys, to be compared with the beginning of a name. */
  private static final List<String> LIVE_NAMES =
      List.of("cpu.load1", "cpu.load1_per_cpu", "memory.available", "disk[].free", "clock.offset");

  public UsedFacts {
    names = Set.copyOf(names);
  }

  /** Those that a text uses. */
  public static UsedFacts in(String text) {
    Set<String> names = new TreeSet<>();
    Matcher uses = USE.matcher(text);
    while (uses.find()) {
      names.add(dotted(uses.group(1)));
    }
    return new UsedFacts(names);
  }

  /** A field may be picked by its name in brackets; only disks are picked by what is no name. */
  private static String dotted(String path) {
    return path.replaceAll("[\\s}]", "")
        .replaceAll("(?<!disk)\\[['\"]([a-z0-9_]+)['\"]\\]", ".$1")
        .replaceFirst("^\\.", "");
  }

  /** True if there is none. */
  public boolean isEmpty() {
    return names.isEmpty();
  }

  /** Those that differ from one look to the next, sorted, as a runbook writes them. */
  public List<String> live() {
    return names.stream()
        .filter(UsedFacts::mayBeLive)
        .sorted()
        .map(name -> name.isEmpty() ? HostFacts.NAME : HostFacts.NAME + "." + name)
        .toList();
  }

  /** A whole group of facts is live if one of them is. */
  private static boolean mayBeLive(String name) {
    String plain = name.replaceAll("\\[[^\\]]*\\]", "[]");
    return plain.isEmpty()
        || LIVE_NAMES.stream()
            .anyMatch(live -> (live + ".").startsWith(plain + ".") || live.startsWith(plain + "["));
  }

  /**
   * What a machine told of those that don't differ from one look to the next, by their names as a
   * runbook writes them.
   *
   * @param told what {@link HostFacts#plain} is
   */
  public Map<String, String> pinned(Map<String, Object> told) {
    Map<String, String> leaves = new TreeMap<>();
    flatten("", told, leaves);
    return leaves.entrySet().stream()
        .filter(leaf -> LIVE.stream().noneMatch(live -> live.matcher(leaf.getKey()).matches()))
        .filter(leaf -> names.stream().anyMatch(name -> uses(name, leaf.getKey())))
        .collect(
            Collectors.toMap(
                leaf -> HostFacts.NAME + "." + leaf.getKey(),
                Map.Entry::getValue,
                (one, _) -> one,
                TreeMap::new));
  }

  /** The fact itself, the group that it is in, or something that is made of it. */
  private static boolean uses(String name, String leaf) {
    String used = name.replaceAll("\\[[^\\]]*\\]", "[]");
    String fact = leaf.replaceAll("\\[[^\\]]*\\]", "[]");
    return used.isEmpty()
        || (fact + ".").startsWith(used + ".")
        || fact.startsWith(used + "[")
        || (used + ".").startsWith(fact + ".");
  }

  private static void flatten(String path, Map<?, ?> from, Map<String, String> leaves) {
    from.forEach((name, value) -> {
      String own =
          path.equals("disk")
              ? path + "['" + name + "']"
              : path.isEmpty() ? "" + name : path + "." + name;
      if (value instanceof Map<?, ?> inner) {
        flatten(own, inner, leaves);
      } else {
        leaves.put(own, String.valueOf(value));
      }
    });
  }
}
