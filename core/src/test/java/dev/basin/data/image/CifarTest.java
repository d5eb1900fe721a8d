package dev.basin.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.data.DataFile;
import dev.basin.data.Dataset;
import dev.basin.data.DatasetFormatException;
import dev.basin.data.TrainTestData;
import dev.basin.data.archive.TarBytes;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CifarTest {
  @TempDir Path directory;
  private final SmallCifar ten = new SmallCifar(CifarVariant.CIFAR10);

  @BeforeAll
  static void startEngine() {
    NativeRuntime.start();
  }

  @ParameterizedTest
  @EnumSource(CifarVariant.class)
  void turnsPlanesIntoPixelsAndKeepsTheVariantsLabel(CifarVariant variant) throws IOException {
    SmallCifar small = new SmallCifar(variant);
    small.packedIn(directory);
    int label = variant == CifarVariant.CIFAR100_FINE ? 1 : 0;
    try (PointerScope scope = new PointerScope();
        TrainTestData data = new Cifar(variant, small.published()).read(directory, null)) {
      assertThat(data.train().name()).isEqualTo(variant.title() + "/train");
      assertThat(data.train().shape()).isEqualTo(PointShape.image(3, 32, 32));
      assertThat(data.train().classes()).isEqualTo(variant.classes());
      assertThat(data.train().size()).isEqualTo(SmallCifar.TRAIN);
      assertThat(data.test().size()).isEqualTo(SmallCifar.TEST);
      for (int record = 0; record < SmallCifar.TRAIN + SmallCifar.TEST; record++) {
        boolean train = record < SmallCifar.TRAIN;
        Dataset part = train ? data.train() : data.test();
        int point = train ? record : record - SmallCifar.TRAIN;
        assertThat(part.labels(point, 1).item_long()).isEqualTo(small.label(record, label));
        assertPixels(part.inputs(point, 1), record);
      }
    }
  }

  private static void assertPixels(Tensor input, int record) {
    float[] values = new float[3072];
    float[] expected = new float[3072];
    input.data_ptr_float().get(values);
    for (int row = 0; row < 32; row++) {
      for (int column = 0; column < 32; column++) {
        for (int channel = 0; channel < 3; channel++) {
          expected[(row * 32 + column) * 3 + channel] =
              SmallCifar.pixel(record, channel, row, column) / 255f;
        }
      }
    }
    assertThat(values).as("record %d", record).isEqualTo(expected);
  }

  @Test
  void theUnpackedFilesAreTheSameData() throws Exception {
    Path packed = ten.packedIn(directory.resolve("packed"));
    Path unpacked = ten.unpackedIn(directory.resolve("unpacked"));
    Cifar cifar = new Cifar(CifarVariant.CIFAR10, ten.published());
    try (PointerScope scope = new PointerScope();
        TrainTestData one = cifar.read(packed, null);
        TrainTestData two = cifar.read(unpacked, null)) {
      assertThat(two.train().digest()).isEqualTo(one.train().digest());
      assertThat(two.test().digest()).isEqualTo(one.test().digest());
      assertThat(two.train().inputs(0, 6).equal(one.train().inputs(0, 6))).isTrue();
      assertThat(one.test().digest()).isEqualTo(expectedTestDigest());
    }
  }

  /** SHA-256 over the values, as the rule gives them, and the labels as 32-bit integers. */
  private String expectedTestDigest() throws Exception {
    ByteBuffer bytes =
        ByteBuffer.allocate(SmallCifar.TEST * (3072 + 4)).order(ByteOrder.LITTLE_ENDIAN);
    for (int record = 6; record < 9; record++) {
      for (int at = 0; at < 3072; at++) {
        bytes.put((byte) SmallCifar.pixel(record, at % 3, at / 96, at / 3 % 32));
      }
    }
    for (int record = 6; record < 9; record++) {
      bytes.putInt(ten.label(record, 0));
    }
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
  }

  @Test
  void keepsTheFirstPointsAndTheWholesDigest() throws IOException {
    ten.packedIn(directory);
    Cifar cifar = new Cifar(CifarVariant.CIFAR10, ten.published());
    try (TrainTestData whole = cifar.read(directory, null);
        TrainTestData part = cifar.read(directory, 4)) {
      assertThat(part.train().size()).isEqualTo(4);
      assertThat(part.test().size()).isEqualTo(3);
      assertThat(part.train().digest()).isEqualTo(whole.train().digest());
    }
  }

  /** A sound packing of a damaged archive: the damage is in the data, and no failure to read. */
  @Test
  void refusesADamagedArchiveInASoundPacking() throws IOException {
    String folder = ten.published().folder();
    byte[] member = TarBytes.member(folder + "/data_batch_1.bin", '0', new byte[10]);
    member[150] ^= 0x5B; // in the header's checksum, which then holds a control character, too
    member[151] = 0x1B;
    Path archive = directory.resolve(ten.published().archive().name());
    for (byte[] tar : List.of(member, Arrays.copyOf(member, 700), Arrays.copyOf(member, 515))) {
      Files.write(archive, SmallMnist.gzip(tar));
      assertThatThrownBy(
              () -> new Cifar(CifarVariant.CIFAR10, ten.published()).read(directory, null))
          .isInstanceOf(DatasetFormatException.class)
          .hasMessageStartingWith(archive + ": found tar: found checksum '")
          .hasMessageNotContaining("\u001B");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -3})
  void refusesLimitsBelowOne(int limit) {
    assertThatThrownBy(() -> Cifar.load(directory, CifarVariant.CIFAR10, limit))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limit: found " + limit + ", expected at least 1");
  }

  @Test
  void namesTheClasses() throws IOException {
    ten.packedIn(directory);
    assertThat(new Cifar(CifarVariant.CIFAR10, ten.published()).names(directory))
        .hasSize(10)
        .startsWith("kind0", "kind1");
    SmallCifar hundred = new SmallCifar(CifarVariant.CIFAR100_FINE);
    Path unpacked = hundred.unpackedIn(directory.resolve("hundred"));
    assertThat(new Cifar(CifarVariant.CIFAR100_FINE, hundred.published()).names(unpacked))
        .hasSize(100)
        .endsWith("kind99");
    Cifar coarse = new Cifar(CifarVariant.CIFAR100_COARSE, hundred.published());
    assertThat(coarse.names(unpacked)).hasSize(20).endsWith("group19");
    Files.delete(unpacked.resolve("coarse_label_names.txt"));
    assertThat(coarse.names(unpacked)).hasSize(20).startsWith("0", "1").endsWith("19");
    Files.writeString(unpacked.resolve("coarse_label_names.txt"), "one\ntwo\n");
    assertThatThrownBy(() -> coarse.names(unpacked))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("coarse_label_names.txt: found 2 names, expected 20");
  }

  @Test
  void namesTheRecordOfALabelThatIsNoClass() throws IOException {
    ten.contents.get("data_batch_2.bin")[2 * 3073] = 10;
    ten.packedIn(directory);
    Path unpacked = ten.unpackedIn(directory.resolve("unpacked"));
    Cifar cifar = new Cifar(CifarVariant.CIFAR10, ten.published());
    assertThatThrownBy(() -> cifar.read(directory, null))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining(
            Path.of("cifar-10-binary.tar.gz", "cifar-10-batches-bin", "data_batch_2.bin")
                + ", byte 6146: found label 10 in record 2, expected 0 to 9");
    assertThatThrownBy(() -> cifar.read(unpacked, null))
        .hasMessageStartingWith(unpacked.resolve("data_batch_2.bin") + ", byte 6146: found label");
  }

  @Test
  void checksBothLabelsOfCifar100() throws IOException {
    SmallCifar hundred = new SmallCifar(CifarVariant.CIFAR100_FINE);
    byte[] train = hundred.contents.get("train.bin");
    train[3074 + 1] = 100;
    Path unpacked = hundred.unpackedIn(directory);
    Cifar coarse = new Cifar(CifarVariant.CIFAR100_COARSE, hundred.published());
    assertThatThrownBy(() -> coarse.read(unpacked, null))
        .hasMessageContaining(
            "train.bin, byte 3075: found label 100 in record 1, expected 0 to 99");
    train[3074 + 1] = 99;
    train[3074] = 20;
    hundred.unpackedIn(directory);
    assertThatThrownBy(() -> coarse.read(unpacked, null))
        .hasMessageContaining("train.bin, byte 3074: found label 20 in record 1, expected 0 to 19");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3072, 3073, 5000, 9218})
  void saysWhereATruncatedFileEnds(int length) throws IOException {
    Path unpacked = ten.unpackedIn(directory);
    CifarLayout published = ten.published();
    Files.write(
        unpacked.resolve("test_batch.bin"),
        Arrays.copyOf(ten.contents.get("test_batch.bin"), length));
    assertThatThrownBy(() -> new Cifar(CifarVariant.CIFAR10, published).read(unpacked, null))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining(
            "test_batch.bin, byte %d: found the end of the file in record %d, expected 3 records"
                .formatted(length, length / 3073));
  }

  @Test
  void refusesMoreBytesThanTheRecordsHave() throws IOException {
    Path unpacked = ten.unpackedIn(directory);
    CifarLayout published = ten.published();
    Files.write(
        unpacked.resolve("test_batch.bin"),
        Arrays.copyOf(ten.contents.get("test_batch.bin"), 3 * 3073 + 1));
    assertThatThrownBy(() -> new Cifar(CifarVariant.CIFAR10, published).read(unpacked, null))
        .hasMessageContaining("test_batch.bin, byte 9219: found more bytes");
  }

  @Test
  void refusesOtherContentOfTheSameForm() throws IOException {
    CifarLayout published = ten.published();
    ten.contents.get("data_batch_1.bin")[100] ^= 1;
    Cifar cifar = new Cifar(CifarVariant.CIFAR10, published);
    Path unpacked = ten.unpackedIn(directory.resolve("unpacked"));
    assertThatThrownBy(() -> cifar.read(unpacked, null))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("data_batch_1.bin: found MD5")
        .hasMessageContaining(published.train().get(0).checksum().hex())
        .hasMessageEndingWith("remove it and run again");
    Path packed = ten.packedIn(directory.resolve("packed"));
    assertThatThrownBy(() -> cifar.read(packed, null))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("cifar-10-binary.tar.gz: found MD5")
        .hasMessageContaining(published.archive().checksum().hex());
  }

  @Test
  void noticesATruncatedArchive() throws IOException {
    CifarLayout published = ten.published();
    byte[] archive = ten.archive();
    for (int length : new int[] {0, 5, 100, archive.length / 2, archive.length - 1}) {
      Files.write(directory.resolve("cifar-10-binary.tar.gz"), Arrays.copyOf(archive, length));
      assertThatThrownBy(() -> new Cifar(CifarVariant.CIFAR10, published).read(directory, null))
          .as("first %d bytes", length)
          .isInstanceOf(DatasetFormatException.class)
          .hasMessageContaining("cifar-10-binary.tar.gz");
    }
  }

  @Test
  void namesWhatIsMissing() throws IOException {
    CifarLayout published = ten.published();
    Cifar cifar = new Cifar(CifarVariant.CIFAR10, published);
    assertThatThrownBy(() -> cifar.read(directory, null))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining(directory.resolve("data_batch_1.bin") + ": found no such file")
        .hasMessageContaining("run 'basin data fetch cifar10'");
    ten.unpackedIn(directory);
    Files.delete(directory.resolve("test_batch.bin"));
    assertThatThrownBy(() -> cifar.read(directory, null))
        .hasMessageContaining(directory.resolve("test_batch.bin") + ": found no such file");
  }

  @Test
  void thePublishedLengthsFollowFromTheFormat() {
    assertThat(CifarLayout.CIFAR10.unpacked().files())
        .hasSize(6)
        .allMatch(file -> file.bytes() == 10_000L * (1 + 3 * 32 * 32));
    assertThat(CifarLayout.CIFAR10.records(CifarLayout.CIFAR10.train())).isEqualTo(50_000);
    assertThat(CifarLayout.CIFAR10.records(CifarLayout.CIFAR10.test())).isEqualTo(10_000);
    assertThat(CifarLayout.CIFAR100.unpacked().files())
        .extracting(DataFile::bytes)
        .containsExactly(50_000L * (2 + 3 * 32 * 32), 10_000L * (2 + 3 * 32 * 32));
    assertThat(List.of(CifarVariant.values()))
        .extracting(CifarVariant::classes)
        .containsExactly(10, 100, 20);
    assertThat(CifarVariant.CIFAR10.archive().checksum())
        .hasToString("MD5 c32a1d4ab5d03f1284b67883e8d87530");
    assertThat(CifarVariant.CIFAR100_COARSE.archive().checksum())
        .hasToString("MD5 03b5dce01913d631647c71ecec9e9cb8");
  }

  @Test
  void anIntactFormIsNotEnoughForThePublishedSet() throws IOException {
    for (DataFile file : CifarLayout.CIFAR10.unpacked().files()) {
      try (RandomAccessFile zeros =
          new RandomAccessFile(directory.resolve(file.name()).toFile(), "rw")) {
        zeros.setLength(file.bytes());
      }
    }
    assertThatThrownBy(() -> Cifar.load(directory, CifarVariant.CIFAR10, null))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining(".bin: found MD5");
  }
}
