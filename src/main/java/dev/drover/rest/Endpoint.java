package dev.drover.rest;

import dev.drover.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where and how an HTTP service is reached. User and password in a URL are left out, as they would
 * show wherever the URL does; credentials have a place of their own.
 *
 * @param base base URL with context path, for instance {@code https://bb1:7990/bitbucket}
 * @param authorization credentials for the base URL
 * @param ca PEM file of a private certificate authority, trusted besides the system's
 * @param clientCertificate PEM file with client certificate and key
 * @param proxy HTTP proxy
 * @param tunnel name of the machine through whose SSH session the service is reached
 */
public record Endpoint(
    URI base,
    Authorization authorization,
    Optional<Path> ca,
    Optional<Path> clientCertificate,
    Optional<URI> proxy,
    Optional<String> tunnel) {

  public Endpoint {
    base = plain(base);
    proxy = proxy.map(Endpoint::plain);
  }

  /** A URL without user and password. */
  public static URI plain(URI url) {
    return url.getRawUserInfo() == null
        ? url
        : URI.create(url.toString().replaceFirst("//[^/@]*@", "//"));
  }

  /** Credentials. */
  public sealed interface Authorization {
    /** None. */
    record None() implements Authorization {}

    /** User and password. */
    record Basic(String username, Secret password) implements Authorization {}

    /** A token. */
    record Bearer(Secret token) implements Authorization {}
  }

  /** An endpoint with nothing special about it. */
  public static Endpoint of(URI base, Authorization authorization) {
    return new Endpoint(
        base,
        authorization,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
