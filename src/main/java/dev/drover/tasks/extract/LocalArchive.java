package dev.drover.tasks.extract;

import dev.drover.remote.RemoteException;
import dev.drover.schema.Version;
import dev.drover.task.Installations;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * An archive on this machine, read through once.
 *
 * @param content bytes of all its files together
 * @param version as stamped, or as its top directory is named
 */
record LocalArchive(
    Path path, String sha256, long size, Listing listing, long content, Optional<Version> version) {
  private static final int MOST_STAMP = 64 << 10;

  static LocalArchive read(Path path) throws RemoteException.Refused {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      List<Listing.Entry> entries = new ArrayList<>();
      long content = 0;
      Optional<Version> stamp = Optional.empty();
      try (InputStream file =
              new BufferedInputStream(new DigestInputStream(Files.newInputStream(path), digest));
          InputStream plain = plain(path, file);
          TarArchiveInputStream tar = new TarArchiveInputStream(plain, "UTF-8")) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          entries.add(new Listing.Entry(entry.getName(), type(entry), target(entry)));
          content += entry.getSize();
          if (entry.getName().matches("(\\./)?[^/]+/conf/build\\.properties")
              && entry.getSize() <= MOST_STAMP) {
            stamp = Installations.stamp(new String(tar.readAllBytes(), StandardCharsets.UTF_8));
          }
        }
        plain.transferTo(java.io.OutputStream.nullOutputStream());
        file.transferTo(java.io.OutputStream.nullOutputStream());
      }
      Listing listing = new Listing(entries);
      return new LocalArchive(
          path,
          HexFormat.of().formatHex(digest.digest()),
          Files.size(path),
          listing,
          content,
          stamp.isPresent() ? stamp : listing.top().flatMap(Installations::named));
    } catch (java.nio.file.NoSuchFileException e) {
      throw new RemoteException.Refused(
          "there is no archive " + path, "download it first, or correct `archive`", e);
    } catch (EOFException e) {
      throw new RemoteException.Refused(
          "the archive %s is damaged: it ends too early".formatted(path),
          "download it again, and compare its checksum with the vendor's",
          e);
    } catch (IOException e) {
      throw new RemoteException.Refused(
          "the archive %s is damaged: %s".formatted(path, e.getMessage()),
          "download it again, and compare its checksum with the vendor's",
          e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InputStream plain(Path path, InputStream file) throws IOException {
    String name = String.valueOf(path.getFileName());
    return name.endsWith(".tar")
        ? file
        : GzipCompressorInputStream.builder()
            .setInputStream(file)
            .setDecompressConcatenated(true)
            .get();
  }

  private static Listing.Type type(TarArchiveEntry entry) {
    if (entry.isSymbolicLink()) {
      return Listing.Type.SYMLINK;
    }
    if (entry.isLink()) {
      return Listing.Type.HARDLINK;
    }
    if (entry.isDirectory()) {
      return Listing.Type.DIRECTORY;
    }
    return entry.isFile() ? Listing.Type.FILE : Listing.Type.OTHER;
  }

  private static String target(TarArchiveEntry entry) {
    return entry.isSymbolicLink() || entry.isLink() ? entry.getLinkName() : "";
  }
}
