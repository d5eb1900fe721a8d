package dev.basin.landscape;

import dev.basin.engine.HeldFile;
import dev.basin.engine.Printable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The points of a measurement, one after another, kept in a plain file so that a run that is
 * stopped at any moment goes on where it was. The file is text, separated by tabs: a head in
 * comments that says what defines the measurement, the names of the columns, and a line a point,
 * each forced to the disk before the next is measured. Numbers are written as the shortest text
 * that is read back as the same bits.
 *
 * <p>A last line without its end is dropped when the file is opened: it was being written when the
 * run was stopped. One process at a time may hold the file.
 */
public final class PointLog implements AutoCloseable {
  private final Measurement measurement;
  private final @Nullable Path file;
  private final @Nullable HeldFile held;
  private final List<double[]> rows = new ArrayList<>();

  private PointLog(Measurement measurement, @Nullable Path file, @Nullable HeldFile held) {
    this.measurement = measurement;
    this.file = file;
    this.held = held;
  }

  /** A log that forgets everything when it is closed. */
  public static PointLog inMemory(Measurement measurement) {
    return new PointLog(measurement, null, null);
  }

  /**
   * Opens a file, or makes it.
   *
   * @param file where the points are
   * @param measurement what they have to be
   * @throws PointLogException if the file is of another measurement, damaged, or held by another
   *     process
   * @throws IOException if it cannot be read or written
   */
  public static PointLog open(Path file, Measurement measurement) throws IOException {
    HeldFile held =
        HeldFile.tryHold(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)
            .orElseThrow(
                () ->
                    new PointLogException(
                        file
                            + " is being written by another run; wait for it, or choose another"
                            + " file"));
    try {
      PointLog log = new PointLog(measurement, file, held);
      log.resume(file, held.channel());
      return log;
    } catch (IOException | RuntimeException e) {
      held.close();
      throw e;
    }
  }

  private void resume(Path file, FileChannel channel) throws IOException {
    String text = read(channel);
    String header = octets(measurement.header());
    if (!text.startsWith(header)) {
      if (!header.startsWith(text)) {
        throw new PointLogException(
            file
                + " holds other points than those to be measured: "
                + measurement.difference(inUtf8(text).lines().toList())
                + "; choose another file, or remove this one");
      }
      channel.truncate(0);
      write(channel, measurement.header());
      return;
    }
    int end = text.lastIndexOf('\n') + 1;
    String[] lines = text.substring(header.length(), end).split("\n", -1);
    for (int k = 0; k < lines.length - 1; k++) {
      rows.add(parse(file, lines[k], k));
    }
    channel.truncate(end);
    channel.position(channel.size());
  }

  /** A character an octet, so that a text cut inside a letter can still be compared. */
  private static String read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    int count = 0;
    while (bytes.hasRemaining() && count >= 0) {
      count = channel.read(bytes);
    }
    return StandardCharsets.ISO_8859_1.decode(bytes.flip()).toString();
  }

  private static String octets(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static String inUtf8(String octets) {
    return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private double[] parse(Path file, String line, int k) {
    String[] words = line.split("\t", -1);
    double[] row = new double[words.length];
    try {
      for (int i = 0; i < words.length; i++) {
        row[i] = Double.parseDouble(words[i]);
      }
    } catch (NumberFormatException e) {
      row = new double[0];
    }
    if (row.length != measurement.columns().size()) {
      throw new PointLogException(
          file
              + " is damaged: point "
              + (k + 1)
              + " is "
              + Printable.quote(line)
              + "; expected "
              + measurement.columns().size()
              + " numbers; remove the file and measure again");
    }
    return row;
  }

  /** How many points it holds. */
  public int size() {
    return rows.size();
  }

  /** The numbers of a point, the first being 0. */
  double[] row(int k) {
    return rows.get(k).clone();
  }

  /** Refuses the k-th point if it does not begin with these numbers. */
  void requireBeginning(int k, double... expected) {
    for (int i = 0; i < expected.length; i++) {
      if (Double.compare(rows.get(k)[i], expected[i]) != 0) {
        throw new PointLogException(
            file
                + " is damaged: point "
                + (k + 1)
                + " has "
                + measurement.columns().get(i)
                + " = "
                + rows.get(k)[i]
                + "; expected "
                + expected[i]
                + "; remove the file and measure again");
      }
    }
  }

  /**
   * Keeps the next point.
   *
   * @throws PointLogException if the file cannot be written; what it held before is still there
   */
  void append(double... row) {
    if (row.length != measurement.columns().size()) {
      throw new IllegalArgumentException(
          row.length + " numbers; expected " + measurement.columns().size());
    }
    if (held != null) {
      List<String> words = new ArrayList<>();
      for (double number : row) {
        words.add(Double.toString(number));
      }
      try {
        write(held.channel(), String.join("\t", words) + "\n");
      } catch (IOException e) {
        throw new PointLogException(
            "cannot write "
                + file
                + ": "
                + (e instanceof FileSystemException named ? named.getReason() : e.getMessage())
                + "; make room and run the command again: it goes on from here",
            e);
      }
    }
    rows.add(row.clone());
  }

  private static void write(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    if (held != null) {
      held.close();
    }
  }
}
