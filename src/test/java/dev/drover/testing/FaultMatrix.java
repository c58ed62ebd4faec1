package dev.drover.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the tests have injected and how that ended: a file for each fault, from which the table in
 * docs/reliability.md is made. {@code -Ddrover.faults=all} asks the tests for all of them.
 */
public final class FaultMatrix {

  private static final Path DIRECTORY = Path.of("src/test/resources/faults");
  private static final long SEED = 5;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** How a run may end in which a fault was injected; there is no third. */
  public enum End {
    /** As if nothing had been. */
    FINISHED,
    /** Stopped safely, what is open was listed, resumed and finished. */
    RESUMED;

    /** In the words of the table. */
    public String words() {
      return switch (this) {
        case FINISHED -> "finished";
        case RESUMED -> "stopped safely, listed, resumed and finished";
      };
    }
  }

  /**
   * A fault.
   *
   * @param fault what goes wrong
   * @param where at which places of which run
   * @param bounded how often it is injected in CI, at least
   * @param all how often by the long version of the tests, at least
   * @param ends how the runs ended
   * @param test the class that injects it
   */
  public record Row(
      String id, String fault, String where, int bounded, int all, End ends, String test) {}

  private FaultMatrix() {}

  /** Whether all faults are wanted, however long that takes. */
  public static boolean all() {
    return System.getProperty("drover.faults", "").equals("all");
  }

  /** Decides what is injected at random. */
  public static long seed() {
    return Long.getLong("drover.faults.seed", SEED);
  }

  /**
   * Makes sure that the row of a fault says what has just been found, or lets it say so.
   *
   * @param id the name of its file, which decides the order in the table
   * @param injected how often it was injected just now
   */
  public static void record(
      String id, Class<?> test, String fault, String where, int injected, End ends)
      throws IOException {
    if (seed() != SEED) {
      return; // another sample has other counts
    }
    Path file = DIRECTORY.resolve(id + ".json");
    Row old = Files.exists(file) ? read(file) : new Row(id, "", "", 0, 0, ends, "");
    boolean counts = Boolean.getBoolean("golden.update") || !Files.exists(file);
    int recorded = all() ? old.all() : old.bounded();
    int least = counts ? injected : recorded;
    assertThat(injected).as("injections of " + id).isGreaterThanOrEqualTo(least);
    Row row =
        new Row(
            id,
            fault,
            where,
            all() ? old.bounded() : least,
            all() ? least : Math.max(old.all(), least),
            ends,
            test.getSimpleName());
    Golden.check(file, JSON.writeValueAsString(row) + "\n");
  }

  /** All rows, in the order of their ids. */
  public static List<Row> rows() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(file -> {
            try {
              return read(file);
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          })
          .toList();
    }
  }

  private static Row read(Path file) throws IOException {
    return JSON.readValue(Files.readString(file), Row.class);
  }
}
