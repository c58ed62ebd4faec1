package dev.drover.silence;

import dev.drover.model.Host;
import dev.drover.rest.Endpoint;
import dev.drover.rest.Endpoint.Authorization;
import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.secret.Secret;
import dev.drover.task.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The monitoring of a host, as far as it can be silenced. */
@Settings("silencing")
public record Silencing(
    @Doc("What it is: `alertmanager` (its API of version 2) or `command`") @Default("alertmanager")
        Driver driver,
    @Doc("Base URL of the Alertmanager, path prefix included") Optional<URI> url,
    @Doc(
            "Which alerts, in its words: `instance=\"bb1:9100\"`, `severity!=\"info\"`, `job=~\"bb.*\"`")
        @Default("[]")
        List<String> matchers,
    @Doc("User, sent by HTTP Basic") Optional<String> username,
    @Doc("The user's password") Optional<Secret> password,
    @Doc("Token, sent as Bearer") Optional<Secret> token,
    @Doc("PEM file of a private certificate authority to trust besides the system's")
        Optional<Path> ca,
    @Doc("HTTP proxy") Optional<URI> proxy,
    @Doc(
            "For `command`: a program of this machine with its arguments that silences; it finds"
                + " SILENCE_SECONDS and SILENCE_COMMENT in its environment, and doing it twice must"
                + " do no harm")
        Optional<List<String>> open,
    @Doc("For `command`: one that ends the silence; doing it twice must do no harm")
        Optional<List<String>> close) {

  /** How it is spoken to. */
  public enum Driver {
    ALERTMANAGER,
    COMMAND
  }

  public Silencing {
    matchers = List.copyOf(matchers);
    open = open.map(List::copyOf);
    close = close.map(List::copyOf);
    switch (driver) {
      case ALERTMANAGER -> {
        if (url.isEmpty() || matchers.isEmpty()) {
          throw new IllegalArgumentException("`alertmanager` needs `url` and `matchers`");
        }
        matchers.forEach(Matcher::of);
      }
      case COMMAND -> {
        if (open.filter(words -> !words.isEmpty()).isEmpty()
            || close.filter(words -> !words.isEmpty()).isEmpty()) {
          throw new IllegalArgumentException("`command` needs `open` and `close`");
        }
      }
    }
    if (token.isPresent() && username.isPresent()) {
      throw new IllegalArgumentException("`token` and `username` exclude each other");
    }
    if (username.isPresent() != password.isPresent()) {
      throw new IllegalArgumentException("`username` and `password` go together");
    }
  }

  /** Who is told when a host is to be silent. */
  public Silencer of(Host host) {
    return switch (driver) {
      case ALERTMANAGER ->
          new Alertmanager(endpoint(), host.name(), matchers.stream().map(Matcher::of).toList());
      case COMMAND -> new ByCommand(open.orElseThrow(), close.orElseThrow());
    };
  }

  private Endpoint endpoint() {
    Authorization authorization =
        token
            .<Authorization>map(Authorization.Bearer::new)
            .or(() -> username.map(user -> new Authorization.Basic(user, password.orElseThrow())))
            .orElse(new Authorization.None());
    return new Endpoint(
        url.orElseThrow(), authorization, ca, Optional.empty(), proxy, Optional.empty());
  }
}
