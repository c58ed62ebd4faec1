package dev.drover.remote;

import dev.drover.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A command for a machine: words, never shell text put together by hand.
 *
 * @param words the program and its arguments
 * @param reads true if it only looks; planning refuses to run any other
 * @param timeout the longest it may take; its process tree is ended then
 * @param environment variables set for it; like words they may be secret
 * @param directory where it runs, the login directory if empty
 * @param input what it gets on standard input, nothing if empty
 * @param lasting true if it may take long, or must not be begun twice whatever becomes of the
 *     connection: then a step runs it as a job
 * @param job what it runs as so that it outlives the connection; nothing if it does not
 */
public record Command(
    List<Word> words,
    boolean reads,
    Duration timeout,
    Map<String, Word> environment,
    Optional<String> directory,
    Optional<Secret> input,
    boolean lasting,
    Optional<Job> job) {

  /** Long enough for any look, short enough to notice a host that hangs. */
  private static final Duration LOOK = Duration.ofSeconds(30);

  public Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a command needs at least one word");
    }
  }

  /** A command that may change the machine. */
  public static Command of(String... words) {
    return of(List.of(words).stream().map(Word::of).toList());
  }

  /** A command that may change the machine. */
  public static Command of(List<Word> words) {
    return new Command(
        words, false, LOOK, Map.of(), Optional.empty(), Optional.empty(), false, Optional.empty());
  }

  /** A command that only looks. */
  public static Command probe(String... words) {
    return of(words).reading();
  }

  /**
   * A POSIX sh script with arguments, which it finds as {@code $1}, {@code $2}, …
   *
   * @param name its name, {@code $0}: shown in place of the text, and what a simulated host knows
   *     it by
   */
  public static Command script(String name, String text, String... arguments) {
    List<Word> words =
        new ArrayList<>(List.of(Word.of("sh"), Word.of("-c"), Word.of(text), Word.of(name)));
    List.of(arguments).forEach(argument -> words.add(Word.of(argument)));
    return of(words);
  }

  /** This command, declared to only look. */
  public Command reading() {
    return new Command(words, true, timeout, environment, directory, input, lasting, job);
  }

  /**
   * This command, declared to be worth a job whatever its limit is. One with a limit longer than
   * the usual is that by itself.
   */
  public Command outlasting() {
    return new Command(words, reads, timeout, environment, directory, input, true, job);
  }

  /** This command, run as a job. */
  public Command job(Job as) {
    return new Command(
        words, reads, timeout, environment, directory, input, lasting, Optional.of(as));
  }

  /** True if it may take more than a few seconds. */
  public boolean isLong() {
    return lasting || timeout.compareTo(LOOK) > 0;
  }

  /** This command with another time limit. */
  public Command within(Duration limit) {
    return new Command(words, reads, limit, environment, directory, input, lasting, job);
  }

  /** This command with one more variable in its environment. */
  public Command with(String variable, Word value) {
    Map<String, Word> all = new LinkedHashMap<>(environment);
    all.put(variable, value);
    return new Command(words, reads, timeout, all, directory, input, lasting, job);
  }

  /** This command, run in {@code path}. */
  public Command in(String path) {
    return new Command(words, reads, timeout, environment, Optional.of(path), input, lasting, job);
  }

  /** This command with standard input; what goes in is treated as secret. */
  public Command input(Secret text) {
    return new Command(
        words, reads, timeout, environment, directory, Optional.of(text), lasting, job);
  }

  /** The name under which a script goes; empty for other commands. */
  public Optional<String> scriptName() {
    boolean script =
        words.size() >= 4 && words.get(0).text().equals("sh") && words.get(1).text().equals("-c");
    return script ? Optional.of(words.get(3).text()) : Optional.empty();
  }

  /** The program and its arguments, or a script's name and arguments. */
  public List<String> arguments() {
    return words.stream().skip(scriptName().isPresent() ? 3 : 0).map(Word::text).toList();
  }

  /** How messages show it: scripts by name, secrets masked. */
  @Override
  public String toString() {
    String shown =
        words.stream()
            .takeWhile(word -> !ShellLine.isWrapper(word))
            .skip(scriptName().isPresent() ? 4 : 0)
            .map(word -> word.secret() ? "***" : word.quoted())
            .collect(Collectors.joining(" "));
    return scriptName().map(name -> ("[" + name + "] " + shown).strip()).orElse(shown);
  }
}
