package dev.drover.time;

import java.util.Optional;

/** What one of a crew at a time may do. */
public final class OneAtATime {

  private final Crew crew;
  private final String what;
  private boolean taken;

  /**
   * For a crew.
   *
   * @param what what the others wait for, in words
   */
  public OneAtATime(Crew crew, String what) {
    this.crew = crew;
    this.what = what;
  }

  /** Returns when nobody else does it. */
  public void enter() throws InterruptedException {
    crew.await(this, what, this::take);
  }

  private synchronized Optional<Boolean> take() {
    if (taken) {
      return Optional.empty();
    }
    taken = true;
    return Optional.of(true);
  }

  /** From here on another one may do it. */
  public void leave() {
    synchronized (this) {
      taken = false;
    }
    crew.changed(this);
  }
}
