package dev.drover.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * A plugin that was found: loaded when it is first used, at most once.
 *
 * <p>Used by several threads.
 */
public final class Plugin {
  private final Path path;
  private final Optional<Folder> folder;
  private final Callable<Loaded> loading;
  private Optional<Loaded> loaded = Optional.empty();
  private Optional<PluginException> problem;

  Plugin(Folder folder, Callable<Loaded> loading) {
    this.path = folder.path();
    this.folder = Optional.of(folder);
    this.loading = loading;
    this.problem = Optional.empty();
  }

  Plugin(Path path, Optional<Folder> folder, PluginException problem) {
    this.path = path;
    this.folder = folder;
    this.loading = Loaded::new;
    this.problem = Optional.of(problem);
  }

  /** Where it lies. */
  public Path path() {
    return path;
  }

  /** Its name. */
  public String name() {
    return String.valueOf(path.getFileName());
  }

  /** What is known of it without loading it; empty if its {@code plugin.yml} can't be read. */
  public Optional<Card> card() {
    return folder.map(known ->
        new Card(
            known.manifest().version().text(),
            known.manifest().form().name().toLowerCase(java.util.Locale.ROOT),
            known.manifest().description(),
            Points.described(known.manifest().provides()),
            known.path().resolve(known.manifest().file())));
  }

  /**
   * What a plugin says of itself.
   *
   * @param adds what it adds, each with its sort: {@code task kind leave_note}
   */
  public record Card(
      String version, String form, String description, List<String> adds, Path file) {
    public Card {
      adds = List.copyOf(adds);
    }
  }

  /** Whether what must be built before it can be used has been. */
  public boolean isBuilt() {
    return folder.map(Folder::isBuilt).orElse(true);
  }

  /** Why it can't be used. */
  public record Problem(String words, String next) {}

  /** Loads it if that has not been tried, and tells what is wrong with it. */
  public Optional<Problem> check() {
    load();
    return problem().map(e -> new Problem(e.words(), e.next()));
  }

  Optional<Folder> folder() {
    return folder;
  }

  synchronized Optional<PluginException> problem() {
    return problem;
  }

  /** What it adds; empty if it is broken. */
  synchronized Optional<Loaded> load() {
    if (loaded.isEmpty() && problem.isEmpty()) {
      try {
        loaded = Optional.of(loading.call());
      } catch (PluginException e) {
        problem = Optional.of(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        problem = Optional.of(interrupted());
      } catch (Exception e) {
        throw new IllegalStateException("the plugin " + path + " could not be loaded", e);
      }
    }
    return loaded;
  }

  private PluginException interrupted() {
    return new PluginException(
        "the plugin `" + name() + "` was not loaded: the command was interrupted", "try again");
  }

  /** Whether it has been loaded, so that what is done rests on it. */
  synchronized boolean isLoaded() {
    return loaded.isPresent();
  }

  /** Every file of it, for their checksums. */
  List<Path> files() {
    try (Stream<Path> all = Files.walk(path)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
