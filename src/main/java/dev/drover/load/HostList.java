package dev.drover.load;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An inventory that is written on the command line: host names with at least one comma. */
public final class HostList {

  private HostList() {}

  /** True if this names hosts, and no file. */
  public static boolean isOne(Path place) {
    return place.toString().contains(",") && !Files.exists(place);
  }

  /** Places of an inventory without detours in their paths, as messages name them. */
  public static List<Path> normalized(List<Path> places) {
    return places.stream().map(place -> isOne(place) ? place : place.normalize()).toList();
  }

  /** Adds its hosts to the draft, in no group. */
  static void read(Path place, InventoryDraft draft, Diagnostics diagnostics) {
    String text = place.toString();
    Source source = new Source("-i", text);
    int start = 0;
    for (String part : text.split(",", -1)) {
      String name = part.strip();
      if (!name.isEmpty()) {
        Span span = source.span(start + part.indexOf(name), name.length());
        HostNames.expand(name, span, diagnostics)
            .ifPresent(hosts ->
                draft.add(
                    hosts,
                    span,
                    InventoryDraft.UNGROUPED,
                    IniInventory.withPort(hosts, span, List.of())));
      }
      start += part.length() + 1;
    }
  }
}
