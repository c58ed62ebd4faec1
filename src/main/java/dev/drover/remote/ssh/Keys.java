package dev.drover.remote.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * The private keys of a login.
 *
 * @param pairs the usable ones, and the file of each
 * @param named the public keys of all files, for an agent that holds the private ones
 * @param problems a sentence for each file that is not usable
 */
record Keys(Map<KeyPair, Path> pairs, Set<PublicKey> named, List<String> problems) {

  static Keys load(Login login) {
    Map<KeyPair, Path> pairs = new LinkedHashMap<>();
    Set<PublicKey> named = new HashSet<>();
    List<String> problems = new ArrayList<>();
    for (Path file : login.identities()) {
      readPublic(Path.of(file + ".pub")).ifPresent(named::add);
      try {
        read(file).forEach(pair -> pairs.put(pair, file));
      } catch (NoSuchFileException missing) {
        problems.add("the key file " + file + " does not exist");
      } catch (EncryptedException encrypted) {
        problems.add(
            "the key " + file + " is encrypted and no agent offers it (`ssh-add " + file + "`)");
      } catch (IOException | GeneralSecurityException | RuntimeException broken) {
        problems.add("the key " + file + " can't be read: " + broken.getMessage());
      }
    }
    return new Keys(pairs, named, problems);
  }

  private static Optional<PublicKey> readPublic(Path file) {
    try {
      return Files.exists(file)
          ? Optional.of(
              PublicKeyEntry.parsePublicKeyEntry(Files.readString(file).strip())
                  .resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.IGNORING))
          : Optional.empty();
    } catch (IOException | GeneralSecurityException | RuntimeException odd) {
      return Optional.empty();
    }
  }

  private static List<KeyPair> read(Path file) throws IOException, GeneralSecurityException {
    // A passphrase is asked for only if the key needs one.
    FilePasswordProvider noPassphrase =
        (_, _, _) -> {
          throw new EncryptedException();
        };
    List<KeyPair> found = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      Iterable<KeyPair> pairs =
          SecurityUtils.loadKeyPairIdentities(
              null, NamedResource.ofName(file.toString()), in, noPassphrase);
      if (pairs == null) {
        throw new IOException("it holds no private key");
      }
      pairs.forEach(found::add);
    }
    return found;
  }

  /** How messages show a key: type and fingerprint. */
  static String shown(KeyPair pair) {
    return KeyUtils.getKeyType(pair) + " " + KeyUtils.getFingerPrint(pair.getPublic());
  }

  /** A key needs a passphrase that nobody can be asked for. */
  private static final class EncryptedException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
