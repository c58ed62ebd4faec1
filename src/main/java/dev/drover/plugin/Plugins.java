package dev.drover.plugin;

import dev.drover.task.Extensions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The plugins of some directories, by what they add. */
public final class Plugins implements Extensions {

  /** A name at a point. */
  private record Spot(Class<?> point, String name) {}

  private final List<Plugin> all = new ArrayList<>();
  private final Map<Spot, Plugin> bySpot = new HashMap<>();

  private Plugins() {}

  /**
   * The plugins in directories; of what two of them add under one name, the first counts, and the
   * second plugin is broken.
   *
   * @param builtIn the names at each point that are taken
   */
  public static Plugins in(List<Path> directories, Map<Class<?>, Set<String>> builtIn) {
    Plugins plugins = new Plugins();
    for (Path path : Search.folders(directories)) {
      plugins.add(path, builtIn);
    }
    return plugins;
  }

  private void add(Path path, Map<Class<?>, Set<String>> builtIn) {
    try {
      Folder folder = Folder.of(path);
      Plugin plugin = new Plugin(folder, () -> Loading.of(folder));
      try {
        refuseTaken(folder, builtIn);
      } catch (PluginException e) {
        plugin = new Plugin(path, java.util.Optional.of(folder), e);
      }
      all.add(plugin);
      for (Points point : Points.values()) {
        for (String name : point.names(folder.manifest().provides())) {
          bySpot.putIfAbsent(new Spot(point.type(), name), plugin);
        }
      }
    } catch (PluginException e) {
      all.add(new Plugin(path, java.util.Optional.empty(), e));
    }
  }

  private void refuseTaken(Folder folder, Map<Class<?>, Set<String>> builtIn)
      throws PluginException {
    for (Plugin other : all) {
      if (other.name().equals(folder.manifest().plugin())) {
        throw new PluginException(
            "the plugin `%s` is there twice: the one in `%s` counts"
                .formatted(other.name(), other.path()),
            "take `" + folder.path() + "` away");
      }
    }
    for (Points point : Points.values()) {
      Set<String> seen = new TreeSet<>();
      for (String name : point.names(folder.manifest().provides())) {
        Plugin owner = bySpot.get(new Spot(point.type(), name));
        String taken =
            !seen.add(name)
                ? "its plugin.yml names it twice"
                : builtIn.getOrDefault(point.type(), Set.of()).contains(name)
                    ? "it is built in"
                    : owner != null ? "the plugin `" + owner.name() + "` has it" : "";
        if (!taken.isEmpty()) {
          throw new PluginException(
              "the plugin `%s` declares the %s `%s`, but %s"
                  .formatted(folder.manifest().plugin(), point.words(), name, taken),
              "give it another name");
        }
      }
    }
  }

  /** All that were found, in the order of the search. */
  public List<Plugin> all() {
    return List.copyOf(all);
  }

  @Override
  public List<Path> files() {
    return all.stream().filter(Plugin::isLoaded).flatMap(one -> one.files().stream()).toList();
  }

  @Override
  public Set<String> names(Class<?> point) {
    Set<String> names = new TreeSet<>();
    bySpot.keySet().stream()
        .filter(spot -> spot.point() == point)
        .forEach(spot -> names.add(spot.name()));
    return names;
  }

  @Override
  public <T> Found<T> find(Class<T> point, String name) {
    Plugin plugin = bySpot.get(new Spot(point, name));
    if (plugin == null) {
      return new Found.Unknown<>();
    }
    return plugin
        .load()
        .flatMap(loaded -> loaded.find(point, name))
        .<Found<T>>map(Found.Is::new)
        .or(() -> plugin.problem().map(e -> new Found.Broken<>(e.words(), e.next())))
        .orElseGet(Found.Unknown::new);
  }
}
