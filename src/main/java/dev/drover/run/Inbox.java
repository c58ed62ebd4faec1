package dev.drover.run;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where operators put what they ask of a run: one file for each request in a directory of the run,
 * which nobody else may enter. A file is there as a whole or not at all. Who runs the run takes it
 * away when it is done, which the journal tells then, or leaves beside it why it was refused.
 */
public final class Inbox {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();
  private static final FileAttribute<?> OWN_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<?> OWN =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final String REQUEST = ".request";
  private static final String REFUSED = ".refused";
  private static final int LONGEST = 10_000;

  private final Path directory;

  /** The requests to a run lie in {@code directory}, which need not be there yet. */
  public Inbox(Path directory) {
    this.directory = directory;
  }

  /** Asks for something; the path is where that is until it is heard. */
  public Path put(OperatorRequest request) throws IOException {
    Files.createDirectories(directory, OWN_DIRECTORY);
    Path part = Files.createTempFile(directory, "", ".part", OWN);
    Files.writeString(part, JSON.writeValueAsString(request));
    String name = part.getFileName().toString().replaceFirst("\\.part$", REQUEST);
    return Files.move(part, part.resolveSibling(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /** What has been asked for and not been heard, the oldest first. */
  List<Path> pending() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(REQUEST))
          .sorted(java.util.Comparator.comparingLong(file -> file.toFile().lastModified()))
          .toList();
    }
  }

  /** Reads a request; empty if it is none, or was taken back. */
  Optional<OperatorRequest> read(Path file) throws IOException {
    try {
      return Files.size(file) > LONGEST
          ? Optional.empty()
          : Optional.ofNullable(JSON.readValue(Files.readString(file), OperatorRequest.class));
    } catch (JacksonException | NoSuchFileException | CharacterCodingException none) {
      return Optional.empty();
    }
  }

  /** A request was heard. */
  void heard(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  /** A request was refused. */
  void refused(Path file, String why) throws IOException {
    Path part = Files.createTempFile(directory, "", ".part", OWN);
    Files.writeString(part, why);
    Files.move(part, beside(file), StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(file);
  }

  /** Whether a request waits to be heard. */
  public boolean waits(Path file) {
    return Files.exists(file);
  }

  /** Why a request was refused; empty if it was not. Can be asked once. */
  public Optional<String> refusal(Path file) throws IOException {
    try {
      String why = Files.readString(beside(file));
      Files.deleteIfExists(beside(file));
      return Optional.of(why);
    } catch (NoSuchFileException accepted) {
      return Optional.empty();
    }
  }

  /** Takes a request back; false if it was heard meanwhile. */
  public boolean takeBack(Path file) throws IOException {
    return Files.deleteIfExists(file);
  }

  private static Path beside(Path file) {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\" + REQUEST + "$", REFUSED);
    return file.resolveSibling(name);
  }
}
