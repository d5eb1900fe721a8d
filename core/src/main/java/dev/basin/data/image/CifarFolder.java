package dev.basin.data.image;

import dev.basin.data.Checksum;
import dev.basin.data.DataFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The folder that the published archive unpacks to. */
final class CifarFolder implements CifarSource {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path directory;
  private final CifarLayout layout;

  CifarFolder(Path directory, CifarLayout layout) {
    this.directory = directory;
    this.layout = layout;
  }

  @Override
  public void read(Set<String> names, Visitor visitor) throws IOException {
    for (String name : names) {
      Path file = directory.resolve(name);
      if (Files.isRegularFile(file)) {
        visit(name, file, visitor);
      }
    }
  }

  private void visit(String name, Path file, Visitor visitor) throws IOException {
    DataFile published = published(name);
    Checksum.Algorithm algorithm = layout.archive().checksum().algorithm();
    MessageDigest digest =
        (published == null ? algorithm : published.checksum().algorithm()).begin();
    try (InputStream content =
        new BufferedInputStream(
            new DigestInputStream(Files.newInputStream(file), digest), BUFFER_BYTES)) {
      visitor.visit(name, content, file);
    }
    if (published != null) {
      published.check(file, digest);
    }
  }

  private @Nullable DataFile published(String name) {
    for (DataFile file : layout.unpacked().files()) {
      if (file.name().equals(name)) {
        return file;
      }
    }
    return null;
  }
}
