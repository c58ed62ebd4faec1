package dev.drover.task;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds among arguments the one that says how long a step may take, by what such ones are named.
 */
final class TimeLimit {

  private static final List<String> NAMES = List.of("timeout", "drain");

  private static final ClassValue<Optional<Method>> LIMITS =
      new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> type) {
          return NAMES.stream()
              .flatMap(name ->
                  Arrays.stream(type.getRecordComponents())
                      .filter(part -> part.getName().equals(name))
                      .filter(part -> part.getType() == Duration.class)
                      .map(RecordComponent::getAccessor))
              .findFirst();
        }
      };

  private TimeLimit() {}

  /** The limit; empty if there is none. */
  static Optional<Duration> of(Record arguments) {
    return LIMITS.get(arguments.getClass()).map(limit -> read(limit, arguments));
  }

  private static Duration read(Method limit, Record arguments) {
    try {
      limit.setAccessible(true);
      return (Duration) limit.invoke(arguments);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("can't read " + limit, e);
    }
  }
}
