package dev.zdu.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.util.security.SecurityUtils;

/** The SSH host key in the shared home: a client meets the same key on every node. */
final class HostKey {

  private HostKey() {}

  /** Reads the key; the first node makes it, while others that start with it wait. */
  static KeyPair of(Path directory) throws IOException, GeneralSecurityException {
    Files.createDirectories(directory);
    Path file = directory.resolve("ssh-host-key");
    try (FileChannel channel =
            FileChannel.open(
                directory.resolve(".ssh-host-key.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      if (!Files.exists(file)) {
        write(generate(), file);
      }
    }
    try (InputStream in = Files.newInputStream(file)) {
      return SecurityUtils.loadKeyPairIdentities(
              null, NamedResource.ofName(file.toString()), in, FilePasswordProvider.EMPTY)
          .iterator()
          .next();
    }
  }

  private static KeyPair generate() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static void write(KeyPair key, Path file) throws IOException, GeneralSecurityException {
    ByteArrayOutputStream open = new ByteArrayOutputStream();
    OpenSSHKeyPairResourceWriter.INSTANCE.writePublicKey(key, "bitbucket", open);
    Files.write(file.resolveSibling("ssh-host-key.pub"), open.toByteArray());
    ByteArrayOutputStream secret = new ByteArrayOutputStream();
    OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "bitbucket", null, secret);
    Path work =
        Files.createTempFile(
            file.getParent(),
            ".ssh-host-key",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(work, secret.toByteArray());
    Files.move(work, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
