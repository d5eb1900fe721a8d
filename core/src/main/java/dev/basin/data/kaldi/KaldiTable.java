package dev.basin.data.kaldi;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Entries under keys, one after another: an archive ({@code .ark}), or a script ({@code .scp}) that
 * says where each entry lies. Binary or text, packed with gzip or not; one entry is in memory at a
 * time.
 */
public interface KaldiTable extends Closeable {

  /**
   * The next entry, or null after the last.
   *
   * @throws dev.basin.data.DatasetFormatException if the file is not what it should be
   * @throws IOException if it cannot be read
   */
  @Nullable KaldiEntry next() throws IOException;

  /**
   * Opens files as one table, in which no key may come twice.
   *
   * @param files each a script if its name ends in {@code .scp} or {@code .scp.gz}, else an archive
   * @throws dev.basin.data.DatasetFormatException if there is no such file
   * @throws IOException if it cannot be read
   */
  static KaldiTable open(List<Path> files) throws IOException {
    return new UniqueKeys(files);
  }

  /**
   * Reads a value that stands alone in a file, without a key.
   *
   * @throws dev.basin.data.DatasetFormatException if it is not one value and nothing else
   * @throws IOException if it cannot be read
   */
  static KaldiValue readValue(Path file) throws IOException {
    try (PositionedInput input = PositionedInput.openText(file)) {
      EntryReader entry = new EntryReader(input, "");
      KaldiValue value = ArchiveTable.value(entry);
      while (ArchiveTable.isBlank(input.peek())) {
        input.read();
      }
      if (input.peek() >= 0) {
        throw entry.fault(input.position(), "more bytes", "the end of the file");
      }
      return value;
    }
  }

  /** Whether a file is a script, by its name. */
  static boolean isScript(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".scp") || name.endsWith(".scp.gz");
  }
}
