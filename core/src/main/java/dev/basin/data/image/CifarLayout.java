package dev.basin.data.image;

import dev.basin.data.Checksum;
import dev.basin.data.DataFile;
import dev.basin.data.fetch.DataForm;
import dev.basin.engine.PointShape;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one of the official binary archives of CIFAR holds: files of records without a header, each
 * record its label bytes followed by the red, the green and the blue plane of 32×32 pixels, rows
 * first (<a href="https://www.cs.toronto.edu/~kriz/cifar.html">the authors' page</a>).
 *
 * @param archive the archive, as published
 * @param folder the folder in it that holds the files
 * @param train the files of training records, in order
 * @param test the files of test records, in order
 * @param classes the number of classes of each label byte, in the order of the bytes
 */
record CifarLayout(
    DataFile archive,
    String folder,
    List<DataFile> train,
    List<DataFile> test,
    List<Integer> classes) {
  /**
   * 60,000 records of one label byte. Its page publishes the archive's MD5; those of the files in
   * it are as other programs that check them have them.
   */
  static final CifarLayout CIFAR10 =
      new CifarLayout(
          archive("cifar-10-binary.tar.gz", 170_052_171, "c32a1d4ab5d03f1284b67883e8d87530"),
          "cifar-10-batches-bin",
          List.of(
              batch("data_batch_1.bin", "5dd7e06a14cb22eb9f671a540d1b7c25"),
              batch("data_batch_2.bin", "5ea93a67294ea407fff1d09f752e9692"),
              batch("data_batch_3.bin", "942cd6a4bcdd0dd3c604fbe906cb4421"),
              batch("data_batch_4.bin", "ae636b3ba5c66a11e91e8cb52e771fcb"),
              batch("data_batch_5.bin", "53f37980c15c3d472c316c40844f3f0d")),
          List.of(batch("test_batch.bin", "803d5f7f4d78ea53de84dbe85f74fb6d")),
          List.of(10));

  /** 60,000 records of two label bytes: one of 20 superclasses, then one of 100 classes. */
  static final CifarLayout CIFAR100 =
      new CifarLayout(
          archive("cifar-100-binary.tar.gz", 168_513_733, "03b5dce01913d631647c71ecec9e9cb8"),
          "cifar-100-binary",
          List.of(member("train.bin", 50_000L * 3074, "6172c7755cfe09b2fe270c85cebc1b15")),
          List.of(member("test.bin", 10_000L * 3074, "4499cfba6c016c1be1438163640a0898")),
          List.of(20, 100));

  /** The shape of every point. */
  static final PointShape SHAPE = PointShape.image(3, 32, 32);

  CifarLayout {
    train = List.copyOf(train);
    test = List.copyOf(test);
    classes = List.copyOf(classes);
  }

  private static DataFile archive(String name, long bytes, String md5) {
    return new DataFile(name, bytes, Checksum.md5(md5), DataFile.Packing.NONE);
  }

  private static DataFile batch(String name, String md5) {
    return member(name, 10_000L * 3073, md5);
  }

  private static DataFile member(String name, long bytes, String md5) {
    return new DataFile(name, bytes, Checksum.md5(md5), DataFile.Packing.NONE);
  }

  /** The label bytes of a record. */
  int labelBytes() {
    return classes.size();
  }

  /** The length of a record. */
  int recordBytes() {
    return labelBytes() + SHAPE.features();
  }

  /** How many records one of the files holds. */
  int records(DataFile file) {
    return Math.toIntExact(file.bytes() / recordBytes());
  }

  /** How many records some of the files hold together. */
  int records(List<DataFile> files) {
    return files.stream().mapToInt(this::records).sum();
  }

  /** The unpacked archive. */
  DataForm unpacked() {
    return new DataForm(folder, Stream.concat(train.stream(), test.stream()).toList());
  }
}
