package dev.drover.doctor;

import dev.drover.remote.RemoteException;
import java.util.Optional;

/**
 * A look that is made once, however many want to know: also one that failed, for a second try with
 * the same credentials may lock the account.
 */
final class Once<T> {

  /** A look. */
  @FunctionalInterface
  interface Look<T> {
    T look() throws RemoteException, InterruptedException;
  }

  private final Look<T> look;
  private Optional<T> seen = Optional.empty();
  private Optional<RemoteException> failure = Optional.empty();

  Once(Look<T> look) {
    this.look = look;
  }

  synchronized T get() throws RemoteException, InterruptedException {
    if (failure.isPresent()) {
      throw failure.get();
    }
    if (seen.isEmpty()) {
      try {
        seen = Optional.of(look.look());
      } catch (RemoteException e) {
        failure = Optional.of(e);
        throw e;
      }
    }
    return seen.get();
  }
}
