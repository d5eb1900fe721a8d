package dev.basin.data.archive;

import dev.basin.data.FetchProgress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Unpacks a zip archive by its directory, which is at its end. */
final class ZipArchive {
  private ZipArchive() {}

  static void unpack(Path archive, Unpacker unpacker, UnpackLimits limits, FetchProgress progress)
      throws IOException {
    String message = "unpacking " + archive.getFileName();
    Charset names = ZipDirectory.check(archive, unpacker);
    try (ZipFile zip = new ZipFile(archive.toFile(), names)) {
      if (zip.size() > limits.entries()) {
        throw new ZipException("it has " + zip.size() + " entries, more than " + limits.entries());
      }
      long total = 0;
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        total += Math.max(0, all.nextElement().getSize());
      }
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (LeftByTools.isIn(entry.getName())) {
          continue;
        }
        if (entry.isDirectory()) {
          unpacker.folder(entry.getName());
        } else {
          unpack(zip, entry, unpacker);
        }
        progress.update(message, unpacker.bytes(), total);
      }
    }
  }

  private static void unpack(ZipFile zip, ZipEntry entry, Unpacker unpacker) throws IOException {
    CRC32 sum = new CRC32();
    try (InputStream content = new CheckedInputStream(zip.getInputStream(entry), sum)) {
      unpacker.file(entry.getName(), entry.getSize(), content);
    }
    if (sum.getValue() != entry.getCrc()) {
      throw new ZipException(
          "found CRC %08x in %s, expected %08x"
              .formatted(sum.getValue(), entry.getName(), entry.getCrc()));
    }
  }
}
