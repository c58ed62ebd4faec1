package dev.drover.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.drover.remote.LocalShell;
import dev.drover.remote.RemoteException;
import dev.drover.remote.ShellRemote;
import dev.drover.rest.Endpoint.Authorization;
import dev.drover.testing.RealComponent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealComponent("openssl")
class JdkRestTlsTest {

  @TempDir private static Path directory;
  private static HttpsServer server;
  private static final JdkRests RESTS = new JdkRests(name -> new ShellRemote(new LocalShell(name)));

  @BeforeAll
  static void start() throws Exception {
    openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=House -keyout ca.key -out ca.pem");
    certificate("server", "/CN=node", "subjectAltName=DNS:localhost");
    certificate("client", "/CN=drover", "extendedKeyUsage=clientAuth");
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        Pem.keyManagers(directory.resolve("server.pem")),
        new TrustManager[] {new TestingClientTrust()},
        null);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = context.getDefaultSSLParameters();
            wanted.setWantClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          var session = ((com.sun.net.httpserver.HttpsExchange) exchange).getSSLSession();
          String peer;
          try {
            peer = session.getPeerPrincipal().getName();
          } catch (javax.net.ssl.SSLPeerUnverifiedException nobody) {
            peer = "anonymous";
          }
          byte[] bytes = peer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    RESTS.close();
    server.stop(0);
  }

  private static void certificate(String name, String subject, String extension) throws Exception {
    Files.writeString(directory.resolve(name + ".ext"), extension + "\n");
    openssl(
        "req -newkey rsa:2048 -nodes -subj %s -keyout %s.key -out %s.csr"
            .formatted(subject, name, name));
    openssl(
        "x509 -req -in %s.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile %s.ext -out %s.crt"
            .formatted(name, name, name));
    Files.writeString(
        directory.resolve(name + ".pem"),
        Files.readString(directory.resolve(name + ".crt"))
            + Files.readString(directory.resolve(name + ".key")));
  }

  private static void openssl(String words) throws Exception {
    var command = new java.util.ArrayList<>(java.util.List.of("openssl"));
    command.addAll(java.util.List.of(words.split(" ", -1)));
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static Endpoint endpoint(String host, Optional<String> ca, Optional<String> client) {
    return new Endpoint(
        URI.create("https://" + host + ":" + server.getAddress().getPort()),
        new Authorization.None(),
        ca.map(directory::resolve),
        client.map(directory::resolve),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void trustsAPrivateAuthority() throws Exception {
    Rest rest = RESTS.to(endpoint("localhost", Optional.of("ca.pem"), Optional.empty()));
    assertThat(rest.send(Request.get("/")).body()).isEqualTo("anonymous");
  }

  @Test
  void showsAClientCertificate() throws Exception {
    Rest rest = RESTS.to(endpoint("localhost", Optional.of("ca.pem"), Optional.of("client.pem")));
    assertThat(rest.send(Request.get("/")).body()).isEqualTo("CN=drover");
  }

  @Test
  void keepsTheNameInTheCertificateRightThroughAMachine() throws Exception {
    Endpoint direct = endpoint("localhost", Optional.of("ca.pem"), Optional.of("client.pem"));
    Rest rest = RESTS.to(JdkRestTest.through(direct, "bb1"));
    assertThat(rest.send(Request.get("/")).body()).isEqualTo("CN=drover");
  }

  @Test
  void saysWhoseCertificateIsNotTrusted() {
    Rest rest = RESTS.to(endpoint("localhost", Optional.empty(), Optional.empty()));
    assertThatThrownBy(() -> rest.send(Request.get("/")))
        .isInstanceOf(RemoteException.Untrusted.class)
        .hasMessageMatching(
            "https://localhost:\\d+: its certificate \\(subject CN=node, issuer CN=House, valid to"
                + " [^)]*\\) is not trusted: unable to find valid certification path to requested"
                + " target")
        .satisfies(failure ->
            assertThat(((RemoteException) failure).next())
                .startsWith("if the issuer is your own authority, name its PEM file as `ca`"));
  }

  @Test
  void refusesACertificateForAnotherName() {
    Rest rest = RESTS.to(endpoint("127.0.0.1", Optional.of("ca.pem"), Optional.empty()));
    assertThatThrownBy(() -> rest.send(Request.get("/")))
        .isInstanceOf(RemoteException.Untrusted.class)
        .hasMessageContaining("is not trusted: No subject alternative names matching IP address");
  }

  @Test
  void saysWhichFileIsNotUsable() {
    Rest none = RESTS.to(endpoint("localhost", Optional.of("none.pem"), Optional.empty()));
    assertThatThrownBy(() -> none.send(Request.get("/")))
        .isInstanceOf(RemoteException.Refused.class)
        .hasMessageEndingWith("not usable: %s/none.pem does not exist", directory);
    Rest keyless = RESTS.to(endpoint("localhost", Optional.of("ca.pem"), Optional.of("ca.pem")));
    assertThatThrownBy(() -> keyless.send(Request.get("/")))
        .hasMessageContaining("ca.pem holds no unencrypted PKCS #8 private key");
  }
}
