package dev.drover.rest;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts whom the system trusts, and a private authority besides; remembers the last one refused,
 * as the JDK's errors don't say whose certificate it was.
 */
final class Trust extends X509ExtendedTrustManager {

  private final List<X509ExtendedTrustManager> authorities;
  private volatile @Nullable X509Certificate refused;

  private Trust(List<X509ExtendedTrustManager> authorities) {
    this.authorities = List.copyOf(authorities);
  }

  /**
   * The system's authorities and another one.
   *
   * @param ca PEM file with the other's certificates
   */
  static Trust system(Optional<Path> ca) throws IOException, GeneralSecurityException {
    List<X509ExtendedTrustManager> authorities = new ArrayList<>();
    authorities.add(manager(null));
    if (ca.isPresent()) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      List<X509Certificate> certificates = Pem.certificates(ca.get());
      for (int i = 0; i < certificates.size(); i++) {
        store.setCertificateEntry("ca" + i, certificates.get(i));
      }
      authorities.add(manager(store));
    }
    return new Trust(authorities);
  }

  /** The certificate that was refused last. */
  Optional<X509Certificate> refused() {
    return Optional.ofNullable(refused);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain, authority -> authority.checkServerTrusted(chain, type, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain, authority -> authority.checkServerTrusted(chain, type, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain, authority -> authority.checkServerTrusted(chain, type));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authorities.stream()
        .flatMap(authority -> Arrays.stream(authority.getAcceptedIssuers()))
        .toArray(X509Certificate[]::new);
  }

  /** The last authority's reason is given: that is the private one, if there is one. */
  private void check(X509Certificate[] chain, Check check) throws CertificateException {
    CertificateException last = new CertificateException("there is no authority to ask");
    for (X509ExtendedTrustManager authority : authorities) {
      try {
        check.by(authority);
        return;
      } catch (CertificateException no) {
        last = no;
      }
    }
    refused = chain[0];
    throw last;
  }

  private static X509ExtendedTrustManager manager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }

  /** What each authority is asked. */
  private interface Check {
    void by(X509ExtendedTrustManager authority) throws CertificateException;
  }
}
