package dev.basin.lab.inspect;

import dev.basin.data.DatasetFormatException;
import dev.basin.data.prepared.NpyHeader;
import dev.basin.engine.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An array in NumPy's format. */
final class NpyInspector implements FileInspector {
  @Override
  public String kind() {
    return "NumPy array (.npy)";
  }

  @Override
  public boolean recognises(Path path, Head head) {
    return !head.packed() && head.startsWith(0x93, 'N', 'U', 'M', 'P', 'Y');
  }

  @Override
  public Inspection inspect(Path path) throws IOException {
    Tally tally = new Tally();
    read(path, tally, null);
    return tally.result(kind(), Map.of());
  }

  /** Reads all numbers of a file, also into a digest if there is one. */
  static NpyHeader read(Path path, Tally tally, @Nullable Sha256 digest) throws IOException {
    NpyHeader header = NpyHeader.read(path);
    NumberType type = NumberType.ofNumpy(header.type());
    if (type == null) {
      throw new DatasetFormatException(
          path, 10, "the type " + header.type(), "whole or real numbers", "convert the array");
    }
    tally.entry(header.type(), header.shape().stream().mapToLong(Long::longValue).toArray());
    long count = header.shape().stream().reduce(1L, Math::multiplyExact);
    try (InputStream input = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      input.skipNBytes(header.dataOffset());
      NumberStream numbers = new NumberStream(path, input, header.dataOffset());
      numbers.read(type, NumberType.orderOfNumpy(header.type()), count, tally, digest);
      numbers.expectEnd();
    }
    return header;
  }
}
