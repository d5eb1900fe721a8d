package dev.basin.data.kaldi;

import dev.basin.data.DatasetFormatException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The pdf-id of every frame of every utterance, kept in a temporary file. */
final class Alignments implements Closeable {
  /** More classes than any acoustic model has; a larger number is no pdf-id. */
  static final int MOST_CLASSES = 1_000_000;

  /**
   * One utterance's.
   *
   * @param place its key and where it was read
   * @param frames how many pdf-ids there are
   * @param begin their place in the temporary file
   */
  record Alignment(KaldiPlace place, int frames, long begin) {}

  private final Spool spool;
  private final Map<String, Alignment> alignments = new LinkedHashMap<>();
  private long frames;
  private int highest = -1;

  private Alignments(Spool spool) {
    this.spool = spool;
  }

  /**
   * Reads tables of integer lists.
   *
   * @param files archives or scripts
   * @param classes the number of classes, if it is known
   * @param directory where the temporary file may be
   * @throws DatasetFormatException if a file is not such a table, or if a number is no class
   */
  static Alignments read(List<Path> files, OptionalInt classes, Path directory) throws IOException {
    Alignments all = new Alignments(new Spool(directory));
    try (KaldiTable table = KaldiTable.open(files)) {
      for (KaldiEntry entry = table.next(); entry != null; entry = table.next()) {
        all.add(entry, classes.orElse(MOST_CLASSES));
      }
      all.spool.flush();
      return all;
    } catch (IOException | RuntimeException e) {
      all.close();
      throw e;
    }
  }

  private void add(KaldiEntry entry, int classes) throws IOException {
    int[] ids = entry.integers().values();
    for (int frame = 0; frame < ids.length; frame++) {
      if (ids[frame] < 0 || ids[frame] >= classes) {
        throw entry.fault(
            "pdf-id %d in frame %d".formatted(ids[frame], frame),
            "0 to " + (classes - 1),
            "turn transition-ids into pdf-ids with ali-to-pdf, or give the right --classes");
      }
      highest = Math.max(highest, ids[frame]);
    }
    alignments.put(entry.key(), new Alignment(entry.place(), ids.length, spool.append(ids)));
    frames += ids.length;
  }

  /** All frames. */
  long frames() {
    return frames;
  }

  /** The highest pdf-id; −1 if there is no frame. */
  int highest() {
    return highest;
  }

  /** An utterance's, or null if there is none. */
  @Nullable Alignment of(String utterance) {
    return alignments.get(utterance);
  }

  /** All, in the order of the files. */
  Iterable<Alignment> all() {
    return alignments.values();
  }

  /** Reads an utterance's pdf-ids. */
  void read(Alignment alignment, int[] target) throws IOException {
    spool.read(alignment.begin(), target, alignment.frames());
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }
}
