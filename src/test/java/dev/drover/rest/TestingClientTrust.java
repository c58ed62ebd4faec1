package dev.drover.rest;

import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/** Takes every client certificate, for a test server. */
final class TestingClientTrust implements X509TrustManager {

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) {
    // Whoever it is, the server tells it back.
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) {
    throw new IllegalStateException("this is a server");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
