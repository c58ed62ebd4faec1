package dev.zdu.fault;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The faults that are on in this node. */
public final class Faults {

  private static final String OFF = "false";

  private final Map<Fault, String> active = new EnumMap<>(Fault.class);
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** No fault at all. */
  public Faults() {}

  /** The faults of a properties file; none if it does not exist. */
  public static Faults read(Path file) throws IOException {
    Faults faults = new Faults();
    if (Files.exists(file)) {
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
      Map<String, String> changes = new TreeMap<>();
      properties.stringPropertyNames().forEach(n -> changes.put(n, properties.getProperty(n)));
      faults.change(changes);
    }
    return faults;
  }

  /** Calls {@code listener} after every change. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /**
   * Switches faults on and off; nothing changes if one of them is wrong.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  public void change(Map<String, String> changes) {
    Map<Fault, String> checked = new EnumMap<>(Fault.class);
    changes.forEach((word, value) -> checked.put(check(word, value), value));
    synchronized (active) {
      checked.forEach((fault, value) -> {
        if (value.equals(OFF)) {
          active.remove(fault);
        } else {
          active.put(fault, value);
        }
      });
      active.notifyAll();
    }
    listeners.forEach(Runnable::run);
  }

  private static Fault check(String word, String value) {
    Fault fault =
        Fault.named(word)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "There is no fault '"
                        + word
                        + "'; there are "
                        + String.join(", ", Fault.words())));
    if (!value.equals(OFF) && !fault.accepts(value)) {
      throw new IllegalArgumentException(
          "The fault '" + word + "' takes " + fault.form() + " or false, not '" + value + "'");
    }
    return fault;
  }

  /** Switches every fault off. */
  public void clear() {
    synchronized (active) {
      active.clear();
      active.notifyAll();
    }
    listeners.forEach(Runnable::run);
  }

  /** The value of a fault that is on. */
  public Optional<String> value(Fault fault) {
    synchronized (active) {
      return Optional.ofNullable(active.get(fault));
    }
  }

  public boolean isOn(Fault fault) {
    return value(fault).isPresent();
  }

  /** The value of a fault that takes seconds. */
  public Optional<Duration> seconds(Fault fault) {
    return value(fault).map(text -> Duration.ofSeconds(Integer.parseInt(text)));
  }

  /** Waits until {@code fault} is off. */
  public void awaitOff(Fault fault) throws InterruptedException {
    synchronized (active) {
      while (active.containsKey(fault)) {
        active.wait();
      }
    }
  }

  /** What is on, by name. */
  public Map<String, String> words() {
    synchronized (active) {
      Map<String, String> words = new TreeMap<>();
      active.forEach((fault, value) -> words.put(fault.word(), value));
      return words;
    }
  }
}
