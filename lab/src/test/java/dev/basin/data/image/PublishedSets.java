package dev.basin.data.image;

import dev.basin.data.Checksum;
import dev.basin.data.DataFile;
import dev.basin.data.TrainTestData;
import dev.basin.engine.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Data sets of the published forms with few points, whose digests are those of the files that are
 * there, so that readers do not stop at a digest; for tests of other packages.
 */
public final class PublishedSets {
  private PublishedSets() {}

  /**
   * Reads a set of MNIST's form.
   *
   * @param train how many training images there should be
   * @param test how many test images
   */
  public static TrainTestData mnist(Path folder, int train, int test) throws IOException {
    List<DataFile> files = new ArrayList<>();
    for (String name :
        List.of(
            "train-images-idx3-ubyte",
            "train-labels-idx1-ubyte",
            "t10k-images-idx3-ubyte",
            "t10k-labels-idx1-ubyte")) {
      byte[] content = Files.readAllBytes(folder.resolve(name));
      files.add(new DataFile(name, content.length, new Sha256().update(content).hex()));
    }
    return new Mnist(files.get(0), files.get(1), files.get(2), files.get(3), train, test)
        .read(folder, null);
  }

  /**
   * Reads a set of CIFAR-100's form, a record a part.
   *
   * @param archived from {@code cifar-100-binary.tar.gz}, or else from the unpacked files
   */
  public static TrainTestData cifar(Path folder, boolean archived) throws IOException {
    CifarVariant variant = CifarVariant.CIFAR100_FINE;
    CifarLayout form = variant.layout();
    String archive = form.archive().name();
    return new Cifar(
            variant,
            new CifarLayout(
                archived ? published(folder, archive, 0) : form.archive(),
                form.folder(),
                List.of(published(folder, "train.bin", form.recordBytes())),
                List.of(published(folder, "test.bin", form.recordBytes())),
                form.classes()))
        .read(folder, null);
  }

  private static DataFile published(Path folder, String name, long bytes) throws IOException {
    Path file = folder.resolve(name);
    byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    long length = bytes == 0 ? content.length : bytes;
    return new DataFile(name, length, Checksum.md5(md5(content)), DataFile.Packing.NONE);
  }

  private static String md5(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
