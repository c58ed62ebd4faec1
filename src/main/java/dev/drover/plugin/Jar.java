package dev.drover.plugin;

import dev.drover.backup.BackupDriver;
import dev.drover.lb.BalancerMaker;
import dev.drover.task.InventorySource;
import dev.drover.task.Kinds.Registered;
import dev.drover.task.TaskKind;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Loads plugins that are jars: what their {@code META-INF/services} name. */
final class Jar {
  private final Manifest manifest;
  private final Path file;

  private Jar(Manifest manifest, Path file) {
    this.manifest = manifest;
    this.file = file;
  }

  static Loaded load(Folder folder) throws PluginException, InterruptedException {
    return new Jar(folder.manifest(), folder.file()).load();
  }

  /** On a thread of its own: a static initializer that hangs can't be ended, only left behind. */
  private Loaded load() throws PluginException, InterruptedException {
    FutureTask<Loaded> loading = new FutureTask<>((Callable<Loaded>) this::services);
    Thread.ofPlatform().daemon().name("plugin " + manifest.plugin()).start(loading);
    try {
      return loading.get(manifest.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      loading.cancel(true);
      throw broken(
          "did not load within " + dev.drover.schema.Durations.text(manifest.timeout()),
          "construct it without side effects, and quickly");
    } catch (ExecutionException e) {
      throw broken(e.getCause() == null ? e : e.getCause());
    }
  }

  private Loaded services() throws PluginException {
    ClassLoader loader = loader();
    Loaded loaded = new Loaded();
    for (TaskKind<?> kind : ServiceLoader.load(TaskKind.class, loader)) {
      add(kind, loaded);
    }
    for (BalancerMaker maker : own(BalancerMaker.class, loader)) {
      loaded.add(manifest.plugin(), Points.BALANCER, maker.name(), maker);
    }
    for (InventorySource source : own(InventorySource.class, loader)) {
      loaded.add(manifest.plugin(), Points.INVENTORY, source.name(), source);
    }
    for (BackupDriver driver : own(BackupDriver.class, loader)) {
      loaded.add(manifest.plugin(), Points.BACKUP, driver.name(), driver);
    }
    return loaded;
  }

  private <T> List<T> own(Class<T> point, ClassLoader loader) {
    return ServiceLoader.load(point, loader).stream()
        .map(ServiceLoader.Provider::get)
        .map(one -> Guard.around(point, manifest.plugin(), one))
        .toList();
  }

  private <A extends Record> void add(TaskKind<A> kind, Loaded loaded) throws PluginException {
    Registered<A> plain = Registered.of(kind);
    Registered<A> guarded =
        new Registered<>(
            plain.about(), guarded(kind), plain.type(), plain.arguments(), plain.result());
    loaded.add(manifest.plugin(), Points.KIND, plain.name(), guarded);
  }

  @SuppressWarnings("unchecked") // the guard is of the kind's own type, which erasure hides
  private <A extends Record> TaskKind<A> guarded(TaskKind<A> kind) {
    return (TaskKind<A>) Guard.around(TaskKind.class, manifest.plugin(), kind);
  }

  /** Open as long as the process lives: its classes are used until then. */
  private ClassLoader loader() {
    try {
      return new URLClassLoader(
          manifest.plugin(),
          new URL[] {file.toUri().toURL()},
          new ApiLoader(Jar.class.getClassLoader()));
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a file has a URL: " + file, e);
    }
  }

  private PluginException broken(Throwable problem) {
    return switch (problem) {
      case PluginException known -> known;
      case ServiceConfigurationError error when error.getCause() != null ->
          broken("can't be loaded: " + error.getCause(), next(error.getCause()));
      default -> broken("can't be loaded: " + problem, next(problem));
    };
  }

  private static String next(Throwable problem) {
    return problem instanceof UnsupportedClassVersionError
        ? "compile it with `--release 25`"
        : "mend it; a plugin sees the plugin interface and the JDK only (docs/plugins.md)";
  }

  private PluginException broken(String what, String next) {
    return new PluginException("the plugin `" + manifest.plugin() + "` " + what, next);
  }
}
