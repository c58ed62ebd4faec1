package dev.drover.sim;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/** Reads and makes tar archives for simulated hosts. */
public final class SimArchive {
  /** An entry; a hard link is read as a symbolic one. */
  record Entry(String name, SimFile file) {}

  private SimArchive() {}

  /** The entries; damage is an {@link IllegalArgumentException}. */
  static List<Entry> entries(Content archive) {
    List<Entry> entries = new ArrayList<>();
    try (InputStream raw = new BufferedInputStream(archive.stream());
        TarArchiveInputStream tar = new TarArchiveInputStream(plain(raw), "UTF-8")) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        int mode = entry.getMode() & 0777;
        String name = entry.getName();
        if (entry.isSymbolicLink() || entry.isLink()) {
          entries.add(new Entry(name, new SimFile.Link(entry.getLinkName(), "root")));
        } else if (entry.isDirectory()) {
          entries.add(new Entry(name, new SimFile.Directory(mode, "root")));
        } else {
          entries.add(
              new Entry(name, new SimFile.Plain(Content.of(tar.readAllBytes()), mode, "root")));
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return entries;
  }

  private static InputStream plain(InputStream raw) throws IOException {
    raw.mark(2);
    boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
    raw.reset();
    return gzip ? GzipCompressorInputStream.builder().setInputStream(raw).get() : raw;
  }

  /**
   * A tar.gz: file names to texts. A text {@code -> target} makes a symbolic link, a name that ends
   * in {@code /} a directory, a name that ends in {@code .sh} something that can be run.
   */
  public static byte[] make(Map<String, String> texts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GzipCompressorOutputStream gzip = new GzipCompressorOutputStream(bytes);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip, "UTF-8")) {
      for (Map.Entry<String, String> text : texts.entrySet()) {
        add(tar, text.getKey(), text.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void add(TarArchiveOutputStream tar, String name, String text) throws IOException {
    boolean link = text.startsWith("-> ");
    TarArchiveEntry entry =
        link
            ? new TarArchiveEntry(name, TarConstants.LF_SYMLINK, true)
            : new TarArchiveEntry(name, true);
    byte[] content =
        link || entry.isDirectory() ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    if (link) {
      entry.setLinkName(text.substring("-> ".length()));
    }
    entry.setModTime(0L);
    entry.setMode(entry.isDirectory() || name.endsWith(".sh") ? 0755 : 0644);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }
}
