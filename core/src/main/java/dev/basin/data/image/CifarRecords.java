package dev.basin.data.image;

import dev.basin.data.DataFile;
import dev.basin.data.DatasetFormatException;
import dev.basin.engine.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Training or test records of CIFAR, read file by file: values turned from colour planes into
 * (height, width, channel) order, and the label that counts.
 */
final class CifarRecords {
  private static final int PLANE = 32 * 32;
  private static final int CHANNELS = 3;

  private final CifarLayout layout;
  private final int label;
  private final byte[] values;
  private final long[] labels;

  /**
   * Makes room.
   *
   * @param count how many records all files together hold
   * @param label which of a record's label bytes counts
   */
  CifarRecords(CifarLayout layout, int count, int label) {
    this.layout = layout;
    this.label = label;
    this.values = new byte[Math.multiplyExact(count, CifarLayout.SHAPE.features())];
    this.labels = new long[count];
  }

  /**
   * Reads a whole file.
   *
   * @param content the file's content
   * @param where the file, for messages
   * @param from the place of its first record among all
   * @param count how many records it has
   * @throws DatasetFormatException if it is shorter or longer, or if a label is no class
   */
  void read(InputStream content, Path where, int from, int count) throws IOException {
    byte[] record = new byte[layout.recordBytes()];
    for (int i = 0; i < count; i++) {
      long offset = (long) i * record.length;
      int read = content.readNBytes(record, 0, record.length);
      if (read < record.length) {
        throw new DatasetFormatException(
            where,
            offset + read,
            "the end of the file in record " + i,
            "%d records of %d bytes".formatted(count, record.length),
            DataFile.REMOVE);
      }
      checkLabels(record, where, i);
      labels[from + i] = record[label] & 0xFF;
      interleave(record, (from + i) * CifarLayout.SHAPE.features());
    }
    if (content.read() >= 0) {
      throw new DatasetFormatException(
          where,
          (long) count * record.length,
          "more bytes",
          "the end of the file after %d records".formatted(count),
          DataFile.REMOVE);
    }
  }

  private void checkLabels(byte[] record, Path where, int index) {
    for (int at = 0; at < layout.labelBytes(); at++) {
      int found = record[at] & 0xFF;
      int classes = layout.classes().get(at);
      if (found >= classes) {
        throw new DatasetFormatException(
            where,
            (long) index * record.length + at,
            "label %d in record %d".formatted(found, index),
            "0 to " + (classes - 1),
            DataFile.REMOVE);
      }
    }
  }

  private void interleave(byte[] record, int to) {
    for (int channel = 0; channel < CHANNELS; channel++) {
      int plane = layout.labelBytes() + channel * PLANE;
      for (int pixel = 0; pixel < PLANE; pixel++) {
        values[to + CHANNELS * pixel + channel] = record[plane + pixel];
      }
    }
  }

  /** The values, a point after another; this object's own array. */
  byte[] values() {
    return values;
  }

  /** The labels; this object's own array. */
  long[] labels() {
    return labels;
  }

  /** SHA-256 over the values and then the labels as little-endian 32-bit integers. */
  String digest() {
    ByteBuffer bytes =
        ByteBuffer.allocate(Integer.BYTES * labels.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long each : labels) {
      bytes.putInt((int) each);
    }
    return new Sha256().update(values).update(bytes.array()).hex();
  }
}
