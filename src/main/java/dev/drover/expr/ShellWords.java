package dev.drover.expr;

import dev.drover.expr.ShellLexer.UnsafeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of the shell command that is being read, to know the commands that read a word of
 * theirs as shell text once more: {@code eval}, {@code sh -c}, {@code ssh} and their like.
 */
final class ShellWords {

  private static final Set<String> SHELLS =
      Set.of("sh", "bash", "dash", "ksh", "zsh", "ash", "su", "runuser");

  /** Words before a command that leave it a command. */
  private static final Set<String> PREFIXES =
      Set.of(
          "if", "then", "elif", "else", "while", "until", "do", "!", "{", "time", "sudo", "exec",
          "command", "builtin", "nohup", "env");

  /** Of the words before a command those that are programs themselves. */
  private static final Set<String> PROGRAMS = Set.of("sudo", "nohup", "env");

  /** What every shell does itself, without a process that could be listed. */
  private static final Set<String> OWN =
      Set.of(
          "case",
          "for",
          "select",
          "[",
          "test",
          "echo",
          "printf",
          ":",
          "true",
          "false",
          "export",
          "readonly",
          "local",
          "declare",
          "typeset",
          "set",
          "unset",
          "read",
          "cd",
          "pwd",
          "return",
          "exit",
          "shift",
          ".",
          "umask",
          "wait",
          "type",
          "hash");

  private static final Set<String> READ_AGAIN = Set.of("eval", "let", "trap", "alias");

  /** They take a name; a subscript inside it is reckoned, which can execute. */
  private static final Set<String> TAKE_NAMES =
      Set.of("declare", "typeset", "local", "readonly", "export", "unset", "read", "getopts");

  private static final Pattern ASSIGNMENT =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*", Pattern.DOTALL);

  private static final Pattern PIPE_TO_SHELL =
      Pattern.compile("\\|\\s*(sudo\\s+|exec\\s+)*([^\\s|]*/)?((ba|da|k|z|a)?sh|su|ssh)\\b");

  private static final String RAW_OR_ARGUMENT =
      "give it as an argument: `sh -c 'use \"$1\"' sh {{name}}`; the raw form is `{{{name}}}`";

  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private boolean brackets;
  private int cases;
  private int marked;
  private int piped;

  /** Whether what follows on a line pipes into a shell. */
  static boolean pipesToShell(String rest) {
    return PIPE_TO_SHELL.matcher(rest).find();
  }

  void begin() {
    inWord = true;
  }

  void append(char c) {
    inWord = true;
    word.append(c);
  }

  boolean inWord() {
    return inWord;
  }

  boolean atStart() {
    return !inWord && command() < 0;
  }

  boolean inCase() {
    return cases > 0;
  }

  void endWord() {
    if (!inWord) {
      return;
    }
    String ended = word.toString();
    boolean first = command() < 0;
    words.add(ended);
    word.setLength(0);
    inWord = false;
    if (ended.equals("]]")) {
      brackets = false;
    } else if (first && ended.equals("[[")) {
      brackets = true;
    } else if (first && ended.equals("case")) {
      cases++;
    } else if (first && ended.equals("esac") && cases > 0) {
      cases--;
    }
  }

  /** Ends the command; with a pipe its output goes to the next one. */
  void endCommand(boolean pipe) throws UnsafeException {
    endWord();
    int command = command();
    boolean bareShell =
        command >= 0
            && isShell(words.get(command))
            && words.subList(command + 1, words.size()).stream().allMatch(w -> w.startsWith("-"));
    if (piped > 0 && bareShell) {
      throw new UnsafeException(
          piped, "in a text that is piped into a shell as a script", RAW_OR_ARGUMENT);
    }
    piped = pipe ? Math.max(piped, marked) : 0;
    marked = 0;
    words.clear();
  }

  /** True if the command so far starts a shell, here or elsewhere. */
  boolean isShell() {
    return words.stream().anyMatch(w -> isShell(w) || base(w).equals("ssh"));
  }

  /** Whether the current word becomes an argument of a program, which has a process. */
  boolean isListed() {
    boolean redirected =
        word.isEmpty()
            ? !words.isEmpty() && words.getLast().matches("[0-9]*>+")
            : word.toString().matches("[0-9]*>.*");
    int command = command();
    boolean program = command >= 0 && !OWN.contains(words.get(command));
    return !redirected && (program || words.stream().anyMatch(PROGRAMS::contains));
  }

  /** Notes a value in the current word; refuses it if the command reads that word as shell text. */
  void mark(int number) throws UnsafeException {
    inWord = true;
    marked = number;
    String before = words.isEmpty() ? "" : words.getLast();
    int command = command();
    String name = command < 0 ? "" : base(words.get(command));
    if (brackets) {
      throw new UnsafeException(
          number, "inside `[[ … ]]`, where some shells reckon with it", "write `[ … ]`");
    }
    if (READ_AGAIN.contains(name)) {
      throw new UnsafeException(
          number,
          "in an argument of `" + name + "`, which reads it as shell text",
          RAW_OR_ARGUMENT);
    }
    if (before.matches("-[A-Za-z]*c") && words.stream().anyMatch(ShellWords::isShell)) {
      throw new UnsafeException(
          number, "in the text of `" + before + "`, which a shell reads again", RAW_OR_ARGUMENT);
    }
    if (words.stream().anyMatch(w -> base(w).equals("ssh"))) {
      throw new UnsafeException(
          number,
          "in an argument of `ssh`, which a shell on the other side reads again",
          "use `delegate_to` and a task of its own");
    }
    refuseAsName(number, name, before);
  }

  private void refuseAsName(int number, String name, String before) throws UnsafeException {
    boolean isValue = ASSIGNMENT.matcher(word).matches();
    boolean named = TAKE_NAMES.contains(name) && !isValue;
    boolean tested = before.equals("-v") && Set.of("test", "[", "printf").contains(name);
    boolean subscript = word.indexOf("[") > 0 && !isValue && command() < 0;
    boolean loop = words.size() == 1 && Set.of("for", "select").contains(before);
    if (named || tested || subscript || loop) {
      throw new UnsafeException(
          number, "where the shell expects the name of a variable", "write the name itself there");
    }
  }

  /** The index of the command's own name among the words, or -1 if it has not come yet. */
  private int command() {
    for (int i = 0; i < words.size(); i++) {
      String candidate = words.get(i);
      if (!PREFIXES.contains(candidate) && !ASSIGNMENT.matcher(candidate).matches()) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isShell(String candidate) {
    return SHELLS.contains(base(candidate));
  }

  private static String base(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
