package dev.drover.plugin;

import dev.drover.expr.Value;
import dev.drover.expr.Values;
import dev.drover.remote.RemoteException;
import dev.drover.task.InventorySource;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An inventory source that is a program. */
record ProgramInventory(Executable executable, Described.SourceOf described, Options options)
    implements InventorySource {

  /** What it answers to {@code inventory}: one of these. */
  record Listed(Optional<Map<String, Value>> inventory, Optional<String> failed) {
    Listed {
      if (inventory.isPresent() == failed.isPresent()) {
        throw new IllegalArgumentException("an answer has either `inventory` or `failed`");
      }
    }
  }

  ProgramInventory(Executable executable, Described.SourceOf described) {
    this(executable, described, new Options(described.options()));
  }

  @Override
  public String name() {
    return described.name();
  }

  @Override
  public String list(Path file, Map<String, Object> settings)
      throws SourceException, InterruptedException {
    Map<String, Value> written = new LinkedHashMap<>();
    settings.forEach((name, value) -> written.put(name, Value.of(value)));
    Optional<String> refused = options.refuses(written, file);
    if (refused.isPresent()) {
      throw new SourceException(refused.get().replaceFirst("^`options`: ", ""));
    }
    try {
      Listed listed =
          new Dialogue(executable, "inventory")
              .answer(
                  Map.of("inventory", described.name(), "options", options.revealed(written, file)),
                  Listed.class);
      if (listed.failed().isPresent()) {
        throw new SourceException(listed.failed().get());
      }
      Map<String, Object> plain = new LinkedHashMap<>();
      listed
          .inventory()
          .orElse(Map.of())
          .forEach((name, value) -> plain.put(name, Values.plain(value)));
      return Message.write(plain);
    } catch (PluginException e) {
      throw new SourceException(e.words());
    } catch (RemoteException e) {
      throw new IllegalStateException("an inventory source has no host", e);
    }
  }
}
