package dev.drover.rest;

/** Makes clients for endpoints; one client per endpoint, shared. */
public interface Rests extends AutoCloseable {

  /** The client for an endpoint. */
  Rest to(Endpoint endpoint);

  /** Closes every connection and tunnel. */
  @Override
  void close();
}
