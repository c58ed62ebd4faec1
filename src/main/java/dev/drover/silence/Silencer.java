package dev.drover.silence;

import dev.drover.remote.RemoteException;
import dev.drover.task.Facts;
import dev.drover.task.Need;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Silences the monitoring of a host, and ends that again. */
public interface Silencer {

  /**
   * How it stands.
   *
   * @param known whether that can be told at all
   * @param until when our silence ends by itself; empty if there is none
   */
  record Seen(boolean known, Optional<Instant> until) {}

  /** Who is told when the host of a step is to be silent, as the inventory says. */
  static Silencer of(Facts facts) {
    return facts.settings(facts.host(), Silencing.class).of(facts.host());
  }

  /** Looks. */
  Seen look(Facts facts) throws RemoteException, InterruptedException;

  /** Silences, or lets our silence last from now on for so long. */
  void open(Facts facts, Duration last, String comment)
      throws RemoteException, InterruptedException;

  /** Ends our silence, and nobody else's. */
  void close(Facts facts) throws RemoteException, InterruptedException;

  /** What is silenced, in words. */
  String words();

  /** The exact command that ends the silence. */
  String byHand();

  /** The doors that it goes through. */
  List<Need> needs();
}
