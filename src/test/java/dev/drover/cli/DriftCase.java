package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A story of a plan that is made, of something that changes, and of what becomes of the plan. Its
 * file has a line of the story each, and behind {@code ---} what the tool said. The lines:
 *
 * <ul>
 *   <li>{@code plan ARGUMENTS…} makes {@code change.plan}; a story without it begins with one
 *   <li>{@code append FILE TEXT}, {@code replace FILE A => B}, {@code create FILE TEXT}, {@code
 *       executable FILE}, {@code remove FILE}: what changes in the project
 *   <li>{@code replan A => B} changes the plan itself, under a right header
 *   <li>{@code run ARGUMENTS…} runs the plan with the secrets that it needs, {@code bare
 *       ARGUMENTS…} without any
 * </ul>
 */
final class DriftCase {

  private static final Path CASES = Path.of("src/test/resources/drift/cases");
  private static final Path PROJECT = Path.of("src/test/resources/drift/project");
  private static final Path PASSWORD = Path.of("src/test/resources/vault/password");

  private final Path directory;
  private final StringBuilder told = new StringBuilder();

  /** In a directory of its own. */
  DriftCase(Path directory) throws IOException {
    this.directory = directory;
    try (Stream<Path> files = Files.walk(PROJECT)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = directory.resolve(PROJECT.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Files.createDirectory(directory.resolve("there"));
  }

  static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files.sorted().toList();
    }
  }

  /** Tells a story again; returns it with what was said this time. */
  String play(String story) throws IOException {
    List<String> lines = story.lines().takeWhile(line -> !line.equals("---")).toList();
    if (lines.stream().noneMatch(line -> line.startsWith("plan"))) {
      line("plan");
    }
    for (String line : lines.subList(1, lines.size())) {
      line(line);
    }
    return String.join("\n", lines) + "\n---\n" + told;
  }

  private void line(String line) throws IOException {
    List<String> words = List.of(line.split(" ", 3));
    Path file = directory.resolve(words.size() > 1 ? words.get(1) : "");
    switch (words.getFirst()) {
      case "plan" -> plan(line);
      case "append" -> Files.writeString(file, Files.readString(file) + words.get(2) + "\n");
      case "create" -> {
        Files.createDirectories(file.getParent());
        Files.writeString(file, words.get(2) + "\n");
      }
      case "executable" ->
          Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
      case "remove" -> Files.delete(file);
      case "replace" -> Files.writeString(file, replaced(Files.readString(file), words.get(2)));
      case "replan" ->
          edit(line.substring("replan ".length()).replace("DIR", directory.toString()));
      case "run" -> run(line, List.of("-e", "token=t0ken", "--vault-password-file", password()));
      case "bare" -> run(line, List.of());
      default -> throw new IllegalArgumentException(line);
    }
  }

  private static String password() {
    return PASSWORD.toString();
  }

  private static String replaced(String text, String change) {
    List<String> sides = List.of(change.split(" => ", 2));
    assertThat(text).contains(sides.getFirst());
    return text.replace(sides.getFirst(), sides.get(1));
  }

  /** Somebody changes the plan and knows how to make its header right again. */
  private void edit(String change) throws IOException {
    Path plan = directory.resolve("change.plan");
    String text = Files.readString(plan);
    String body = replaced(text.substring(text.indexOf('\n') + 1), change);
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
      Files.writeString(
          plan, "drover-plan 1 sha256:" + HexFormat.of().formatHex(sum) + "\n" + body);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void plan(String line) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "plan",
                directory.resolve("runbook.yml").toString(),
                "-e",
                "token=t0ken",
                "-e",
                "dir=" + directory.resolve("there"),
                "--vault-password-file",
                password(),
                "-o",
                directory.resolve("change.plan").toString()));
    words.addAll(arguments(line));
    if (words.stream().noneMatch("-i"::equals)) {
      words.addAll(List.of("-i", directory.resolve("hosts.ini").toString()));
    }
    Shell.Ending ending = Shell.drover(words.toArray(String[]::new));
    assertThat(ending.code()).as(ending::toString).isZero();
    assertThat(Files.readString(directory.resolve("change.plan")))
        .as("no secret stands in a plan")
        .doesNotContain("t0ken", "s3cr3t-of-the-database", "t0k3n-of-the-api");
  }

  private void run(String line, List<String> secrets) {
    List<String> words =
        new ArrayList<>(List.of("run", directory.resolve("change.plan").toString()));
    words.addAll(secrets);
    words.addAll(arguments(line));
    Shell.Ending ending = Shell.drover(words.toArray(String[]::new));
    told.append("$ ").append(line).append('\n');
    told.append(clean(ending.err()));
    if (words.contains("--json")) {
      told.append(clean(new String(ending.bytes(), StandardCharsets.UTF_8)));
    }
    told.append("exit ").append(ending.code()).append('\n');
  }

  private List<String> arguments(String line) {
    return Stream.of(line.split(" "))
        .skip(1)
        .map(word -> word.replace("DIR", directory.toString()))
        .toList();
  }

  private String clean(String text) {
    return text.replace(directory.toString(), "DIR")
        .replaceAll("[0-9a-f]{64}", "SHA")
        .replaceAll("SHA-256 [0-9a-f]{12}, found [0-9a-f]{12}", "SHA-256 this, found that");
  }
}
