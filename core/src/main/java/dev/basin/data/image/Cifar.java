package dev.basin.data.image;

import dev.basin.data.DataFile;
import dev.basin.data.Dataset;
import dev.basin.data.DatasetFormatException;
import dev.basin.data.DatasetInfo;
import dev.basin.data.TrainTestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * CIFAR-10 and CIFAR-100 (Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009):
 * 50,000 training and 10,000 test images of 3×32×32 bytes in ten or a hundred classes, from the
 * official binary archives.
 */
public final class Cifar {
  private final CifarVariant variant;
  private final CifarLayout layout;

  /** A data set of the variant's form; tests make small ones. */
  Cifar(CifarVariant variant, CifarLayout layout) {
    this.variant = variant;
    this.layout = layout;
  }

  /**
   * Reads a data set and checks its form and digests. The images are in the order of the files.
   *
   * @param directory the directory with the published archive or its unpacked files
   * @param variant which of the data sets and labels
   * @param limit how many points to keep of each part, at least 1, or null for all
   * @return the data set; a digest in it is SHA-256 over the values in (height, width, channel)
   *     order and then the labels as little-endian 32-bit integers, of the whole part
   * @throws DatasetFormatException if a file is missing or not what was published
   * @throws UncheckedIOException if a file cannot be read
   * @throws IllegalArgumentException if the limit is less than 1
   */
  public static TrainTestData load(Path directory, CifarVariant variant, @Nullable Integer limit) {
    return new Cifar(variant, variant.layout()).read(directory, limit);
  }

  /**
   * The names of the classes in the order of their labels, from the data set's own list; where that
   * is missing, the labels themselves.
   *
   * @param directory the directory with the published archive or its unpacked files
   * @param variant which of the data sets and labels
   * @throws DatasetFormatException if the list names another number of classes, or if the archive
   *     is not the published one
   * @throws UncheckedIOException if a file cannot be read
   */
  public static List<String> classNames(Path directory, CifarVariant variant) {
    return new Cifar(variant, variant.layout()).names(directory);
  }

  TrainTestData read(Path directory, @Nullable Integer limit) {
    if (limit != null && limit < 1) {
      throw new IllegalArgumentException("limit: found " + limit + ", expected at least 1");
    }
    CifarRecords train = new CifarRecords(layout, layout.records(layout.train()), variant.label());
    CifarRecords test = new CifarRecords(layout, layout.records(layout.test()), variant.label());
    readInto(train, test, directory);
    Dataset trainSet = dataset("train", train, limit);
    try {
      return new TrainTestData(trainSet, dataset("test", test, limit));
    } catch (RuntimeException e) {
      trainSet.close();
      throw e;
    }
  }

  private void readInto(CifarRecords train, CifarRecords test, Path directory) {
    Map<String, CifarSource.Visitor> waiting = new HashMap<>();
    expect(waiting, layout.train(), train);
    expect(waiting, layout.test(), test);
    visit(
        directory,
        Set.copyOf(waiting.keySet()),
        (name, content, where) -> {
          CifarSource.Visitor reader = waiting.remove(name);
          if (reader != null) {
            reader.visit(name, content, where);
          }
        });
    for (DataFile file : layout.unpacked().files()) {
      if (waiting.containsKey(file.name())) {
        throw new DatasetFormatException(
            directory.resolve(file.name()),
            "no such file, and no whole " + layout.archive().name() + " either",
            file.toString(),
            "run 'basin data fetch " + variant.dataset() + "' or place it there");
      }
    }
  }

  private void expect(
      Map<String, CifarSource.Visitor> waiting, List<DataFile> files, CifarRecords records) {
    int before = 0;
    for (DataFile file : files) {
      int from = before;
      int count = layout.records(file);
      waiting.put(file.name(), (name, content, where) -> records.read(content, where, from, count));
      before += count;
    }
  }

  private Dataset dataset(String part, CifarRecords records, @Nullable Integer limit) {
    Dataset whole =
        Dataset.ofBytes(
            DatasetInfo.published(
                variant.title() + "/" + part,
                variant.classes(),
                CifarLayout.SHAPE,
                records.digest()),
            records.values(),
            records.labels());
    if (limit == null || limit >= records.labels().length) {
      return whole;
    }
    try (whole) {
      return whole.first(limit);
    }
  }

  List<String> names(Path directory) {
    List<String> names = new ArrayList<>();
    visit(
        directory,
        Set.of(variant.namesFile()),
        (name, content, where) -> {
          new String(content.readNBytes(1 << 16), StandardCharsets.UTF_8)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .forEach(names::add);
          if (names.size() != variant.classes()) {
            throw new DatasetFormatException(
                where, names.size() + " names", "" + variant.classes(), DataFile.REMOVE);
          }
        });
    return names.isEmpty()
        ? IntStream.range(0, variant.classes()).mapToObj(Integer::toString).toList()
        : List.copyOf(names);
  }

  private void visit(Path directory, Set<String> names, CifarSource.Visitor visitor) {
    try {
      CifarSource.in(directory, layout).read(names, visitor);
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": " + e.getMessage(), e);
    }
  }
}
