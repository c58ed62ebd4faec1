package dev.drover.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Shows our Markdown pages on a terminal: as much of Markdown as these pages use. */
public final class MarkdownText {

  private static final int WIDTH = 100;
  private static final String NARROWEST = "                    ";

  private final StringBuilder out = new StringBuilder();
  private final List<List<String>> table = new ArrayList<>();
  private boolean fenced;

  private MarkdownText() {}

  /** The page for a terminal. */
  public static String of(String markdown) {
    MarkdownText text = new MarkdownText();
    markdown.lines().forEach(text::line);
    text.endTable();
    return text.out.toString().replaceAll("\n{3,}", "\n\n").strip() + "\n";
  }

  private void line(String line) {
    if (!fenced && line.startsWith("|")) {
      table.add(cells(line));
      return;
    }
    endTable();
    if (line.startsWith("```")) {
      fenced = !fenced;
    } else if (fenced) {
      out.append(line.isEmpty() ? "" : "    " + line).append('\n');
    } else if (line.startsWith("## ")) {
      out.append(line.substring(3).toUpperCase(Locale.ROOT)).append('\n');
    } else if (line.startsWith("# ")) {
      out.append(plain(line.substring(2))).append('\n');
    } else if (!line.startsWith("<!--")) {
      wrapped(plain(line), line.startsWith("- ") ? "  " : "");
    }
  }

  private static List<String> cells(String row) {
    String inner = row.substring(1, row.endsWith("|") ? row.length() - 1 : row.length());
    return Arrays.stream(inner.split("(?<!\\\\)\\|", -1))
        .map(cell -> plain(cell.strip().replace("\\|", "|")))
        .toList();
  }

  /** Without what only a page can have. */
  private static String plain(String text) {
    return text.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1").replace("**", "").replace("`", "");
  }

  private void endTable() {
    if (table.isEmpty()) {
      return;
    }
    List<List<String>> rows =
        table.stream().filter(row -> !row.stream().allMatch(cell -> cell.matches("-+"))).toList();
    int columns = rows.getFirst().size();
    int[] widths =
        IntStream.range(0, columns)
            .map(i -> rows.stream().mapToInt(row -> cell(row, i).length()).max().orElse(0))
            .toArray();
    for (List<String> row : rows) {
      StringBuilder start = new StringBuilder("  ");
      for (int i = 0; i < columns - 1; i++) {
        start.append(cell(row, i)).append(" ".repeat(widths[i] - cell(row, i).length() + 2));
      }
      wrapped(start + cell(row, columns - 1), " ".repeat(start.length()));
    }
    table.clear();
  }

  private static String cell(List<String> row, int number) {
    return number < row.size() ? row.get(number) : "";
  }

  /** Breaks a line between words; what follows the first is indented. */
  private void wrapped(String text, String indentation) {
    String indent = indentation.length() > WIDTH - NARROWEST.length() ? NARROWEST : indentation;
    String rest = text;
    while (rest.length() > WIDTH) {
      int at = rest.lastIndexOf(' ', WIDTH);
      if (at <= indent.length()) {
        break;
      }
      out.append(rest.substring(0, at).stripTrailing()).append('\n');
      rest = indent + rest.substring(at + 1);
    }
    out.append(rest.stripTrailing()).append('\n');
  }
}
