package dev.drover.review;

import dev.drover.plan.Right;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rights as lines of a sudoers file. */
final class Sudoers {

  /**
   * What Drover has sudo run: a shell, and once a program that does nothing, to see whether it may.
   * They have one path or the other, as the system is.
   */
  private static final String SHELL = "/bin/sh, /usr/bin/sh, /bin/true, /usr/bin/true";

  /** In a path sudo's patterns can't be taken back by a backslash. */
  private static final Pattern PATH = Pattern.compile("/[\\p{L}\\p{N}_./+@%~, :=#-]+");

  private Sudoers() {}

  static String line(Right.Become right) {
    return line(right.login(), right.as(), right.password(), SHELL);
  }

  /** It asks for no password, as nobody is there to give one. */
  static String line(Right.Program right) {
    String path = right.words().getFirst();
    if (!PATH.matcher(path).matches()) {
      return "# sudoers can't name this program: " + String.join(" ", right.words());
    }
    List<String> arguments = right.words().subList(1, right.words().size());
    String command =
        path.replaceAll("([ ,:=#])", "\\\\$1")
            + " "
            + (arguments.isEmpty()
                ? "\"\""
                : arguments.stream().map(Sudoers::argument).collect(Collectors.joining(" ")));
    return line(right.by(), right.as(), false, command);
  }

  private static String line(Optional<String> who, String as, boolean password, String commands) {
    return "%s ALL=(%s) %s%s"
        .formatted(
            who.map(Sudoers::user).orElse("# LOGIN"),
            user(as),
            password ? "" : "NOPASSWD: ",
            commands);
  }

  private static String user(String name) {
    return name.replace("\\", "\\\\");
  }

  private static String argument(String word) {
    return word.replaceAll("([ ,:=#*?\\[\\]!\\\\])", "\\\\$1");
  }
}
