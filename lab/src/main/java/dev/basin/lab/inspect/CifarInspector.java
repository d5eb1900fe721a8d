package dev.basin.lab.inspect;

import dev.basin.data.DatasetFormatException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Records of CIFAR's binary version, which has no header: one label byte (CIFAR-10) or two
 * (CIFAR-100: superclass, class), then 3 × 32 × 32 bytes. Told by a name that ends in {@code .bin}
 * and by the length, which must be whole records.
 */
final class CifarInspector implements FileInspector {
  private static final int PIXELS = 3 * 32 * 32;
  private static final int[] CIFAR10 = {10};
  private static final int[] CIFAR100 = {20, 100};

  @Override
  public String kind() {
    return "CIFAR binary batch (.bin)";
  }

  @Override
  public boolean recognises(Path path, Head head) throws IOException {
    if (!path.toString().endsWith(".bin") || head.packed() || head.size() == 0) {
      return false;
    }
    long bytes = Files.size(path);
    return fits(bytes, CIFAR10) || fits(bytes, CIFAR100);
  }

  private static boolean fits(long bytes, int[] classes) {
    return bytes % (PIXELS + classes.length) == 0;
  }

  @Override
  public Inspection inspect(Path path) throws IOException {
    int[] classes = fits(Files.size(path), CIFAR10) ? CIFAR10 : CIFAR100;
    long records = Files.size(path) / (PIXELS + classes.length);
    Tally pixels = new Tally();
    Tally labels = new Tally();
    byte[] record = new byte[PIXELS + classes.length];
    try (InputStream input = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      for (long i = 0; i < records; i++) {
        int read = input.readNBytes(record, 0, record.length);
        if (read < record.length) {
          throw fault(path, i * record.length + read, "the end of the file", records + " records");
        }
        checkLabels(path, record, i * record.length, classes);
        labels.value(record[classes.length - 1] & 0xFF);
        pixels.entry("uint8", 3, 32, 32);
        for (int at = classes.length; at < record.length; at++) {
          pixels.value(record[at] & 0xFF);
        }
      }
    }
    Inspection.Values range = labels.result("", Map.of()).values();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("version", classes.length == 1 ? "CIFAR-10" : "CIFAR-100");
    details.put("labels", "%.0f to %.0f".formatted(range.min(), range.max()));
    return pixels.result(kind(), details);
  }

  private static void checkLabels(Path path, byte[] record, long offset, int[] classes) {
    for (int at = 0; at < classes.length; at++) {
      int label = record[at] & 0xFF;
      if (label >= classes[at]) {
        throw fault(path, offset + at, "label " + label, "0 to " + (classes[at] - 1));
      }
    }
  }

  private static DatasetFormatException fault(
      Path path, long offset, String found, String expected) {
    return new DatasetFormatException(
        path, offset, found, expected, "fetch the archive of CIFAR again");
  }
}
