package dev.drover.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The commands that reach machines by OpenSSH: its servers start, in place of what a client asks
 * for, a program that keeps it with its standard input before it is run.
 *
 * @param directory where they are kept
 */
record TappedSsh(Path directory) {

  private static final Pattern WORD = Pattern.compile("'((?:[^']++|'\\\\''|'\"\\$\\w+\"')*+)'");

  /** Lets the servers that read a file of authorized keys do so. */
  static TappedSsh of(Path authorizedKeys, Path directory) throws IOException {
    Path keeper = directory.resolve("keeper");
    Files.writeString(
        keeper,
        """
        #!/bin/sh
        kept=$(mktemp "%s/command.XXXXXXXX")
        tee "$kept" | sh -c "$SSH_ORIGINAL_COMMAND"
        """
            .formatted(directory));
    Files.setPosixFilePermissions(keeper, PosixFilePermissions.fromString("rwxr-xr-x"));
    String key = Files.readString(authorizedKeys);
    Files.writeString(authorizedKeys, "command=\"" + keeper + "\" " + key);
    return new TappedSsh(directory);
  }

  /** Every command: a script by its name, another one by its words. */
  List<String> commands() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<String> commands = new ArrayList<>();
      for (Path file :
          files.filter(one -> one.toString().contains("/command.")).sorted().toList()) {
        commands.add(shown(Files.readString(file)));
      }
      return commands;
    }
  }

  private static String shown(String input) {
    String line =
        input.lines().findFirst().orElse("").replaceFirst("^drover_newline.*?; .*?; ", "");
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(line);
    while (matcher.find()) {
      words.add(matcher.group(1));
    }
    boolean script = words.size() > 3 && words.get(0).equals("sh") && words.get(1).equals("-c");
    return script ? "[" + words.get(3) + "]" : words.isEmpty() ? line : String.join(" ", words);
  }
}
