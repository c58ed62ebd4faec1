package dev.drover.rest;

import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One endpoint's client. */
final class JdkRest implements Rest, AutoCloseable {

  /** An answer to a status question is small; a larger one is a mistake. */
  static final int LARGEST = 16 << 20;

  private static final int MOST_REDIRECTS = 5;

  private final Endpoint endpoint;
  private final Function<String, Remote> machines;
  private final Failures failures;
  private @Nullable Wire wire;

  JdkRest(Endpoint endpoint, Function<String, Remote> machines) {
    this.endpoint = endpoint;
    this.machines = machines;
    this.failures = new Failures(endpoint);
  }

  @Override
  public Response send(Request request) throws RemoteException, InterruptedException {
    Wire opened = wire();
    URI uri = uri(request.path());
    Response response = exchange(opened, request, uri);
    for (int i = 0; i < MOST_REDIRECTS; i++) {
      Optional<URI> next = redirect(request, uri, response);
      if (next.isEmpty()) {
        break;
      }
      uri = next.get();
      response = exchange(opened, request, uri);
    }
    return response;
  }

  @Override
  public synchronized void close() {
    if (wire != null) {
      wire.close();
      wire = null;
    }
  }

  private synchronized Wire wire() throws RemoteException {
    if (wire == null) {
      wire = Wire.open(endpoint, machines);
    }
    return wire;
  }

  private Response exchange(Wire opened, Request request, URI uri)
      throws RemoteException, InterruptedException {
    CompletableFuture<HttpResponse<String>> answer =
        opened
            .client()
            .sendAsync(
                message(request, uri), BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST));
    try {
      // The client's own limit ends with the headers; this one with the last byte of the answer.
      return response(answer.get(request.timeout().toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException late) {
      answer.cancel(true);
      throw failures.slow(request, late);
    } catch (InterruptedException stop) {
      answer.cancel(true);
      throw stop;
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      if (cause instanceof IOException broken) {
        throw opened.failure().orElseGet(() -> failures.of(request, broken, opened.trust()));
      }
      throw new IllegalStateException("the HTTP client failed", cause);
    }
  }

  private URI uri(String path) throws RemoteException {
    String base = endpoint.base().toString().replaceAll("/+$", "");
    try {
      return URI.create(base + (path.startsWith("/") ? "" : "/") + path);
    } catch (IllegalArgumentException odd) {
      throw new RemoteException.Refused(
          "%s: `%s` is no path of a URL".formatted(failures.place(), path),
          "encode special characters, for instance a space as %20",
          odd);
    }
  }

  private HttpRequest message(Request request, URI uri) throws RemoteException {
    try {
      HttpRequest.Builder builder = HttpRequest.newBuilder(uri);
      request.headers().forEach(builder::setHeader);
      if (request.authenticated()) {
        authorization().ifPresent(value -> builder.setHeader("Authorization", value));
      }
      return builder
          .timeout(request.timeout())
          .method(
              request.method(),
              request
                  .body()
                  .map(Secret::reveal)
                  .map(BodyPublishers::ofString)
                  .orElseGet(BodyPublishers::noBody))
          .build();
    } catch (IllegalArgumentException odd) {
      throw new RemoteException.Refused(
          "%s: the request can't be sent: %s".formatted(failures.place(), odd.getMessage()),
          "check its method, URL and headers",
          odd);
    }
  }

  private Optional<String> authorization() {
    return switch (endpoint.authorization()) {
      case Endpoint.Authorization.None() -> Optional.empty();
      case Endpoint.Authorization.Basic(String username, Secret password) ->
          Optional.of(
              "Basic "
                  + Base64.getEncoder()
                      .encodeToString(
                          (username + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8)));
      case Endpoint.Authorization.Bearer(Secret token) -> Optional.of("Bearer " + token.reveal());
    };
  }

  /** Where to look instead, if that is still the same service. */
  private Optional<URI> redirect(Request request, URI asked, Response response) {
    boolean moved = response.status() / 100 == 3 && response.status() != 304;
    List<String> places = response.headers().getOrDefault("location", List.of());
    if (!moved || !request.reads() || places.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI place = asked.resolve(places.getFirst());
      return Optional.of(place).filter(this::within);
    } catch (IllegalArgumentException odd) {
      return Optional.empty();
    }
  }

  private boolean within(URI place) {
    URI base = endpoint.base();
    String path = Optional.ofNullable(base.getRawPath()).orElse("").replaceAll("/+$", "");
    return base.getScheme().equalsIgnoreCase(place.getScheme())
        && base.getRawAuthority().equalsIgnoreCase(String.valueOf(place.getRawAuthority()))
        && (place.normalize().getRawPath() + "/").startsWith(path + "/");
  }

  private static Response response(HttpResponse<String> answer) {
    Map<String, List<String>> headers = new HashMap<>();
    answer
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    return new Response(answer.statusCode(), headers, answer.body());
  }
}
