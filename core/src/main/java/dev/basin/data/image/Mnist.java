package dev.basin.data.image;

import dev.basin.data.CheckedContent;
import dev.basin.data.DataFile;
import dev.basin.data.Dataset;
import dev.basin.data.DatasetFormatException;
import dev.basin.data.DatasetInfo;
import dev.basin.data.TrainTestData;
import dev.basin.engine.PointShape;
import dev.basin.engine.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The MNIST database of handwritten digits (LeCun, Cortes and Burges): 60,000 training and 10,000
 * test images of 28×28 pixels in ten classes, in four IDX files.
 */
public final class Mnist {
  /** The four files, as published and unpacked. */
  static final Mnist PUBLISHED =
      new Mnist(
          new DataFile(
              "train-images-idx3-ubyte",
              47_040_016,
              "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
          new DataFile(
              "train-labels-idx1-ubyte",
              60_008,
              "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
          new DataFile(
              "t10k-images-idx3-ubyte",
              7_840_016,
              "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
          new DataFile(
              "t10k-labels-idx1-ubyte",
              10_008,
              "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
          60_000,
          10_000);

  private static final int CLASSES = 10;
  private static final String ADVICE = DataFile.REMOVE;

  private final DataFile trainImages;
  private final DataFile trainLabels;
  private final DataFile testImages;
  private final DataFile testLabels;
  private final int trainCount;
  private final int testCount;

  /** A data set of MNIST's form; tests make small ones. */
  Mnist(
      DataFile trainImages,
      DataFile trainLabels,
      DataFile testImages,
      DataFile testLabels,
      int trainCount,
      int testCount) {
    this.trainImages = trainImages;
    this.trainLabels = trainLabels;
    this.testImages = testImages;
    this.testLabels = testLabels;
    this.trainCount = trainCount;
    this.testCount = testCount;
  }

  /** The names, lengths and SHA-256 digests of the four files. */
  public static List<DataFile> files() {
    return PUBLISHED.dataFiles();
  }

  /**
   * Reads the four files, unpacked or gzip-compressed, and checks their form and digests.
   *
   * @param directory where the files are; {@link MnistFetcher} finds it
   * @param limit how many points to keep at most, of the training and of the test data each, or
   *     null for all
   * @throws DatasetFormatException if a file is missing or is not the published one
   * @throws UncheckedIOException if a file cannot be read
   * @throws IllegalArgumentException if the limit is below 1
   */
  public static TrainTestData load(Path directory, @Nullable Integer limit) {
    return PUBLISHED.read(directory, limit);
  }

  public List<DataFile> dataFiles() {
    return List.of(trainImages, trainLabels, testImages, testLabels);
  }

  TrainTestData read(Path directory, @Nullable Integer limit) {
    if (limit != null && limit < 1) {
      throw new IllegalArgumentException("limit: found " + limit + ", expected at least 1");
    }
    Dataset train = read("mnist/train", directory, trainImages, trainLabels, trainCount, limit);
    try {
      return new TrainTestData(
          train, read("mnist/test", directory, testImages, testLabels, testCount, limit));
    } catch (RuntimeException e) {
      train.close();
      throw e;
    }
  }

  private static Dataset read(
      String name,
      Path directory,
      DataFile imageFile,
      DataFile labelFile,
      int count,
      @Nullable Integer limit) {
    Copy imageCopy = Copy.read(directory, imageFile, 3, count);
    Copy labelCopy = Copy.read(directory, labelFile, 1, count);
    IdxFile images = imageCopy.array();
    IdxFile labels = labelCopy.array();
    byte[] found = labels.values();
    long[] classes = new long[count];
    for (int i = 0; i < count; i++) {
      classes[i] = found[i] & 0xFF;
      if (classes[i] >= CLASSES) {
        throw new DatasetFormatException(
            labels.file(),
            labels.offset(i),
            "label " + classes[i],
            "0 to " + (CLASSES - 1),
            ADVICE);
      }
    }
    imageCopy.requirePublished();
    labelCopy.requirePublished();
    String digest = digest(imageFile, labelFile);
    PointShape shape = PointShape.image(1, images.shape().get(1), images.shape().get(2));
    Dataset whole =
        Dataset.ofBytes(
            DatasetInfo.published(name, CLASSES, shape, digest), images.values(), classes);
    if (limit == null || limit >= count) {
      return whole;
    }
    try (whole) {
      return whole.first(limit);
    }
  }

  /** A file that was read. */
  private record Copy(DataFile published, CheckedContent checked, IdxFile array) {
    static Copy read(Path directory, DataFile file, int rank, int count) {
      Path copy = file.in(directory);
      if (copy == null) {
        throw new DatasetFormatException(
            directory.resolve(file.name()),
            "no such file, packed (.gz) or not",
            file.toString(),
            "run 'basin data fetch mnist' or place it there");
      }
      try {
        CheckedContent checked = file.checked(copy);
        IdxFile array = IdxFile.read(copy, rank);
        if (array.count() != count) {
          throw new DatasetFormatException(
              copy, 4, array.count() + (rank == 1 ? " labels" : " images"), "" + count, ADVICE);
        }
        return new Copy(file, checked, array);
      } catch (IOException e) {
        throw new UncheckedIOException(copy + ": " + e.getMessage(), e);
      }
    }

    void requirePublished() {
      try {
        if (checked.isKnown()) {
          return;
        }
        String found = array.sha256();
        if (!found.equals(published.checksum().hex())) {
          throw new DatasetFormatException(array.file(), "SHA-256 " + found, published);
        }
        checked.remember();
      } catch (IOException e) {
        throw new UncheckedIOException(array.file() + ": " + e.getMessage(), e);
      }
    }
  }

  /** SHA-256 over the two files' own digests, images first, as lower-case hexadecimal text. */
  private static String digest(DataFile images, DataFile labels) {
    return Sha256.of(images.checksum().hex() + labels.checksum().hex());
  }
}
