package dev.drover.architecture.planted.drover.diag;

import dev.drover.architecture.planted.drover.run.Used;

/** A planted violation: the bottom uses the top. */
final class UsesUpwards {
  Used used = new Used();
}
