package dev.drover.demo;

import dev.drover.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/**
 * Who the traffic is, for both protocols.
 *
 * @param user the account at the server
 * @param key private key file
 * @param hostKey the server's public host key: type and text
 */
public record GitAccount(String user, Secret password, Path key, String hostKey) {

  /** The name under which the host key is known, whatever the port. */
  static final String HOST_ALIAS = "bitbucket";

  /** What comes after {@code Authorization: Basic}. */
  String basic() {
    return Base64.getEncoder()
        .encodeToString((user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8));
  }
}
