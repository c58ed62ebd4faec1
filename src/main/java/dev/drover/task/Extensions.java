package dev.drover.task;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What is added to Drover from outside: task kinds, balancers, inventory sources, backup drivers. A
 * point is the type that an addition must have. Additions are loaded when they are first asked for,
 * so that a broken one harms nobody who does not use it.
 */
public interface Extensions {

  /** Nothing is added. */
  Extensions NONE =
      new Extensions() {
        @Override
        public Set<String> names(Class<?> point) {
          return Set.of();
        }

        @Override
        public <T> Found<T> find(Class<T> point, String name) {
          return new Found.Unknown<>();
        }

        @Override
        public List<Path> files() {
          return List.of();
        }
      };

  /** The names of what is added at a point, broken ones included. */
  Set<String> names(Class<?> point);

  /** What is added at a point under a name. */
  <T> Found<T> find(Class<T> point, String name);

  /** The files of what has been loaded: whatever was made with it rests on them. */
  List<Path> files();

  /** What became of a name. */
  sealed interface Found<T> {
    /** It is this. */
    record Is<T>(T it) implements Found<T> {}

    /**
     * It is there, but can't be used.
     *
     * @param words one sentence that names the plugin and says what is wrong with it
     * @param next what to do about it
     */
    record Broken<T>(String words, String next) implements Found<T> {}

    /** Nobody adds it. */
    record Unknown<T>() implements Found<T> {}
  }
}
