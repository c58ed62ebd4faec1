package dev.drover.rest;

import dev.drover.remote.RemoteException;

/**
 * An HTTP client for one base URL; credentials go there and nowhere else, redirects to elsewhere
 * are not followed.
 */
public interface Rest {

  /**
   * Sends a request and returns the answer, whatever its status.
   *
   * @throws RemoteException if there is no answer in time, or from nobody who can be trusted
   */
  Response send(Request request) throws RemoteException, InterruptedException;
}
