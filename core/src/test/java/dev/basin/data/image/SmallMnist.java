package dev.basin.data.image;

import dev.basin.data.DataFile;
import dev.basin.engine.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** A data set of MNIST's form with 30 and 10 images of 4×5 pixels, which tests make by hand. */
public final class SmallMnist {
  static final int TRAIN = 30;
  static final int TEST = 10;

  /** The files' contents by name; a test may damage them. */
  public final Map<String, byte[]> contents = new LinkedHashMap<>();

  public final Mnist layout;

  public SmallMnist() {
    contents.put("train-images-idx3-ubyte", images(TRAIN, 1));
    contents.put("train-labels-idx1-ubyte", labels(TRAIN));
    contents.put("t10k-images-idx3-ubyte", images(TEST, 2));
    contents.put("t10k-labels-idx1-ubyte", labels(TEST));
    layout = layoutOfContents();
  }

  /** The layout whose digests are those of the contents as they are now. */
  Mnist layoutOfContents() {
    return new Mnist(
        file("train-images-idx3-ubyte"),
        file("train-labels-idx1-ubyte"),
        file("t10k-images-idx3-ubyte"),
        file("t10k-labels-idx1-ubyte"),
        TRAIN,
        TEST);
  }

  private DataFile file(String name) {
    byte[] bytes = contents.get(name);
    return new DataFile(name, bytes.length, new Sha256().update(bytes).hex());
  }

  public Path writeTo(Path directory) throws IOException {
    Files.createDirectories(directory);
    for (Map.Entry<String, byte[]> file : contents.entrySet()) {
      Files.write(directory.resolve(file.getKey()), file.getValue());
    }
    return directory;
  }

  static byte[] images(int count, int seed) {
    byte[] pixels = new byte[count * 20];
    new Random(seed).nextBytes(pixels);
    return ByteBuffer.allocate(16 + pixels.length)
        .putInt(0x803)
        .putInt(count)
        .putInt(4)
        .putInt(5)
        .put(pixels)
        .array();
  }

  static byte[] labels(int count) {
    ByteBuffer bytes = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
    for (int i = 0; i < count; i++) {
      bytes.put((byte) (i * 7 % 10));
    }
    return bytes.array();
  }

  public static byte[] gzip(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return packed.toByteArray();
  }
}
