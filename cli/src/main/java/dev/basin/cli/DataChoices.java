package dev.basin.cli;

import dev.basin.data.TrainTestData;
import dev.basin.data.archive.ArchivedFolder;
import dev.basin.data.fetch.DataStore;
import dev.basin.data.image.Cifar;
import dev.basin.data.image.CifarFetcher;
import dev.basin.data.image.CifarVariant;
import dev.basin.data.image.ImageFolder;
import dev.basin.data.image.ImageFolderOptions;
import dev.basin.data.image.ImageSize;
import dev.basin.data.image.Mnist;
import dev.basin.data.image.MnistFetcher;
import dev.basin.data.prepared.PreparedSet;
import dev.basin.data.synthetic.SyntheticData;
import dev.basin.engine.Printable;
import dev.basin.lab.study.DataText;
import dev.basin.machine.MachineProcessors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every kind of data set that {@code --data} can name. */
final class DataChoices {
  /** What there is to choose from, for messages and help. */
  static final String KNOWN =
      "mnist, cifar10, cifar100, cifar100-coarse, synthetic-speech, synthetic-images (both with"
          + " settings as in synthetic-speech:train=50000,seed=3), or the path of a prepared set,"
          + " an image folder or an archive of one";

  private static final int MNIST_POINTS = 60_000;
  private static final int CIFAR_POINTS = 50_000;

  private DataChoices() {}

  private record Choice(
      String name, OptionalInt trainPoints, boolean hasPictures, Supplier<TrainTestData> source)
      implements DataChoice {
    @Override
    public TrainTestData load() {
      return source.get();
    }
  }

  /**
   * What a text names.
   *
   * @param text the value of {@code --data}
   * @param directory where data sets are kept, or null for the usual places
   * @param size to which pictures of a folder are scaled, or null
   * @throws IllegalArgumentException if it is neither a known name nor a path
   * @throws dev.basin.data.DatasetFormatException if it is a path, but of no data set
   */
  static DataChoice of(String text, @Nullable Path directory, @Nullable ImageSize size) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("no data set is named; known are: " + KNOWN);
    }
    String name = text.toLowerCase(Locale.ROOT);
    if (name.equals("mnist")) {
      return new Choice(
          name,
          OptionalInt.of(MNIST_POINTS),
          true,
          () -> Mnist.load(MnistFetcher.of(directory).locate(new FetchLines()), null));
    }
    for (CifarVariant variant : CifarVariant.values()) {
      if (name.equals(variant.title())) {
        return new Choice(
            name,
            OptionalInt.of(CIFAR_POINTS),
            true,
            () ->
                Cifar.load(
                    CifarFetcher.of(directory, variant).locate(new FetchLines()), variant, null));
      }
    }
    if (SyntheticData.isNamedIn(name)) {
      SyntheticData synthetic = SyntheticData.parse(name);
      return new Choice(
          synthetic.text(),
          OptionalInt.of(synthetic.trainPoints()),
          synthetic.shape().isImage(),
          () -> synthetic.load(DataStore.ofProcess(directory)));
    }
    Path path = Path.of(text);
    if (Files.isDirectory(path) && PreparedSet.isOne(path)) {
      PreparedSet.Description set = PreparedSet.describe(path);
      return new Choice(
          set.info().name(),
          OptionalInt.of(set.train().points()),
          set.info().shape().isImage(),
          () -> PreparedSet.open(path));
    }
    if (Files.isDirectory(path) || ArchivedFolder.isOne(path)) {
      return new Choice(
          Printable.of(String.valueOf(path.toAbsolutePath().normalize().getFileName()))
              + DataText.suffix(size),
          OptionalInt.empty(),
          true,
          () -> pictures(path, directory, size));
    }
    throw NoDataSet.of(text, path);
  }

  private static TrainTestData pictures(
      Path path, @Nullable Path directory, @Nullable ImageSize size) {
    return ImageFolder.open(
        path,
        ImageFolderOptions.DEFAULT.withSize(size),
        DataStore.ofProcess(directory),
        MachineProcessors.available(),
        new FetchLines());
  }
}
