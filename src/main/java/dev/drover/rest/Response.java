package dev.drover.rest;

import java.util.List;
import java.util.Map;

/**
 * An HTTP answer.
 *
 * @param headers by lower-case name
 */
public record Response(int status, Map<String, List<String>> headers, String body) {

  public Response {
    headers = Map.copyOf(headers);
  }

  /** True for a 2xx status. */
  public boolean ok() {
    return status / 100 == 2;
  }
}
