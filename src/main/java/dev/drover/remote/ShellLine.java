package dev.drover.remote;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The form in which a command reaches a POSIX shell: a constant program that reads one line from
 * its standard input and runs it. So nothing of the command, secret or long, shows in a list of
 * processes or in sudo's log; what follows the line is the command's own input.
 */
public final class ShellLine {

  /** Holds a newline inside of the line; never exported, so the command does not see it. */
  private static final String NEWLINE = "drover_newline";

  /**
   * The program. The shell stays the parent of the command, as its own arguments are how the tree
   * is found again; {@code exit} keeps it from being replaced.
   */
  public static final String READER =
      NEWLINE + "='\n'; IFS= read -r drover_line || exit 125; eval \"$drover_line\"; exit $?";

  private ShellLine() {}

  /** What is written to the standard input of {@link #READER}: the line, then the input. */
  public static byte[] bytes(Command command) {
    String input = command.input().map(secret -> secret.reveal()).orElse("");
    return (line(command) + "\n" + input).getBytes(StandardCharsets.UTF_8);
  }

  /** The command as one line: directory, environment and words, quoted. */
  static String line(Command command) {
    List<Word> words = command.words();
    StringBuilder line = new StringBuilder();
    command.directory().ifPresent(path -> line.append("cd -- ").append(quote(path)).append(" && "));
    command
        .environment()
        .forEach((name, value) ->
            line.append(name(name)).append('=').append(quote(value.text())).append(' '));
    // The program is quoted in any case: `if` or `a=b` would mean something else to the shell.
    line.append(words.stream().map(word -> quote(word.text())).collect(Collectors.joining(" ")));
    return line.toString();
  }

  private static String name(String variable) {
    if (!variable.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new IllegalArgumentException("`" + variable + "` is no name of a variable");
    }
    return variable;
  }

  private static String quote(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a word of a command can't hold a NUL character");
    }
    String quoted = "'" + text.replace("'", "'\\''") + "'";
    return quoted.replace("\n", "'\"$" + NEWLINE + "\"'");
  }
}
