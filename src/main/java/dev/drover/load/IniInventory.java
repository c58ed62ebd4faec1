package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.diag.Suggestion;
import dev.drover.load.IniWords.Word;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an inventory in Ansible's INI form. */
final class IniInventory {

  /** What the lines of a section are. */
  private enum Section {
    HOSTS,
    CHILDREN,
    VARS;

    static final List<String> NAMES = List.of("hosts", "children", "vars");

    static Section named(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }
  }

  private static final int LONGEST_LINE = 64 * 1024;

  private static final Pattern HEADER =
      Pattern.compile("\\[([^:\\]\\s]+)(?::(\\w+))?]\\s*(?:#.*)?");
  private static final Pattern COMMENT = Pattern.compile("\\s#.*");

  private final Source source;
  private final InventoryDraft draft;
  private final Diagnostics all;

  /** Those of this file. */
  private final Diagnostics diagnostics = new Diagnostics();

  private String group = InventoryDraft.UNGROUPED;
  private Section section = Section.HOSTS;
  private String line = "";
  private int number;
  private int entries;

  IniInventory(Source source, InventoryDraft draft, Diagnostics diagnostics) {
    this.source = source;
    this.draft = draft;
    this.all = diagnostics;
  }

  /** Adds what the file says to the draft. */
  void read() {
    for (Iterator<String> lines = source.text().lines().iterator(); lines.hasNext(); ) {
      line = lines.next().stripTrailing();
      number++;
      int start = line.length() - line.stripLeading().length();
      if (start == line.length() || line.charAt(start) == '#' || line.charAt(start) == ';') {
        continue;
      }
      if (line.length() > LONGEST_LINE) {
        diagnostics.error(
            Code.YAML_LIMIT,
            span(start, start + 1),
            "this is larger than a file written by hand: a line without end",
            "a line may have 64 KiB");
      } else if (line.chars().anyMatch(c -> c != '\t' && Character.isISOControl(c))) {
        wrong(span(start, line.length()), "a control character stands in this line", "remove it");
      } else if (!header(start)) {
        entry(start);
      }
      entries++;
      if (entries % 16 == 0 && Likeness.isLost(diagnostics, entries)) {
        break;
      }
    }
    Likeness.tell(source, diagnostics, entries, all);
  }

  private boolean header(int start) {
    String text = line.substring(start);
    Matcher header = HEADER.matcher(text);
    if (header.matches()) {
      enter(header, start);
      return true;
    }
    if (text.startsWith("[") && text.endsWith("]") && text.indexOf(']') == text.length() - 1) {
      wrong(
          span(start, line.length()),
          "`" + text + "` is no section",
          "write `[group]`, `[group:children]` or `[group:vars]`, without spaces");
      return true;
    }
    return false;
  }

  private void enter(Matcher header, int start) {
    group = header.group(1);
    Span name = span(start + header.start(1), start + header.end(1));
    String kind = header.group(2) == null ? "hosts" : header.group(2);
    if (!Section.NAMES.contains(kind)) {
      diagnostics.error(
          Code.INVENTORY_UNKNOWN_SECTION,
          span(start + header.start(2), start + header.end(2)),
          "a group has no section `" + kind + "`",
          meant(kind)
              .map(near -> "did you mean `" + near + "`?")
              .orElse("its sections: " + String.join(", ", Section.NAMES)));
      // Its lines are not to be mistakes too.
      section = meant(kind).map(Section::named).orElse(Section.HOSTS);
      draft.declare(group, name);
      return;
    }
    section = Section.named(kind);
    if (section == Section.VARS) {
      draft.group(group, name);
    } else {
      draft.declare(group, name);
    }
  }

  private static Optional<String> meant(String kind) {
    return kind.startsWith("child")
        ? Optional.of("children")
        : Suggestion.nearest(kind, Section.NAMES);
  }

  private void entry(int start) {
    switch (section) {
      case HOSTS -> host(start);
      case CHILDREN -> child(start);
      case VARS -> variable(start);
    }
  }

  private void child(int start) {
    Matcher comment = COMMENT.matcher(line).region(start, line.length());
    int end = comment.find() ? comment.start() : line.length();
    String child = line.substring(start, end).stripTrailing();
    Span span = span(start, start + child.length());
    if (HostNames.isGroup(child, span, diagnostics)) {
      draft.group(child, span);
      draft.group(group, span).children.putIfAbsent(child, span);
    }
  }

  private void variable(int start) {
    int equals = line.indexOf('=', start);
    if (equals < 0) {
      wrong(
          span(start, line.length()),
          "`" + line.substring(start) + "` sets no variable",
          "write `name=value`");
      return;
    }
    String name = line.substring(start, equals).stripTrailing();
    String value = line.substring(equals + 1).strip();
    Span place = span(line.length() - value.length(), line.length());
    Node node = PythonLiteral.orText(value, false, place);
    if (node instanceof ScalarNode text && text.text().equals(value) && value.contains(" #")) {
      diagnostics.warning(
          Code.INVENTORY_SYNTAX,
          place,
          "the text from `#` on is part of the value of `" + name + "`, as in Ansible",
          "put the comment on a line of its own, or the value in quotes");
    }
    setting(name, start, node)
        .ifPresent(setting ->
            draft
                .group(group, setting.name().span())
                .vars
                .put(setting, false, "group " + group, diagnostics));
  }

  private void host(int start) {
    IniWords split = IniWords.of(line, start);
    if (split.unclosed().isPresent()) {
      int at = split.unclosed().get();
      wrong(
          span(at, at + 1),
          "nothing closes this `" + line.charAt(at) + "`",
          "close it, or write a backslash before it");
      return;
    }
    split
        .cut()
        .ifPresent(at ->
            diagnostics.warning(
                Code.INVENTORY_SYNTAX,
                span(at, line.length()),
                "an unquoted `#` begins a comment, even in the midst of a word",
                "put the value in quotes, or a space before the comment"));
    Word first = split.words().getFirst();
    Span span = span(first.start(), first.end());
    List<Setting> settings = settings(split.words().subList(1, split.words().size()));
    HostNames.expand(first.text(), span, diagnostics)
        .ifPresent(entry -> draft.add(entry, span, group, withPort(entry, span, settings)));
  }

  /** The settings of a host line, with the port that stands behind its name. */
  static List<Setting> withPort(HostNames.Expanded entry, Span span, List<Setting> settings) {
    if (entry.port().isEmpty()) {
      return settings;
    }
    List<Setting> all = new ArrayList<>();
    all.add(
        new Setting(
            new ScalarNode("ansible_port", true, "", span),
            new ScalarNode(entry.port().get(), true, "", span)));
    all.addAll(settings);
    return all;
  }

  private List<Setting> settings(List<Word> words) {
    List<Setting> settings = new ArrayList<>();
    for (Word word : words) {
      if (word.isSetting()) {
        Span value = span(Math.min(word.value(), word.end() - 1), word.end());
        Node node = PythonLiteral.orText(word.given(), word.quoted(), value);
        setting(word.name(), word.start(), node).ifPresent(settings::add);
      } else {
        wrong(
            span(word.start(), word.end()),
            "`" + word.text() + "` sets no variable",
            "write `name=value`, one host on each line, and values with spaces in quotes");
      }
    }
    return settings;
  }

  private Optional<Setting> setting(String name, int start, Node value) {
    Setting setting =
        new Setting(new ScalarNode(name, true, "", span(start, start + name.length())), value);
    return setting.check(diagnostics) ? Optional.of(setting) : Optional.empty();
  }

  private void wrong(Span span, String message, String hint) {
    diagnostics.error(Code.INVENTORY_SYNTAX, span, message, hint);
  }

  /** The place of a part of the current line, by offsets in it. */
  private Span span(int start, int end) {
    int from = Math.min(start, line.length());
    int to = Math.clamp(end, from, line.length());
    return new Span(
        source,
        number,
        line.codePointCount(0, from) + 1,
        Math.max(1, line.codePointCount(from, to)));
  }
}
