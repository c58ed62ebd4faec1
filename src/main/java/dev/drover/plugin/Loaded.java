package dev.drover.plugin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a plugin adds, once it is loaded: by point and name. */
final class Loaded {
  private final Map<Class<?>, Map<String, Object>> parts = new LinkedHashMap<>();

  /** Adds a part; a second one of its name is a mistake of the plugin. */
  void add(String plugin, Points point, String name, Object part) throws PluginException {
    if (parts.computeIfAbsent(point.type(), _ -> new LinkedHashMap<>()).put(name, part) != null) {
      throw new PluginException(
          "the plugin `%s` declares the %s `%s` twice".formatted(plugin, point.words(), name),
          "leave one of them");
    }
  }

  /** The part of a name. */
  <T> Optional<T> find(Class<T> point, String name) {
    return Optional.ofNullable(parts.getOrDefault(point, Map.of()).get(name)).map(point::cast);
  }

  /** Refuses what {@code plugin.yml} does not say, and what is not as it says. */
  Loaded checked(Manifest manifest) throws PluginException {
    for (Points point : Points.values()) {
      Set<String> promised = new TreeSet<>(point.names(manifest.provides()));
      Set<String> there = new TreeSet<>(parts.getOrDefault(point.type(), Map.of()).keySet());
      for (String name : there) {
        if (!promised.contains(name)) {
          throw new PluginException(
              "the plugin `%s` declares the %s `%s`, which its plugin.yml does not name"
                  .formatted(manifest.plugin(), point.words(), name),
              "add it to `provides`, or take it out of the plugin");
        }
      }
      promised.removeAll(there);
      if (!promised.isEmpty()) {
        throw new PluginException(
            "the plugin `%s` does not declare the %s `%s`, which its plugin.yml names"
                .formatted(manifest.plugin(), point.words(), promised.iterator().next()),
            "take it out of `provides`, or add it to the plugin");
      }
    }
    return this;
  }
}
