package dev.drover.journal;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A journal that can't be written any more. Whatever was to be done after the entry is not done:
 * the run ends, and is resumed from what is written.
 */
public final class JournalWriteException extends UncheckedIOException {

  private static final long serialVersionUID = 1L;

  JournalWriteException(String name, IOException cause) {
    super(name + " can't be written: " + cause.getMessage(), cause);
  }
}
