package dev.basin.data.image;

import dev.basin.data.DatasetFormatException;
import dev.basin.data.archive.TarException;
import dev.basin.data.archive.TarReader;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The published archive, read from front to back and never unpacked. */
final class CifarArchive implements CifarSource {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path archive;
  private final CifarLayout layout;

  CifarArchive(Path archive, CifarLayout layout) {
    this.archive = archive;
    this.layout = layout;
  }

  @Override
  public void read(Set<String> names, Visitor visitor) throws IOException {
    MessageDigest digest = layout.archive().checksum().algorithm().begin();
    try (InputStream packed =
        new DigestInputStream(
            new BufferedInputStream(Files.newInputStream(archive), BUFFER_BYTES), digest)) {
      visit(packed, new HashSet<>(names), visitor);
      packed.transferTo(OutputStream.nullOutputStream());
    } catch (EOFException | ZipException e) {
      throw new DatasetFormatException(
          archive, "broken gzip data: " + e.getMessage(), layout.archive());
    } catch (TarException e) {
      throw new DatasetFormatException(archive, "" + e.getMessage(), layout.archive());
    }
    layout.archive().check(archive, digest);
  }

  private void visit(InputStream packed, Set<String> waiting, Visitor visitor) throws IOException {
    String prefix = layout.folder() + "/";
    TarReader tar = new TarReader(new GZIPInputStream(packed, BUFFER_BYTES));
    TarReader.Member member;
    while ((member = tar.next()) != null) {
      boolean inFolder = member.regular() && member.name().startsWith(prefix);
      String name = inFolder ? member.name().substring(prefix.length()) : "";
      if (waiting.remove(name)) {
        visitor.visit(name, tar.content(), archive.resolve(member.name()));
      }
    }
  }
}
