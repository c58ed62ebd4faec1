package dev.drover.cli;

import dev.drover.secret.Vault;
import dev.drover.secret.VaultException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the commands about vaults read and write: files, or with {@code -} what stands before and
 * behind them in a pipe.
 */
record VaultFiles(Terminal terminal) {

  /** The name of standard input and output. */
  static final String PIPE = "-";

  /** Far more than any file of secrets; all of it is held in memory. */
  private static final int MOST = 64 * 1024 * 1024;

  /**
   * A file and what it holds.
   *
   * @param text the content, a byte a letter; of what is encrypted only ASCII is looked at
   */
  record Content(String name, String text) {

    byte[] bytes() {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    boolean isPipe() {
      return name.equals(PIPE);
    }

    String shown() {
      return isPipe() ? "standard input" : name;
    }

    boolean isSealed() {
      return Vault.isSealed(text);
    }

    byte[] open(Vault vault) {
      if (!isSealed()) {
        throw end(shown() + " is not encrypted", "its first line would be `$ANSIBLE_VAULT;…`");
      }
      try {
        return vault.open(text);
      } catch (VaultException e) {
        throw end(shown() + ": " + e.words(), e.hint());
      }
    }
  }

  /** All files are read before anything is done to one of them. */
  List<Content> read(List<String> names) {
    List<Content> contents = new ArrayList<>();
    for (String name : names.isEmpty() ? List.of(PIPE) : names) {
      contents.add(read(name));
    }
    return contents;
  }

  Content read(String name) {
    try {
      byte[] bytes;
      if (name.equals(PIPE)) {
        bytes = terminal.in().readNBytes(MOST + 1);
      } else {
        try (InputStream file = Files.newInputStream(path(name))) {
          bytes = file.readNBytes(MOST + 1);
        }
      }
      if (bytes.length > MOST) {
        throw end("`" + name + "` is larger than 64 MiB", "encrypt large files with another tool");
      }
      return new Content(name, new String(bytes, StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException e) {
      throw end("there is no file `" + name + "`", "check the path");
    } catch (AccessDeniedException e) {
      throw end("`" + name + "` may not be read by you", "check who it belongs to");
    } catch (IOException e) {
      throw end("`" + name + "` can't be read: " + e.getMessage(), "check that it is a file");
    }
  }

  /** Puts a new content in the place of an old one, or prints it. */
  void write(String name, byte[] bytes, boolean secret) {
    if (name.equals(PIPE)) {
      print(bytes);
      return;
    }
    try {
      Replacement.of(path(name), bytes, secret);
    } catch (IOException e) {
      throw end(
          "`" + name + "` can't be written: " + e.getMessage(),
          "check that you may write to its directory; the file is as it was");
    }
  }

  void print(byte[] bytes) {
    terminal.out().write(bytes, 0, bytes.length);
    terminal.out().flush();
  }

  static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw end("`" + name + "` can't be the name of a file", "check the path");
    }
  }

  static EndException end(String message, String next) {
    return new EndException(ExitCode.MISTAKES, message, next);
  }
}
