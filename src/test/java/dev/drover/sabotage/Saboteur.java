package dev.drover.sabotage;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/**
 * Strikes its own process at journal entries: with SIGKILL, or with Ctrl-C. What it has seen and
 * where it has struck is kept in files, so that the next process of the same run goes on from
 * there: no moment is struck twice, or a run would never get past it.
 */
public final class Saboteur {

  /** The parts of an entry that tell it from others of its type. */
  private static final Set<String> TELLING =
      Set.of("step", "bracket", "play", "host", "group", "handler", "phase", "policy", "place");

  /** So many moments of a frequent type are struck in a sample, somewhere among the first. */
  private static final int OFTEN = 1;

  private static final int AMONG = 24;

  /** One of so many types that are not frequent is struck in a sample. */
  private static final int SELDOM = 3;

  /** The property that names the file which says what is to be done. */
  static final String ORDERS = "drover.sabotage";

  private static final Path FILE =
      Path.of(System.getProperty(ORDERS, "/dev/null")).toAbsolutePath();
  private static final Path DIRECTORY = FILE.resolveSibling("sabotage");

  private static final Properties GIVEN = read();

  private static boolean done;

  private Saboteur() {}

  private static Properties read() {
    Properties read = new Properties();
    try (Reader reader = Files.newBufferedReader(FILE)) {
      read.load(reader);
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An entry is about to be written. */
  public static synchronized void before(Object entry) {
    hears("before", entry);
  }

  /** An entry is on the disk. */
  public static synchronized void after(Object entry) {
    hears("after", entry);
  }

  /** What the clock is to show. */
  public static Instant now(Instant true_) {
    String clock = GIVEN.getProperty("clock", "");
    if (clock.isEmpty()) {
      return true_;
    }
    try {
      return true_.plusSeconds(Long.parseLong(Files.readString(Path.of(clock)).strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void hears(String side, Object entry) {
    String strike = GIVEN.getProperty("strike", "");
    if (done || strike.isEmpty() || !GIVEN.getProperty("sides", "before after").contains(side)) {
      return;
    }
    String type = side + " " + entry.getClass().getSimpleName();
    String moment = type + told(entry);
    List<String> seen = lines("seen");
    if (seen.contains(moment)) {
      return;
    }
    write("seen", moment);
    long ordinal = 1 + seen.stream().filter(line -> (line + " ").startsWith(type + " ")).count();
    if (GIVEN.getProperty("choose", "every").equals("every") || sampled(side, entry, ordinal)) {
      write("struck", moment);
      done = true; // one blow for each process
      strike(strike.split(" "));
    }
  }

  /** Some types on one side once; those of steps on both sides. */
  private static boolean sampled(String side, Object entry, long ordinal) {
    String type = entry.getClass().getSimpleName();
    Random random = new Random(GIVEN.getProperty("seed", "0").hashCode() * 31L + type.hashCode());
    boolean before = random.nextBoolean();
    if (!type.startsWith("Step")) {
      return ordinal == 1 && before == side.equals("before") && random.nextInt(SELDOM) == 0;
    }
    List<Integer> chosen = new ArrayList<>(IntStream.rangeClosed(1, AMONG).boxed().toList());
    java.util.Collections.shuffle(chosen, random);
    int from = side.equals("before") ? 0 : OFTEN;
    return chosen.subList(from, from + OFTEN).contains((int) ordinal);
  }

  private static String told(Object entry) {
    StringJoiner words = new StringJoiner(" ", " ", "");
    words.setEmptyValue("");
    for (RecordComponent component : entry.getClass().getRecordComponents()) {
      if (TELLING.contains(component.getName())) {
        try {
          words.add(String.valueOf(component.getAccessor().invoke(entry)));
        } catch (IllegalAccessException | InvocationTargetException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return words.toString();
  }

  private static List<String> lines(String name) {
    try {
      Path file = DIRECTORY.resolve(name);
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(String name, String line) {
    try {
      Files.createDirectories(DIRECTORY);
      Files.writeString(
          DIRECTORY.resolve(name),
          line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The signals, one after the other. After a deadly one nothing goes on in this thread. */
  private static void strike(String... signals) {
    try {
      for (String signal : signals) {
        String self = Long.toString(ProcessHandle.current().pid());
        new ProcessBuilder("kill", "-" + signal, self).start().waitFor();
        if (signal.equals("KILL")) {
          new CountDownLatch(1).await();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
