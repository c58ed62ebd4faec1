package dev.drover.rest;

import dev.drover.secret.Secret;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request below a base URL.
 *
 * @param path path and query below the base URL, for instance {@code /rest/zdu/state}
 * @param authenticated whether the base URL's credentials are sent along
 * @param timeout the longest the whole answer may take
 */
public record Request(
    String method,
    String path,
    Map<String, String> headers,
    Optional<Secret> body,
    boolean authenticated,
    Duration timeout) {

  public Request {
    headers = Map.copyOf(headers);
  }

  /** A GET with credentials. */
  public static Request get(String path) {
    return new Request(
        "GET",
        path,
        Map.of("Accept", "application/json"),
        Optional.empty(),
        true,
        Duration.ofSeconds(10));
  }

  /** A POST with credentials and an empty body, marked as JSON and as no cross-site forgery. */
  public static Request post(String path) {
    return new Request(
        "POST",
        path,
        Map.of(
            "Accept",
            "application/json",
            "Content-Type",
            "application/json",
            "X-Atlassian-Token",
            "no-check"),
        Optional.empty(),
        true,
        Duration.ofSeconds(60));
  }

  /** This request without credentials. */
  public Request anonymous() {
    return new Request(method, path, headers, body, false, timeout);
  }

  /** This request with another time limit. */
  public Request within(Duration limit) {
    return new Request(method, path, headers, body, authenticated, limit);
  }

  /** This request with one more header. */
  public Request with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new Request(method, path, all, body, authenticated, timeout);
  }

  /** This request with a body. */
  public Request body(Secret content) {
    return new Request(method, path, headers, Optional.of(content), authenticated, timeout);
  }

  /** True if it can't change anything. */
  public boolean reads() {
    return method.equals("GET") || method.equals("HEAD");
  }
}
