package dev.drover.rest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** Reads certificates and keys from PEM files. */
final class Pem {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  private Pem() {}

  /** Every certificate of a file; there must be one. */
  static List<X509Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> found = new ArrayList<>();
    for (byte[] block : blocks(file, "CERTIFICATE")) {
      found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block)));
    }
    if (found.isEmpty()) {
      throw new IOException(file + " holds no certificate in PEM form");
    }
    return found;
  }

  /** The client certificate with its chain, and its key, of a file. */
  static KeyManager[] keyManagers(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    char[] password = new char[0];
    store.setKeyEntry(
        "client", key(file), password, certificates(file).toArray(Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password);
    return factory.getKeyManagers();
  }

  private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    List<byte[]> keys = blocks(file, "PRIVATE KEY");
    if (keys.isEmpty()) {
      throw new IOException(
          file
              + " holds no unencrypted PKCS #8 private key; `openssl pkcs8 -topk8 -nodes -in KEY`"
              + " makes one");
    }
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(keys.getFirst());
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException other) {
        // The block does not say which algorithm it is for; the next one is tried.
      }
    }
    throw new IOException("the private key in " + file + " is neither RSA, EC nor EdDSA");
  }

  private static List<byte[]> blocks(Path file, String type) throws IOException {
    List<byte[]> blocks = new ArrayList<>();
    try {
      Matcher matcher = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
      while (matcher.find()) {
        if (matcher.group(1).equals(type)) {
          blocks.add(Base64.getMimeDecoder().decode(matcher.group(2)));
        }
      }
    } catch (NoSuchFileException missing) {
      throw new IOException(file + " does not exist", missing);
    }
    return blocks;
  }
}
