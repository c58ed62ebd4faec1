package dev.drover.remote;

import java.util.function.Supplier;

/** Reads what a machine says, which may be anything. */
final class Said {

  private Said() {}

  /**
   * What the reading makes of it.
   *
   * @param of what was asked for
   */
  static <T> T read(String host, String of, Supplier<T> reading) throws RemoteException.Refused {
    try {
      return reading.get();
    } catch (IndexOutOfBoundsException | IllegalArgumentException strange) {
      throw new RemoteException.Refused(
          "%s: what it says of %s can't be understood".formatted(host, of),
          "check that logging in to " + host + " prints nothing by itself",
          strange);
    }
  }
}
