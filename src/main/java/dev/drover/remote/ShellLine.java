package dev.drover.remote;

import dev.drover.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The form in which a command reaches a POSIX shell: a constant program that reads one line from
 * its standard input and runs it. So nothing of the command, secret or long, shows in a list of
 * processes or in sudo's log; what follows the line is the command's own input.
 *
 * @param marker the program's {@code $0}, by which its process group is found again
 */
public record ShellLine(String marker) {

  /** Holds a newline inside of the line; never exported, so the command does not see it. */
  private static final String NEWLINE = "drover_newline";

  /** The shell stays the parent of the command and keeps its marker; {@code exit} sees to that. */
  private static final String READER =
      "IFS= read -r drover_line || exit 125; eval \"$drover_line\"; exit $?";

  /** Skips a password that sudo did not ask for. */
  private static final String SKIPPER =
      "while IFS= read -r drover_line; do [ \"$drover_line\" = \"$0\" ] && break; done; ";

  /**
   * Makes itself the leader of a process group of its own, unless it is; then there is one thing to
   * end. Without single quotes, newlines and exclamation marks, which would mean something to some
   * login shell even between single quotes.
   */
  private static final String LEADER =
      "if read -r drover_a drover_b drover_c drover_d drover_g drover_e 2>/dev/null <"
          + " /proc/$$/stat; then [ \"$drover_g\" = $$ ] || { command -v setsid >/dev/null && exec"
          + " setsid sh -c \"$1\" \"$0\"; }; fi; eval \"$1\"";

  /** A line with a marker that nobody else has. */
  public static ShellLine create() {
    return new ShellLine("drover-" + UUID.randomUUID());
  }

  /** Whether a word is the constant program, which nobody wants to read. */
  static boolean isWrapper(Word word) {
    return word.text().equals(LEADER);
  }

  /** The words that start the constant program. */
  public List<Word> launch() {
    return words(READER);
  }

  /** The same for what sudo starts: skips what comes before a line with the marker. */
  List<Word> launchSkipping() {
    return words(SKIPPER + READER);
  }

  private List<Word> words(String reader) {
    return Stream.of("sh", "-c", LEADER, marker, reader).map(Word::of).toList();
  }

  /** The launch as text for whatever login shell is at the other end. */
  public String launchText() {
    return launch().stream().map(word -> quote(word.text())).collect(Collectors.joining(" "));
  }

  /** A command that ends the whole process group of the one with this marker. */
  public Command ending() {
    return ProcessScripts.end(marker);
  }

  /** What the program reads: the command as one line, the command's own input, then the body. */
  public static InputStream stream(Command command, InputStream body) {
    String head = line(command) + "\n" + command.input().map(Secret::reveal).orElse("");
    return new SequenceInputStream(
        new ByteArrayInputStream(head.getBytes(StandardCharsets.UTF_8)), body);
  }

  /** The command as one line: directory, environment and words, quoted. */
  static String line(Command command) {
    StringBuilder line = new StringBuilder();
    Optional.ofNullable(command.environment().get(Guard.VARIABLE))
        .ifPresent(tokens -> line.append(Guard.before(tokens.text())));
    command.directory().ifPresent(path -> line.append("cd -- ").append(quote(path)).append(" && "));
    command
        .environment()
        .forEach((name, value) -> {
          if (!name.equals(Guard.VARIABLE)) {
            line.append(checked(name)).append('=').append(quote(value.text())).append(' ');
          }
        });
    // Every word is quoted: `if` or `a=b` in front would mean something else to the shell.
    line.append(
        command.words().stream().map(word -> quote(word.text())).collect(Collectors.joining(" ")));
    if (line.indexOf("\n") < 0) {
      return line.toString();
    }
    String newline = "'\"$" + NEWLINE + "\"'";
    return "%1$s=$(printf '\\nx'); %1$s=${%1$s%%x}; %2$s"
        .formatted(NEWLINE, line.toString().replace("\n", newline));
  }

  private static String checked(String variable) {
    if (!variable.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new IllegalArgumentException("`" + variable + "` is no name of a variable");
    }
    return variable;
  }

  private static String quote(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a word of a command can't hold a NUL character");
    }
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
