package dev.drover.load;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.model.Host;
import dev.drover.model.HostPattern;
import dev.drover.model.HostPattern.Written;
import dev.drover.model.Inventory;
import dev.drover.secret.Vault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The hosts that {@code --limit} leaves: a host pattern, in which {@code @FILE} stands for the
 * patterns in a file, one on each line, and a line that begins with {@code #} is a comment.
 */
public final class Limit {

  private Limit() {}

  /**
   * The hosts, in the order of the inventory; none if the pattern is wrong or selects none, which
   * is reported.
   *
   * @param text what stands behind {@code --limit}
   * @param directory what relative paths of files are relative to
   */
  public static List<Host> select(
      String text, Path directory, Inventory inventory, Diagnostics diagnostics) {
    if (inventory.hosts().isEmpty()) {
      return List.of(); // Why there are none has been told.
    }
    Source source = new Source("--limit", text);
    List<Written> parts = new ArrayList<>();
    long before = diagnostics.errors();
    int start = 0;
    while (start < text.length()) {
      boolean isFile = text.charAt(start) == '@';
      int comma = isFile ? text.indexOf(',', start) : text.indexOf(",@", start);
      int end = comma < 0 ? text.length() : comma;
      String part = text.substring(start, end);
      if (isFile) {
        SourceFile.read(directory.resolve(part.substring(1).strip()), Vault.locked(), diagnostics)
            .ifPresent(file -> lines(file, parts));
      } else {
        parts.add(new Written(part, source.span(start, part.length())));
      }
      start = end + 1;
    }
    if (parts.isEmpty()) {
      parts.add(new Written("", Span.startOf(source)));
    }
    return diagnostics.errors() > before
        ? List.of()
        : HostPattern.select(parts, inventory, diagnostics);
  }

  private static void lines(Source file, List<Written> parts) {
    int number = 0;
    for (String line : file.text().lines().toList()) {
      number++;
      String pattern = line.strip();
      if (!pattern.isEmpty() && !pattern.startsWith("#")) {
        int column = line.indexOf(pattern) + 1;
        parts.add(new Written(pattern, new Span(file, number, column, pattern.length())));
      }
    }
  }
}
