package dev.basin.lab.inspect;

import dev.basin.data.kaldi.KaldiEntry;
import dev.basin.data.kaldi.KaldiIntegers;
import dev.basin.data.kaldi.KaldiMatrix;
import dev.basin.data.kaldi.KaldiTable;
import dev.basin.data.kaldi.KaldiValue;
import dev.basin.data.kaldi.KaldiVector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts the entries of Kaldi's tables. */
final class KaldiTally {
  private final Tally tally = new Tally();
  private long frames;

  /** Reads a whole table. */
  static Inspection table(String kind, Path file) throws IOException {
    KaldiTally all = new KaldiTally();
    try (KaldiTable table = KaldiTable.open(List.of(file))) {
      for (KaldiEntry entry = table.next(); entry != null; entry = table.next()) {
        all.add(entry.key(), entry.value());
      }
    }
    return all.result(kind);
  }

  void add(String key, KaldiValue value) {
    if (value instanceof KaldiMatrix matrix) {
      tally.named(key, value.encoding() + " matrix", matrix.rows(), matrix.columns());
      frames += matrix.rows();
      for (int row = 0; row < matrix.rows(); row++) {
        for (int column = 0; column < matrix.columns(); column++) {
          tally.value(matrix.get(row, column));
        }
      }
    } else if (value instanceof KaldiVector vector) {
      tally.named(key, value.encoding() + " vector", vector.size());
      frames += vector.size();
      for (int i = 0; i < vector.size(); i++) {
        tally.value(vector.get(i));
      }
    } else if (value instanceof KaldiIntegers integers) {
      tally.named(key, value.encoding() + " integers", integers.size());
      frames += integers.size();
      for (int i = 0; i < integers.size(); i++) {
        tally.value(integers.get(i));
      }
    }
  }

  Inspection result(String kind) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("frames", frames);
    return tally.result(kind, details);
  }
}
