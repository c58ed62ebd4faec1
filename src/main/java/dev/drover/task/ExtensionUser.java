package dev.drover.task;

import java.util.Optional;

/** Settings that name something which a plugin may add. */
public interface ExtensionUser {

  /** What is missing: one sentence, and what to do about it. */
  record Missing(String words, String next) {}

  /** What they name that nobody adds, or that can't be used. */
  Optional<Missing> missing(Extensions extensions);
}
