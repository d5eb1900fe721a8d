package dev.basin.lab.inspect;

import dev.basin.data.DatasetFormatException;
import dev.basin.data.prepared.NpyHeader;
import dev.basin.data.prepared.PreparedSet;
import dev.basin.data.prepared.PreparedSetInfo;
import dev.basin.engine.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A prepared set: what {@code set.json} says must be what the arrays beside it are. */
final class PreparedSetInspector implements FileInspector {
  private static final String ADVICE = "prepare the data set again";

  @Override
  public String kind() {
    return "prepared set";
  }

  @Override
  public boolean recognises(Path path, Head head) {
    return PreparedSet.isOne(path);
  }

  @Override
  public Inspection inspect(Path path) throws IOException {
    PreparedSet.Description description = PreparedSet.describe(path);
    PreparedSetInfo info = description.info();
    Tally values = new Tally();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("name", info.name());
    details.put("point", info.shape().toString());
    details.put("classes", info.classes().size());
    details.put("origin", info.origin());
    details.put("train", inspect(path, "train", info, description.train(), values));
    details.put("test", inspect(path, "test", info, description.test(), values));
    return values.result(
        kind(), (long) description.train().points() + description.test().points(), details);
  }

  private static Map<String, Object> inspect(
      Path directory, String name, PreparedSetInfo info, PreparedSet.Part part, Tally values)
      throws IOException {
    Sha256 digest = new Sha256();
    Path valuesFile = directory.resolve(name + "-values.npy");
    NpyHeader header = NpyInspector.read(valuesFile, values, digest);
    List<Long> shape = List.of((long) part.points(), (long) info.shape().features());
    if (!header.shape().equals(shape)) {
      throw new DatasetFormatException(
          valuesFile, "shape " + header.shape(), shape + " as set.json says", ADVICE);
    }
    Tally labels = new Tally();
    Path labelsFile = directory.resolve(name + "-labels.npy");
    NpyInspector.read(labelsFile, labels, digest);
    Inspection.Values range = labels.result("", Map.of()).values();
    if (range.count() != part.points() || range.min() < 0 || range.max() >= info.classes().size()) {
      throw new DatasetFormatException(
          labelsFile,
          "%d labels from %.0f to %.0f".formatted(range.count(), range.min(), range.max()),
          "%d from 0 to %d".formatted(part.points(), info.classes().size() - 1),
          ADVICE);
    }
    String found = digest.hex();
    if (!found.equals(part.digest())) {
      throw new DatasetFormatException(
          valuesFile,
          "SHA-256 " + found + " of values and labels",
          part.digest() + " as set.json says",
          ADVICE);
    }
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("points", part.points());
    details.put("labels", "%.0f to %.0f".formatted(range.min(), range.max()));
    details.put("sha256", found);
    return details;
  }
}
