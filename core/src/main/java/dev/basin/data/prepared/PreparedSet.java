package dev.basin.data.prepared;

import dev.basin.data.CheckedContent;
import dev.basin.data.DataFile;
import dev.basin.data.Dataset;
import dev.basin.data.DatasetFormatException;
import dev.basin.data.DatasetInfo;
import dev.basin.data.TrainTestData;
import dev.basin.engine.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * A data set that was made ready once, in a directory of plain files: {@code set.json}, and for
 * {@code train} and {@code test} each {@code PART-values.npy}, shape (N, features), and {@code
 * PART-labels.npy}, int32, shape (N). Values are read through a memory map, so that a set may be
 * larger than memory; {@link PreparedSetWriter} makes one.
 */
public final class PreparedSet {
  static final String ADVICE = "prepare the data set again";

  /**
   * The content of {@code set.json}.
   *
   * @param schema version of this form
   * @param info what the set is
   * @param train its training points
   * @param test its test points
   */
  public record Description(int schema, PreparedSetInfo info, Part train, Part test) {}

  /**
   * One part of a set.
   *
   * @param points how many
   * @param digest SHA-256 over the values' and then the labels' bytes, as stored
   */
  public record Part(int points, String digest) {}

  private PreparedSet() {}

  /** Whether a directory holds a prepared set. */
  public static boolean isOne(Path directory) {
    return Files.isRegularFile(directory.resolve(DescriptionFile.NAME));
  }

  /**
   * What a set is, without its points.
   *
   * @throws DatasetFormatException if {@code set.json} is missing or not what was written
   */
  public static Description describe(Path directory) {
    return DescriptionFile.read(directory);
  }

  /**
   * Opens a set. Values stay in their files. Everything is checked: forms, lengths, labels, and the
   * digest of each part, for which its files are read once; what was found is remembered in the
   * directory, so that files which have not changed since are not read again.
   *
   * @throws DatasetFormatException if a file is missing or not what {@code set.json} says
   */
  public static TrainTestData open(Path directory) {
    Description description = describe(directory);
    Dataset train = open(directory, "train", description.info(), description.train());
    try {
      return new TrainTestData(
          train, open(directory, "test", description.info(), description.test()));
    } catch (RuntimeException e) {
      train.close();
      throw e;
    }
  }

  /**
   * Opens a set that Basin made by itself and can make again.
   *
   * @param content what it holds, for messages
   * @throws DatasetFormatException if it is not what was written; the advice is to remove it
   */
  public static TrainTestData openMade(Path directory, String content) {
    try {
      return open(directory);
    } catch (DatasetFormatException e) {
      throw new DatasetFormatException(
          directory, "a damaged set (" + e.getMessage() + ")", content, DataFile.REMOVE);
    }
  }

  public static Path valuesFile(Path directory, String part) {
    return directory.resolve(part + "-values.npy");
  }

  static Path labelsFile(Path directory, String part) {
    return directory.resolve(part + "-labels.npy");
  }

  private static Dataset open(Path directory, String name, PreparedSetInfo set, Part part) {
    Path values = valuesFile(directory, name);
    Path labels = labelsFile(directory, name);
    try (PointerScope scope = new PointerScope()) {
      long features = set.shape().features();
      NpyHeader valuesHead =
          check(values, set.element().npyType(), List.of((long) part.points(), features));
      NpyHeader labelsHead = check(labels, "<i4", List.of((long) part.points()));
      long[] classes = readLabels(labels, labelsHead, part.points(), set.classes().size());
      requireDigest(directory, name, part, valuesHead, labelsHead);
      DatasetInfo info =
          new DatasetInfo(
              set.name() + "/" + name,
              set.classes().size(),
              set.shape(),
              part.digest(),
              set.origin());
      return Dataset.over(
          info, map(values, valuesHead, set.element(), part.points(), features), classes);
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": " + e.getMessage(), e);
    }
  }

  private static NpyHeader check(Path file, String type, List<Long> shape) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new DatasetFormatException(file, "no such file", "a part of the set", ADVICE);
    }
    NpyHeader head = NpyHeader.read(file);
    if (!head.type().equals(type) || !head.shape().equals(shape)) {
      throw new DatasetFormatException(
          file,
          "type " + head.type() + ", shape " + head.shape(),
          "type " + type + ", shape " + shape + " as " + DescriptionFile.NAME + " says",
          ADVICE);
    }
    return head;
  }

  private static void requireDigest(
      Path directory, String name, Part part, NpyHeader valuesHead, NpyHeader labelsHead)
      throws IOException {
    Path values = valuesFile(directory, name);
    Path labels = labelsFile(directory, name);
    CheckedContent checked =
        new CheckedContent(directory, name, part.digest(), List.of(values, labels));
    if (checked.isKnown()) {
      return;
    }
    String found =
        new Sha256()
            .update(values, valuesHead.dataOffset())
            .update(labels, labelsHead.dataOffset())
            .hex();
    if (!found.equals(part.digest())) {
      throw new DatasetFormatException(
          values,
          "SHA-256 %s of its values and the labels of %s".formatted(found, labels.getFileName()),
          part.digest() + " as " + DescriptionFile.NAME + " says",
          ADVICE);
    }
    checked.remember();
  }

  /** A view of a file's elements; pages are read when they are needed. */
  private static Tensor map(
      Path file, NpyHeader head, PreparedSetInfo.Element element, long points, long features)
      throws IOException {
    boolean writesReachTheFile = false;
    Tensor whole =
        torch.torch_from_file(
            file.toAbsolutePath().toString(),
            new BoolOptional(writesReachTheFile),
            new LongOptional(Files.size(file)),
            new TensorOptions(torch.ScalarType.Byte));
    Tensor bytes = whole.narrow(0, head.dataOffset(), points * features * element.bytes());
    Tensor elements =
        element == PreparedSetInfo.Element.UINT8 ? bytes : bytes.view(torch.ScalarType.Float);
    return elements.view(points, features);
  }

  private static long[] readLabels(Path file, NpyHeader head, int points, int classes)
      throws IOException {
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.multiplyExact(points, Integer.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(file)) {
      channel.position(head.dataOffset());
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // reads on; the length was checked
      }
    }
    buffer.flip();
    long[] labels = new long[points];
    for (int i = 0; i < points; i++) {
      labels[i] = buffer.getInt();
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new DatasetFormatException(
            file,
            head.dataOffset() + 4L * i,
            "label " + labels[i],
            "0 to " + (classes - 1),
            ADVICE);
      }
    }
    return labels;
  }
}
