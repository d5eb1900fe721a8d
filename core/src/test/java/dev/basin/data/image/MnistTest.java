package dev.basin.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.basin.data.DataFile;
import dev.basin.data.DatasetFormatException;
import dev.basin.data.FileState;
import dev.basin.data.TrainTestData;
import dev.basin.engine.NativeRuntime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MnistTest {
  @TempDir Path directory;
  private final SmallMnist small = new SmallMnist();

  @BeforeAll
  static void startEngine() {
    NativeRuntime.start();
  }

  @Test
  void readsTheFourFiles() throws IOException {
    small.writeTo(directory);
    try (PointerScope scope = new PointerScope();
        TrainTestData data = small.layout.read(directory, null)) {
      assertThat(data.train().name()).isEqualTo("mnist/train");
      assertThat(data.train().size()).isEqualTo(30);
      assertThat(data.train().features()).isEqualTo(20);
      assertThat(data.train().classes()).isEqualTo(10);
      assertThat(data.test().size()).isEqualTo(10);
      assertThat(data.test().labels(3, 1).item_long()).isEqualTo(1);
      int pixel = small.contents.get("t10k-images-idx3-ubyte")[16 + 20 * 4 + 3] & 0xFF;
      assertThat(data.test().inputs(4, 1).select(0, 0).select(0, 3).item_float())
          .isEqualTo(pixel / 255f);
      assertThat(data.train().digest()).hasSize(64).isNotEqualTo(data.test().digest());
    }
  }

  @Test
  void packedFilesAreTheSameData() throws IOException {
    small.writeTo(directory);
    Path packed = Files.createDirectory(directory.resolve("packed"));
    for (var file : small.contents.entrySet()) {
      Files.write(packed.resolve(file.getKey() + ".gz"), SmallMnist.gzip(file.getValue()));
    }
    try (PointerScope scope = new PointerScope();
        TrainTestData one = small.layout.read(directory, null);
        TrainTestData two = small.layout.read(packed, null)) {
      assertThat(two.train().digest()).isEqualTo(one.train().digest());
      assertThat(two.train().inputs(0, 30).equal(one.train().inputs(0, 30))).isTrue();
    }
  }

  @Test
  void keepsTheFirstPoints() throws IOException {
    small.writeTo(directory);
    try (TrainTestData data = small.layout.read(directory, 20)) {
      assertThat(data.train().size()).isEqualTo(20);
      assertThat(data.test().size()).isEqualTo(10);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -3})
  void refusesLimitsBelowOne(int limit) {
    assertThatThrownBy(() -> Mnist.load(directory, limit))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limit: found " + limit + ", expected at least 1");
  }

  @Test
  void namesAMissingFile() throws IOException {
    small.writeTo(directory);
    Files.delete(directory.resolve("t10k-labels-idx1-ubyte"));
    assertThatThrownBy(() -> small.layout.read(directory, null))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining(directory.resolve("t10k-labels-idx1-ubyte") + ": found no such file");
  }

  @Test
  void refusesLabelsThatAreNoDigits() throws IOException {
    small.contents.get("train-labels-idx1-ubyte")[8 + 4] = 10;
    small.writeTo(directory);
    assertThatThrownBy(() -> small.layoutOfContents().read(directory, null))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("train-labels-idx1-ubyte, byte 12: found label 10, expected 0 to 9");
  }

  @Test
  void refusesOtherCounts() throws IOException {
    small.contents.put("train-labels-idx1-ubyte", SmallMnist.labels(29));
    small.writeTo(directory);
    assertThatThrownBy(() -> small.layoutOfContents().read(directory, null))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("train-labels-idx1-ubyte, byte 4: found 29 labels, expected 30");
    small.contents.put("train-images-idx3-ubyte", SmallMnist.images(31, 1));
    small.writeTo(directory);
    assertThatThrownBy(() -> small.layoutOfContents().read(directory, null))
        .hasMessageContaining("train-images-idx3-ubyte, byte 4: found 31 images, expected 30");
  }

  @Test
  void refusesOtherContentOfTheSameForm() throws IOException {
    small.contents.get("t10k-images-idx3-ubyte")[100] ^= 1;
    small.writeTo(directory);
    assertThatThrownBy(() -> small.layout.read(directory, null))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("t10k-images-idx3-ubyte: found SHA-256")
        .hasMessageContaining(small.layout.dataFiles().get(2).checksum().hex())
        .hasMessageEndingWith("remove it and run again");
  }

  /** Files that are known are not digested again, but any change to one is seen. */
  @Test
  void refusesAnEditOfAFileThatWasRightBefore() throws IOException {
    small.writeTo(directory);
    DataFile images = small.layout.dataFiles().get(2);
    Path file = directory.resolve(images.name());
    assumeTrue(FileState.of(file).changed() != null, "a system without times of change");
    images.checked(file).remember(Instant.now().plusSeconds(3600));
    small.layout.read(directory, null).close();
    FileTime written = Files.getLastModifiedTime(file);
    FileState before = FileState.of(file);
    small.contents.get(images.name())[100] ^= 1;
    while (FileState.of(file).equals(before)) { // until the file system's clock has ticked
      Files.write(file, small.contents.get(images.name()));
      Files.setLastModifiedTime(file, written);
    }
    assertThatThrownBy(() -> small.layout.read(directory, null))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("t10k-images-idx3-ubyte: found SHA-256");
    assertThatThrownBy(() -> images.verify(file)).hasMessageContaining("found SHA-256");
  }

  @Test
  void thePublishedLengthsFollowFromTheFormat() {
    assertThat(Mnist.files())
        .extracting(DataFile::bytes)
        .containsExactly(16 + 60_000 * 784L, 8 + 60_000L, 16 + 10_000 * 784L, 8 + 10_000L);
  }

  @Test
  void anIntactHeaderIsNotEnoughForThePublishedSet() throws IOException {
    for (DataFile file : Mnist.files()) {
      ByteBuffer bytes = ByteBuffer.allocate((int) file.bytes());
      boolean labels = file.name().contains("labels");
      bytes
          .putInt(labels ? 0x801 : 0x803)
          .putInt(file.name().startsWith("train") ? 60_000 : 10_000);
      if (!labels) {
        bytes.putInt(28).putInt(28);
      }
      Files.write(directory.resolve(file.name()), bytes.array());
    }
    assertThatThrownBy(() -> Mnist.load(directory, null))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("train-images-idx3-ubyte: found SHA-256");
  }
}
