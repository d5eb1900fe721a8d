package dev.basin.data.synthetic;

import dev.basin.data.Dataset;
import dev.basin.data.TrainTestData;
import dev.basin.data.prepared.PreparedSetWriter;
import dev.basin.engine.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries points from a source to where they are kept. Workers make blocks of points; one thread
 * stores them in order.
 */
final class Generation {
  private static final int BLOCK = 2_048;
  private static final int SLICE = 32;

  private Generation() {}

  /** Makes a data set in memory. */
  static <A> TrainTestData inMemory(PointSource<A> source, Workers workers) {
    try {
      Dataset train = collect(source, Part.TRAIN, workers);
      try {
        return new TrainTestData(train, collect(source, Part.TEST, workers));
      } catch (RuntimeException | Error e) {
        train.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes a data set in files.
   *
   * @param directory where it shall appear; must not exist
   * @throws IOException if it cannot be written; nothing is left then
   */
  static <A> void inFiles(PointSource<A> source, Path directory, Workers workers)
      throws IOException {
    long points = (long) source.points(Part.TRAIN) + source.points(Part.TEST);
    try (PreparedSetWriter writer = PreparedSetWriter.create(directory, source.info(), points)) {
      carry(source, Part.TRAIN, source.sink(writer.train()), workers);
      carry(source, Part.TEST, source.sink(writer.test()), workers);
      writer.finish();
    }
  }

  private static <A> Dataset collect(PointSource<A> source, Part part, Workers workers)
      throws IOException {
    PointMemory<A> memory = source.memory(part);
    carry(source, part, memory, workers);
    return memory.finish();
  }

  private static <A> void carry(
      PointSource<A> source, Part part, PointSink<A> sink, Workers workers) throws IOException {
    List<A> block = new ArrayList<>();
    for (int k = 0; k < Math.min(BLOCK, source.points(part)); k++) {
      block.add(source.newPoint());
    }
    for (int window = 0; window < source.windows(part); window++) {
      Points<A> points = source.window(part, window, workers);
      for (int from = 0; from < points.size(); from += BLOCK) {
        int first = from;
        int count = Math.min(BLOCK, points.size() - from);
        workers.forEach(
            (count - 1) / SLICE + 1,
            slice -> {
              for (int k = slice * SLICE; k < Math.min(count, (slice + 1) * SLICE); k++) {
                points.read(first + k, block.get(k));
              }
            });
        for (int k = 0; k < count; k++) {
          sink.add(block.get(k), points.label(first + k));
        }
      }
    }
  }
}
