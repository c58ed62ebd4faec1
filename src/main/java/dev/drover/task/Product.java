package dev.drover.task;

import dev.drover.model.Host;
import dev.drover.rest.Endpoint;
import dev.drover.rest.Endpoint.Authorization;
import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The product on a host: where it answers, who may administer it, where its files are. */
@Settings("product")
public record Product(
    @Doc("Base URL of this node itself, never the balancer's; context path included") URI url,
    @Doc("Administrator; Bitbucket's rolling-upgrade interface takes a password, mostly no token")
        Optional<String> username,
    @Doc("The administrator's password") Optional<Secret> password,
    @Doc("Access token, in place of user and password") Optional<Secret> token,
    @Doc("PEM file of a private certificate authority to trust besides the system's")
        Optional<Path> ca,
    @Doc("PEM file with client certificate and key") Optional<Path> clientCertificate,
    @Doc("HTTP proxy") Optional<URI> proxy,
    @Doc("Reach the URL from the node itself, through its SSH session") @Default("false")
        boolean tunnel,
    @Doc("Home directory of this node") String home,
    @Doc("Name of this node in the cluster view") @Default("{{inventory_hostname}}")
        String nodeName,
    @Doc("Name of the cluster; hosts with the same one belong together") @Default("bitbucket")
        String cluster,
    @Doc("Name of the Linux service, where the product is one") @Default("atlbitbucket")
        String service,
    @Doc("Account that the product runs as, the login user if left out") Optional<String> user) {

  public Product {
    if (token.isPresent() && password.isPresent()) {
      throw new IllegalArgumentException("`token` and `password` exclude each other");
    }
    if (password.isPresent() && username.isEmpty()) {
      throw new IllegalArgumentException("`password` needs `username`");
    }
  }

  /** How the product on {@code host} is reached over HTTP. */
  public Endpoint endpoint(Host host) {
    return new Endpoint(
        url,
        authorization(),
        ca,
        clientCertificate,
        proxy,
        tunnel ? Optional.of(host.name()) : Optional.empty());
  }

  private Authorization authorization() {
    if (token.isPresent()) {
      return new Authorization.Bearer(token.get());
    }
    return password.isPresent()
        ? new Authorization.Basic(username.orElseThrow(), password.get())
        : new Authorization.None();
  }
}
