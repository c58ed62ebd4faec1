package dev.drover.plugin;

import java.util.Set;

/**
 * What the classes of a plugin see: the plugin interface, what that speaks of, and the JDK. Neither
 * the engine nor any library of Drover is there, so a plugin brings its own, of any version.
 */
final class ApiLoader extends ClassLoader {
  private static final Set<String> PACKAGES =
      Set.of(
          "dev.drover.task",
          "dev.drover.lb",
          "dev.drover.backup",
          "dev.drover.schema",
          "dev.drover.model",
          "dev.drover.machine",
          "dev.drover.remote",
          "dev.drover.rest",
          "dev.drover.sim",
          "dev.drover.expr",
          "dev.drover.yaml",
          "dev.drover.secret",
          "dev.drover.diag",
          "dev.drover.time",
          "org.jspecify.annotations");

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader drover;

  ApiLoader(ClassLoader drover) {
    super("plugin interface", getPlatformClassLoader());
    this.drover = drover;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String of = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    if (!PACKAGES.contains(of)) {
      throw new ClassNotFoundException(
          name + ", which is no part of the plugin interface; put it into the plugin's jar");
    }
    return drover.loadClass(name);
  }
}
