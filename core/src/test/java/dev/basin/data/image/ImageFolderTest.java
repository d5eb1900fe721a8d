package dev.basin.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.data.Dataset;
import dev.basin.data.DatasetFormatException;
import dev.basin.data.TrainTestData;
import dev.basin.data.archive.TarBytes;
import dev.basin.data.archive.UnpackLimits;
import dev.basin.data.fetch.DataStore;
import dev.basin.data.prepared.PreparedSet;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFolderTest {
  /**
   * Pictures by path; in data-set order, by sha256sum: a/2 b/0 a/0 a/1 a/3 and test/b/9 test/a/8.
   */
  private static final Map<String, String> PICTURES =
      new TreeMap<>(
          Map.of(
              "train/a/0.png", "rgb.png",
              "train/a/1.png", "grey.png",
              "train/a/2.png", "rgba.png",
              "train/a/3.png", "palette.png",
              "train/b/0.png", "grey-16-bit.png",
              "test/a/8.jpg", "rgb.jpg",
              "test/b/9.jpg", "progressive.jpg"));

  private static final List<String> TRAIN =
      List.of("rgba.png", "grey-16-bit.png", "rgb.png", "grey.png", "palette.png");
  private static final int[] TRAIN_LABELS = {0, 1, 0, 0, 0};

  @TempDir Path directory;
  private final List<String> heard = new ArrayList<>();
  private Path folder;
  private DataStore store;

  @BeforeAll
  static void startEngine() {
    NativeRuntime.start();
  }

  @BeforeEach
  void arrange() throws IOException {
    folder = directory.resolve("My pictures");
    for (Map.Entry<String, String> picture : PICTURES.entrySet()) {
      Pictures.put(picture.getValue(), folder.resolve(picture.getKey()));
    }
    store = new DataStore(directory.resolve("store"), Map.of(), directory);
  }

  private TrainTestData open(Path path, ImageFolderOptions options, int threads) {
    return ImageFolder.open(
        path, options, store, threads, (text, done, total) -> heard.add(text + " " + done));
  }

  private TrainTestData open() {
    return open(folder, ImageFolderOptions.DEFAULT, 2);
  }

  private List<Path> cached() throws IOException {
    Path folders = directory.resolve("store/folders");
    if (!Files.exists(folders)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folders)) {
      return all.sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void opensPicturesInDataSetOrder(int threads) throws Exception {
    try (PointerScope scope = new PointerScope();
        TrainTestData data = open(folder, ImageFolderOptions.DEFAULT, threads)) {
      assertThat(data.train().name()).isEqualTo("My pictures/train");
      assertThat(data.train().shape()).isEqualTo(PointShape.image(3, 13, 10));
      assertThat(data.train().classes()).isEqualTo(2);
      assertThat(data.train().info().origin())
          .isEqualTo(
              "image folder My pictures: 7 pictures in PNG, 2 of them JPEG (lossy), as they are;"
                  + " in the order of the SHA-256 of their paths");
      assertValues(data.train(), TRAIN);
      assertThat(data.train().digest()).isEqualTo(expectedDigest());
      for (int i = 0; i < TRAIN_LABELS.length; i++) {
        assertThat(data.train().labels(i, 1).item_long()).isEqualTo(TRAIN_LABELS[i]);
      }
      assertThat(data.test().size()).isEqualTo(2);
    }
    assertThat(PreparedSet.describe(cached().get(0)).info().classes()).containsExactly("a", "b");
    assertThat(heard).last().isEqualTo("decoding the pictures of My pictures " + bytes(folder));
  }

  private static void assertValues(Dataset part, List<String> names) throws IOException {
    assertThat(part.size()).isEqualTo(names.size());
    for (int i = 0; i < names.size(); i++) {
      byte[] expected = Pictures.pixels(names.get(i));
      float[] values = new float[expected.length];
      try (Tensor input = part.inputs(i, 1)) {
        input.data_ptr_float().get(values);
      }
      float[] seen = new float[expected.length];
      for (int j = 0; j < values.length; j++) {
        seen[j] = (expected[j] & 0xFF) / 255f;
      }
      assertThat(values).as("point %d", i).isEqualTo(seen);
    }
  }

  /** SHA-256 over PIL's pixels and then the labels as 32-bit integers. */
  private static String expectedDigest() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (String name : TRAIN) {
      digest.update(Pictures.pixels(name));
    }
    ByteBuffer labels = ByteBuffer.allocate(4 * TRAIN_LABELS.length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(TRAIN_LABELS).forEach(labels::putInt);
    digest.update(labels.array());
    return HexFormat.of().formatHex(digest.digest());
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Test
  void decodesOnlyOnce() throws IOException {
    open().close();
    assertThat(cached()).hasSize(1);
    assertThat(cached().get(0).getFileName().toString()).matches("my_pictures-[0-9a-f]{16}");
    heard.clear();
    try (PointerScope scope = new PointerScope();
        TrainTestData data = open()) {
      assertValues(data.train(), TRAIN);
    }
    assertThat(heard).isEmpty();
    assertThat(cached()).hasSize(1);
  }

  /** Other bytes, as many, with the old time of writing: no decoder would read them. */
  @Test
  void aPictureThatLooksTheSameFromOutsideIsDecodedAnew() throws IOException {
    open().close();
    Path picture = folder.resolve("train/a/0.png");
    FileTime time = Files.getLastModifiedTime(picture);
    Files.write(picture, new byte[(int) Files.size(picture)]);
    Files.setLastModifiedTime(picture, time);
    assertThatThrownBy(this::open)
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("train/a/0.png");
  }

  /** A decoded value that was changed on the disk. */
  @Test
  void aDamagedDecodedSetIsRefused() throws IOException {
    open().close();
    Path values = PreparedSet.valuesFile(cached().get(0), "train");
    byte[] bytes = Files.readAllBytes(values);
    bytes[bytes.length - 1] ^= 1;
    Files.write(values, bytes);
    assertThatThrownBy(this::open)
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContainingAll(
            "a damaged set", "train-values.npy", "SHA-256", folder.toString(), "remove it");
  }

  @Test
  void aChangedFolderIsDecodedAnew() throws IOException {
    open().close();
    Pictures.put("rgb.png", folder.resolve("train/b/4.png"));
    try (TrainTestData data = open()) {
      assertThat(data.train().size()).isEqualTo(6);
    }
    assertThat(cached()).hasSize(2);
    try (TrainTestData data =
        open(folder, ImageFolderOptions.DEFAULT.withSize(new ImageSize(5, 4)), 1)) {
      assertThat(data.train().shape()).isEqualTo(PointShape.image(3, 5, 4));
    }
    assertThat(cached()).hasSize(3);
  }

  /** The third training point is rgb.png; PIL rounds once more, hence the 1. */
  @Test
  void scalesWhereAsked() throws IOException {
    byte[] expected = Pictures.pixels("scaled-5x4");
    float[] values = new float[expected.length];
    try (PointerScope scope = new PointerScope();
        TrainTestData data =
            open(folder, ImageFolderOptions.DEFAULT.withSize(new ImageSize(5, 4)), 2)) {
      data.train().inputs(2, 1).data_ptr_float().get(values);
    }
    for (int i = 0; i < expected.length; i++) {
      assertThat(Math.abs(Math.round(255 * values[i]) - (expected[i] & 0xFF)))
          .as("value %d", i)
          .isLessThanOrEqualTo(1);
    }
  }

  @Test
  void refusesAPictureOfAnotherSize() throws IOException {
    // of train, the third in data-set order is the first of another size
    for (String path : List.of("train/a/0.png", "train/a/3.png", "test/a/8.jpg")) {
      Files.write(folder.resolve(path), larger());
    }
    for (int threads : new int[] {1, 4}) {
      assertThatThrownBy(() -> open(folder, ImageFolderOptions.DEFAULT, threads))
          .isInstanceOf(DatasetFormatException.class)
          .hasMessage(
              folder.resolve("train/a/0.png")
                  + ": found a picture of 2x5 pixels (height x width), expected 13x10 as"
                  + " train/a/2.png has; give --image-size 13x10, or another size, to have all"
                  + " pictures scaled");
    }
    assertThat(cached()).isEmpty();
    try (TrainTestData data =
        open(folder, ImageFolderOptions.DEFAULT.withSize(new ImageSize(13, 10)), 3)) {
      assertThat(data.train().size()).isEqualTo(5);
      assertThat(data.train().info().origin())
          .contains("scaled to 13x10 (height x width) by a triangle filter");
    }
  }

  private static byte[] larger() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    javax.imageio.ImageIO.write(
        new java.awt.image.BufferedImage(5, 2, java.awt.image.BufferedImage.TYPE_INT_RGB),
        "png",
        bytes);
    return bytes.toByteArray();
  }

  @Test
  void namesTheFirstBrokenPictureWhateverTheNumberOfThreads() throws IOException {
    Files.write(folder.resolve("train/a/1.png"), new byte[] {1});
    Files.write(folder.resolve("train/a/3.png"), new byte[] {1});
    for (int threads : new int[] {1, 2, 8}) {
      assertThatThrownBy(() -> open(folder, ImageFolderOptions.DEFAULT, threads))
          .isInstanceOf(DatasetFormatException.class)
          .hasMessageStartingWith(folder.resolve("train/a/1.png") + ": found neither PNG nor");
    }
    assertThat(cached()).isEmpty();
  }

  @Test
  void opensAnArchiveAsItsFolder() throws IOException {
    Path plain = zip("pictures.zip", "");
    Path wrapped = zip("wrapped.zip", "pictures-main/");
    try (TrainTestData data = open();
        TrainTestData one = open(plain, ImageFolderOptions.DEFAULT, 2);
        TrainTestData two = open(wrapped, ImageFolderOptions.DEFAULT, 2)) {
      assertThat(one.train().name()).isEqualTo("pictures/train");
      assertThat(one.train().info().origin())
          .startsWith("image folder in pictures.zip: 7 pictures");
      assertThat(one.train().digest()).isEqualTo(data.train().digest());
      assertThat(one.test().digest()).isEqualTo(data.test().digest());
      assertThat(two.train().digest()).isEqualTo(data.train().digest());
    }
    assertThat(heard).anyMatch(line -> line.startsWith("unpacking pictures.zip "));
    assertThat(cached()).as("nothing of what was unpacked stays").hasSize(3);
    heard.clear();
    open(plain, ImageFolderOptions.DEFAULT, 2).close();
    assertThat(heard).isEmpty();
  }

  private Path zip(String name, String prefix) throws IOException {
    Path archive = directory.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (Map.Entry<String, String> picture : PICTURES.entrySet()) {
        zip.putNextEntry(new ZipEntry(prefix + picture.getKey()));
        zip.write(Pictures.resource(picture.getValue()));
      }
    }
    return archive;
  }

  /** As Finder and ditto make it: attributes beside the folder that was packed, under __MACOSX. */
  @Test
  void opensArchivesOfMacosAndWindows() throws IOException {
    List<String> left =
        List.of(
            "__MACOSX/._pictures",
            "__MACOSX/pictures/train/a/._0.png",
            "__MACOSX/pictures/.DS_Store",
            ".DS_Store",
            "._pictures",
            "Icon\r",
            "Thumbs.db",
            "README.txt",
            "pictures/Thumbs.db",
            "pictures/train/.DS_Store",
            "pictures/train/._a",
            "pictures/train/a/Thumbs.db",
            "pictures/train/a/desktop.ini",
            "pictures/train/a/._0.png",
            "pictures/test/b/__MACOSX/._9.jpg");
    Path zip = directory.resolve("mac.zip");
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    try (ZipOutputStream output = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name : left) {
        output.putNextEntry(new ZipEntry(name));
        output.write(7);
        tar.writeBytes(TarBytes.member("./" + name, '0', new byte[] {7}));
      }
      for (Map.Entry<String, String> picture : PICTURES.entrySet()) {
        byte[] content = Pictures.resource(picture.getValue());
        output.putNextEntry(new ZipEntry("pictures/" + picture.getKey()));
        output.write(content);
        tar.writeBytes(TarBytes.member("./pictures/" + picture.getKey(), '0', content));
      }
    }
    tar.writeBytes(new byte[1024]);
    Path archive = Files.write(directory.resolve("mac.tar"), tar.toByteArray());
    try (TrainTestData data = open();
        TrainTestData zipped = open(zip, ImageFolderOptions.DEFAULT, 2);
        TrainTestData packed = open(archive, ImageFolderOptions.DEFAULT, 2)) {
      assertThat(zipped.train().digest()).isEqualTo(data.train().digest());
      assertThat(packed.train().digest()).isEqualTo(data.train().digest());
      assertThat(packed.test().digest()).isEqualTo(data.test().digest());
    }
  }

  @Test
  void anArchiveThatIsNoneOfAFolderLeavesNothing() throws IOException {
    Path archive = directory.resolve("other.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("a/b.png"));
    }
    assertThatThrownBy(() -> open(archive, ImageFolderOptions.DEFAULT, 1))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageStartingWith(archive + ": found no folder train in it");
    assertThat(cached()).isEmpty();
    Path pictures = zip("pictures.zip", "");
    ImageFolderOptions tight =
        new ImageFolderOptions(null, 1 << 20, new UnpackLimits(1000, 100, 1000));
    assertThatThrownBy(() -> open(pictures, tight, 1))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("expected at most 1000 in all");
    assertThat(cached()).isEmpty();
  }

  @Test
  void refusesMoreThanTheLimit() {
    ImageFolderOptions tight = new ImageFolderOptions(null, 7 * 390 - 1, UnpackLimits.DEFAULT);
    assertThatThrownBy(() -> open(folder, tight, 1))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage(
            folder
                + ": found 7 pictures of (3, 13, 10), which take 2730 bytes, expected at most 2729;"
                + " ask for a smaller size");
    assertThatThrownBy(() -> open(folder, ImageFolderOptions.DEFAULT, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads: found 0, expected at least 1");
  }

  @Test
  void saysHowToGetRidOfADamagedSet() throws IOException {
    open().close();
    Path prepared = cached().get(0);
    Files.write(prepared.resolve("train-values.npy"), new byte[100]);
    assertThatThrownBy(this::open)
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageStartingWith(prepared + ": found a damaged set (")
        .hasMessageEndingWith("; remove it and run again");
  }
}
