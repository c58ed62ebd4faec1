package dev.drover.schema;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/**
 * How the records of a class are made and read. It is found out once for each class: the JVM copies
 * all that it tells of a class each time that it is asked.
 */
record Reflected(Constructor<?> constructor, List<Method> accessors) {

  private static final ClassValue<Reflected> KNOWN =
      new ClassValue<>() {
        @Override
        protected Reflected computeValue(Class<?> type) {
          return found(type);
        }
      };

  static Reflected of(Class<? extends Record> type) {
    return KNOWN.get(type);
  }

  private static Reflected found(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      List<Method> accessors = Arrays.stream(components).map(RecordComponent::getAccessor).toList();
      accessors.forEach(accessor -> accessor.setAccessible(true));
      return new Reflected(constructor, accessors);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("no record can be made of " + type, e);
    }
  }

  /** The value of a component, from 0. */
  Object value(Record data, int component) {
    Method accessor = accessors.get(component);
    try {
      return accessor.invoke(data);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("can't read " + accessor, e);
    }
  }
}
