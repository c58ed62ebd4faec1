package dev.zdu.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds out who is asking. */
final class Users {

  /** A user, and whether a token rather than the password proved it. */
  record Proven(User user, boolean byToken) {}

  private final List<User> users;

  Users(List<User> users) {
    this.users = List.copyOf(users);
  }

  List<User> all() {
    return users;
  }

  /** Who sent this {@code Authorization} header; empty if it proves nobody. */
  Optional<Proven> byHeader(String header) {
    int space = header.indexOf(' ');
    if (space < 0) {
      return Optional.empty();
    }
    String value = header.substring(space + 1).strip();
    return switch (header.substring(0, space).toLowerCase(Locale.ROOT)) {
      case "basic" -> byBasic(value);
      case "bearer" ->
          users.stream()
              .filter(user -> user.token().filter(token -> same(token, value)).isPresent())
              .findFirst()
              .map(user -> new Proven(user, true));
      default -> Optional.empty();
    };
  }

  private Optional<Proven> byBasic(String value) {
    String text;
    try {
      text = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    int colon = text.indexOf(':');
    return colon < 0
        ? Optional.empty()
        : byPassword(text.substring(0, colon), text.substring(colon + 1));
  }

  /** A token does in place of the password. */
  Optional<Proven> byPassword(String name, String secret) {
    return users.stream()
        .filter(user -> user.name().equals(name))
        .findFirst()
        .flatMap(user -> {
          if (user.password().filter(password -> same(password, secret)).isPresent()) {
            return Optional.of(new Proven(user, false));
          }
          return user.token().filter(token -> same(token, secret)).map(_ -> new Proven(user, true));
        });
  }

  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
