package dev.basin.data.kaldi;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whole tables in memory, for tests. */
final class Tables {
  private Tables() {}

  /** All entries of files by key, in order. */
  static Map<String, KaldiEntry> read(Path... files) throws IOException {
    Map<String, KaldiEntry> entries = new LinkedHashMap<>();
    try (KaldiTable table = KaldiTable.open(List.of(files))) {
      for (KaldiEntry entry = table.next(); entry != null; entry = table.next()) {
        entries.put(entry.key(), entry);
      }
    }
    return entries;
  }

  /** A file of {@code src/test/resources/golden/kaldi}. */
  static Path resource(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(Tables.class.getResource("/golden/kaldi/" + name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
