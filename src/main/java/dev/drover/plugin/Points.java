package dev.drover.plugin;

import dev.drover.task.Kinds.Registered;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The points at which something can be added, with their words. */
final class Points {
  private Points() {}

  static Set<Class<?>> all() {
    return new LinkedHashSet<>(List.of(Registered.class));
  }

  /** The names that a plugin adds at a point. */
  static List<String> names(Class<?> point, Manifest.Provides provides) {
    if (point == Registered.class) {
      return provides.kinds();
    }
    throw new IllegalArgumentException("nothing can be added at " + point);
  }

  /** All that a plugin adds, in words. */
  static List<String> described(Manifest.Provides provides) {
    return all().stream()
        .flatMap(point ->
            names(point, provides).stream()
                .map(name -> words(point).replaceFirst("the ", "") + " " + name))
        .toList();
  }

  static String words(Class<?> point) {
    if (point == Registered.class) {
      return "the task kind";
    }
    throw new IllegalArgumentException("nothing can be added at " + point);
  }
}
