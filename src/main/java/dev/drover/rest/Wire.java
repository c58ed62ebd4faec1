package dev.drover.rest;

import dev.drover.remote.Address;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * The JDK's client as an endpoint needs it, with the tunnel that it goes through, if any.
 *
 * @param trust remembers whom it refused to trust
 */
record Wire(HttpClient client, Trust trust, Optional<Tunnel> tunnel) implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  static Wire open(Endpoint endpoint, Function<String, Remote> machines) throws RemoteException {
    try {
      Trust trust = Trust.system(endpoint.ca());
      HttpClient.Builder builder =
          HttpClient.newBuilder()
              .version(Version.HTTP_1_1)
              .connectTimeout(CONNECT)
              .followRedirects(Redirect.NEVER)
              .sslContext(context(endpoint, trust))
              .executor(Executors.newVirtualThreadPerTaskExecutor());
      Optional<Tunnel> tunnel = Optional.empty();
      if (endpoint.tunnel().isPresent()) {
        tunnel =
            Optional.of(
                Tunnel.open(machines.apply(endpoint.tunnel().get()), address(endpoint.base())));
      }
      builder.proxy(
          tunnel
              .map(Tunnel::entrance)
              .or(() -> endpoint.proxy().map(Wire::address).map(Wire::unresolved))
              .map(ProxySelector::of)
              .orElse(HttpClient.Builder.NO_PROXY));
      return new Wire(builder.build(), trust, tunnel);
    } catch (IOException | GeneralSecurityException unusable) {
      throw new RemoteException.Refused(
          "%s: the settings of the endpoint are not usable: %s"
              .formatted(endpoint.base(), unusable.getMessage()),
          "correct `ca`, `client_certificate` or `tunnel` of the endpoint",
          unusable);
    }
  }

  /** Why the tunnel does not lead anywhere, if it does not. */
  Optional<RemoteException> failure() {
    return tunnel.flatMap(Tunnel::failure);
  }

  @Override
  public void close() {
    client.shutdownNow();
    tunnel.ifPresent(Tunnel::close);
  }

  private static SSLContext context(Endpoint endpoint, Trust trust)
      throws IOException, GeneralSecurityException {
    KeyManager[] keys =
        endpoint.clientCertificate().isPresent()
            ? Pem.keyManagers(endpoint.clientCertificate().get())
            : new KeyManager[0];
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, new TrustManager[] {trust}, null);
    return context;
  }

  private static Address.Tcp address(URI uri) {
    int usual = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    return new Address.Tcp(uri.getHost(), uri.getPort() < 0 ? usual : uri.getPort());
  }

  private static InetSocketAddress unresolved(Address.Tcp address) {
    return InetSocketAddress.createUnresolved(address.host(), address.port());
  }
}
