package dev.drover.rest;

import dev.drover.remote.RemoteException;
import dev.drover.remote.TimeLimit;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Says in the operator's words why there is no answer. */
record Failures(Endpoint endpoint) {

  /** How messages show the service. */
  String place() {
    URI base = endpoint.base();
    return endpoint
        .tunnel()
        .map(machine -> base + " (through " + machine + ")")
        .orElse(base.toString());
  }

  RemoteException slow(Request request, Throwable cause) {
    return new RemoteException.TooSlow(
        "%s: no complete answer to %s %s within %s"
            .formatted(
                place(), request.method(), request.path(), TimeLimit.inWords(request.timeout())),
        "look at the load and the log of the service, or give it more time",
        cause);
  }

  RemoteException of(Request request, IOException failure, Trust trust) {
    if (failure instanceof HttpTimeoutException late
        && !(late instanceof java.net.http.HttpConnectTimeoutException)) {
      return slow(request, late);
    }
    if (has(failure, CertificateException.class)) {
      return untrusted(failure, trust);
    }
    if (failure instanceof SSLException) {
      return new RemoteException.Untrusted(
          "%s: no agreement on TLS: %s".formatted(place(), why(failure)),
          "check that the port speaks HTTPS, and whether it asks for a client certificate",
          failure);
    }
    if (String.valueOf(why(failure)).contains("body exceeds capacity")
        || String.valueOf(failure.getMessage()).contains("capacity")) {
      return new RemoteException.Refused(
          "%s: the answer to %s %s is larger than %d MiB"
              .formatted(place(), request.method(), request.path(), JdkRest.LARGEST >> 20),
          "ask for less",
          failure);
    }
    return new RemoteException.Unreachable(
        "%s: no answer to %s %s: %s"
            .formatted(place(), request.method(), request.path(), why(failure)),
        "check that the service is up and reachable from here"
            + endpoint.proxy().map(proxy -> " through the proxy " + proxy).orElse("")
            + (request.reads() ? "" : "; the request may have been carried out"),
        failure);
  }

  private RemoteException untrusted(IOException failure, Trust trust) {
    Optional<X509Certificate> certificate = trust.refused();
    String whose =
        certificate
            .map(one ->
                "its certificate (subject %s, issuer %s, valid to %s) is not trusted"
                    .formatted(
                        one.getSubjectX500Principal(),
                        one.getIssuerX500Principal(),
                        one.getNotAfter().toInstant()))
            .orElse("its certificate is not trusted");
    return new RemoteException.Untrusted(
        "%s: %s: %s".formatted(place(), whose, why(failure)),
        "if the issuer is your own authority, name its PEM file as `ca` of the endpoint; if the name"
            + " does not match, use the name that the certificate has",
        failure);
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return true;
      }
    }
    return false;
  }

  /** The words of the innermost cause that has any; some say it only by their type. */
  private static String why(Throwable failure) {
    if (has(failure, UnknownHostException.class)
        || has(failure, UnresolvedAddressException.class)) {
      return "the host name is not known";
    }
    String words = has(failure, ConnectException.class) ? "connection refused" : "";
    for (Throwable at = failure; at != null; at = at.getCause()) {
      words = at.getMessage() == null ? words : at.getMessage();
    }
    return words.isEmpty() ? failure.getClass().getSimpleName() : words;
  }
}
