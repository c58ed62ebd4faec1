package dev.drover.remote.ssh;

import dev.drover.remote.RemoteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/** Judges a server's key by the user's known_hosts files, which it never writes to. */
final class KnownHosts {

  private final Map<Version, List<KnownHostEntry>> read = new ConcurrentHashMap<>();

  /** A file as it was at a time, so that a key added meanwhile is seen. */
  private record Version(Path file, FileTime modified) {

    static Version of(Path file) {
      try {
        return new Version(file, Files.getLastModifiedTime(file));
      } catch (IOException missing) {
        return new Version(file, FileTime.fromMillis(0));
      }
    }
  }

  /** The types of the keys that are known for a server; it should present one of these. */
  List<String> types(Login login) {
    return entries(login).stream()
        .filter(entry -> entry.getMarker() == null)
        .map(entry -> entry.getKeyEntry().getKeyType())
        .distinct()
        .toList();
  }

  /** A key that a server showed, in words: its type and its fingerprint. */
  static String words(PublicKey presented) {
    return shown(ownKey(presented));
  }

  private static PublicKey ownKey(PublicKey presented) {
    return presented instanceof OpenSshCertificate certificate
        ? certificate.getCertPubKey()
        : presented;
  }

  /** Why the key is not trusted; empty if it is. */
  Optional<RemoteException> distrust(Login login, PublicKey presented) {
    PublicKey key = ownKey(presented);
    List<KnownHostEntry> known = entries(login);
    if (known.stream().anyMatch(entry -> marked(entry, "revoked") && has(entry, key))) {
      return Optional.of(
          new RemoteException.Untrusted(
              "%s: the host key of %s is revoked in %s: %s"
                  .formatted(login.name(), login.place(), files(login), shown(key)),
              "give the machine a new host key, and do not connect to it until then",
              null));
    }
    if (known.stream().anyMatch(entry -> entry.getMarker() == null && has(entry, key))
        || (presented instanceof OpenSshCertificate certificate
            && known.stream()
                .anyMatch(entry ->
                    marked(entry, "cert-authority") && has(entry, certificate.getCaPubKey())))) {
      return Optional.empty();
    }
    return Optional.of(
        known.stream().anyMatch(entry -> entry.getMarker() == null)
            ? changed(login, key, known)
            : unknown(login, key));
  }

  private List<KnownHostEntry> entries(Login login) {
    List<KnownHostEntry> found = new ArrayList<>();
    for (Path file : login.knownHosts()) {
      read.computeIfAbsent(Version.of(file), version -> parse(version.file())).stream()
          .filter(entry -> matches(entry, login))
          .forEach(found::add);
    }
    return found;
  }

  /**
   * The library takes a pattern such as {@code *} for port 22 only; OpenSSH matches it with {@code
   * [host]:port} as well.
   */
  private static boolean matches(KnownHostEntry entry, Login login) {
    return entry.isHostMatch(login.keyName(), login.port())
        || entry.isHostMatch(keyPlace(login), 22);
  }

  private static String keyPlace(Login login) {
    return login.port() == 22 ? login.keyName() : "[" + login.keyName() + "]:" + login.port();
  }

  /** Line by line, as one line that is odd must not hide the others. */
  private static List<KnownHostEntry> parse(Path file) {
    List<KnownHostEntry> entries = new ArrayList<>();
    if (!Files.isReadable(file)) {
      return entries;
    }
    try {
      for (String line : Files.readAllLines(file)) {
        if (!line.isBlank() && !line.strip().startsWith("#")) {
          parse(line.strip()).ifPresent(entries::add);
        }
      }
    } catch (IOException unreadable) {
      return entries;
    }
    return entries;
  }

  private static Optional<KnownHostEntry> parse(String line) {
    try {
      return Optional.ofNullable(KnownHostEntry.parseKnownHostEntry(line))
          .filter(entry -> entry.getKeyEntry() != null);
    } catch (RuntimeException odd) {
      return Optional.empty();
    }
  }

  private static boolean marked(KnownHostEntry entry, String marker) {
    return marker.equals(entry.getMarker());
  }

  private static boolean has(KnownHostEntry entry, PublicKey key) {
    try {
      return KeyUtils.compareKeys(
          key, entry.getKeyEntry().resolvePublicKey(null, PublicKeyEntryResolver.IGNORING));
    } catch (IOException | GeneralSecurityException odd) {
      return false;
    }
  }

  private static RemoteException unknown(Login login, PublicKey key) {
    return new RemoteException.Untrusted(
        "%s: the host key of %s is not known: %s is in none of %s"
            .formatted(login.name(), login.place(), shown(key), files(login)),
        "compare the fingerprint with the machine's own (`ssh-keygen -lf` of its"
            + " /etc/ssh/ssh_host_*_key.pub), then add the key: `ssh-keyscan %s%s >> %s`"
                .formatted(
                    login.port() == 22 ? "" : "-p " + login.port() + " ",
                    login.host(),
                    first(login)),
        null);
  }

  private static RemoteException changed(Login login, PublicKey key, List<KnownHostEntry> known) {
    String before =
        known.stream()
            .filter(entry -> entry.getMarker() == null)
            .map(entry -> {
              try {
                return shown(
                    entry.getKeyEntry().resolvePublicKey(null, PublicKeyEntryResolver.IGNORING));
              } catch (IOException | GeneralSecurityException odd) {
                return entry.getKeyEntry().getKeyType();
              }
            })
            .distinct()
            .collect(Collectors.joining(", "));
    return new RemoteException.Untrusted(
        "%s: THE HOST KEY OF %s HAS CHANGED. It presents %s, but %s has %s. Either the machine was"
                .formatted(login.name(), login.place(), shown(key), files(login), before)
            + " set up anew, or somebody is in between; nothing was sent to it",
        "find out why; if the new key is right, remove the old one (`ssh-keygen -f %s -R '%s'`)"
                .formatted(first(login), keyPlace(login))
            + " and add the new one",
        null);
  }

  private static String shown(PublicKey key) {
    return KeyUtils.getKeyType(key) + " " + KeyUtils.getFingerPrint(key);
  }

  private static String files(Login login) {
    return login.knownHosts().stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  private static String first(Login login) {
    return login.knownHosts().isEmpty() ? "known_hosts" : login.knownHosts().getFirst().toString();
  }
}
