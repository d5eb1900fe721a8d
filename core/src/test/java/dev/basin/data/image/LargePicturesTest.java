package dev.basin.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.data.DatasetFormatException;
import dev.basin.data.FetchProgress;
import dev.basin.data.fetch.DataStore;
import dev.basin.data.prepared.PreparedSet;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pictures that are larger than Java's memory, decoded in a process that has little of it: the
 * outcome is that of one thread, whatever their number.
 */
class LargePicturesTest {
  private static final String HEAP = "-Xmx24m";
  private static final int SIDE = 3072;
  private static final int PATIENCE_SECONDS = 120;

  @TempDir Path directory;
  private Path folder;

  /** What the process said, and the decoded points. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Outcome(String said, byte[] train, byte[] test) {}

  /** In a process of its own: FOLDER STORE THREADS. */
  public static void main(String[] arguments) {
    try {
      Path prepared =
          ImageFolder.prepare(
              Path.of(arguments[0]),
              ImageFolderOptions.DEFAULT.withSize(new ImageSize(8, 8)),
              new DataStore(Path.of(arguments[1]), Map.of(), Path.of(arguments[1])),
              Integer.parseInt(arguments[2]),
              FetchProgress.SILENT);
      System.out.println("decoded " + prepared);
    } catch (DatasetFormatException e) {
      System.out.println(e.getMessage());
    }
  }

  @BeforeEach
  void arrange() throws IOException {
    folder = directory.resolve("photos");
    byte[] png = flatPng();
    byte[] jpeg = gradientJpeg();
    for (int i = 0; i < 3; i++) {
      put("train/a/" + i + ".png", png);
      put("train/b/" + i + ".jpg", jpeg);
    }
    put("test/b/0.jpg", jpeg);
  }

  private void put(String path, byte[] content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  /** One colour, (10, 20, 30), of 28 MB unpacked. */
  private static byte[] flatPng() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] row = new byte[1 + 3 * SIDE];
    for (int i = 1; i < row.length; i++) {
      row[i] = (byte) (10 * (1 + (i - 1) % 3));
    }
    try (OutputStream pixels = new DeflaterOutputStream(packed)) {
      for (int y = 0; y < SIDE; y++) {
        pixels.write(row);
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    byte[] head = {0, 0, SIDE >> 8, 0, 0, 0, SIDE >> 8, 0, 8, 2, 0, 0, 0};
    chunk(png, "IHDR", head);
    chunk(png, "IDAT", packed.toByteArray());
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream png, String name, byte[] content) {
    byte[] letters = name.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(letters);
    sum.update(content);
    png.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
    png.writeBytes(letters);
    png.writeBytes(content);
    png.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }

  /** Of four million pixels, with what a camera's have: chroma at half the size. */
  private static byte[] gradientJpeg() throws IOException {
    BufferedImage image = new BufferedImage(2400, 1800, BufferedImage.TYPE_3BYTE_BGR);
    int[] row = new int[3 * 2400];
    for (int y = 0; y < 1800; y++) {
      for (int i = 0; i < row.length; i++) {
        row[i] = i % 3 == 0 ? i / 30 : i % 3 == 1 ? y / 8 : 90;
      }
      image.getRaster().setPixels(0, y, 2400, 1, row);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", bytes);
    return bytes.toByteArray();
  }

  @Test
  void photosDoNotNeedMemoryForEachThread() throws Exception {
    Outcome one = decode(1);
    assertThat(one.said()).startsWith("decoded ");
    byte[] flat = new byte[8 * 8 * 3];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = (byte) (10 * (1 + i % 3));
    }
    assertThat(containing(one.train(), flat)).isEqualTo(3);
    Outcome sixteen = decode(16);
    assertThat(sixteen.train()).isEqualTo(one.train());
    assertThat(sixteen.test()).isEqualTo(one.test());
  }

  private static int containing(byte[] points, byte[] point) {
    int count = 0;
    for (int at = points.length % point.length; at < points.length; at += point.length) {
      if (Arrays.equals(points, at, at + point.length, point, 0, point.length)) {
        count++;
      }
    }
    return count;
  }

  /** The first in data-set order. */
  @Test
  void theFirstThatIsTooLargeIsNamedWhateverTheNumberOfThreads() throws Exception {
    put("train/b/1.jpg", progressive());
    put("train/a/1.png", progressive());
    put("train/b/2.jpg", progressive());
    Outcome one = decode(1);
    List<FolderPicture> order = FolderContents.inOrder(FolderScan.of(folder).train());
    String first =
        order.stream()
            .map(FolderPicture::path)
            .filter(List.of("train/a/1.png", "train/b/1.jpg", "train/b/2.jpg")::contains)
            .findFirst()
            .orElseThrow();
    assertThat(one.said())
        .startsWith(
            folder.resolve(first)
                + ": found a picture of 8192 x 8000 pixels (height x width) that takes ")
        .contains(", expected at most ", "half of what Java may take; scale it down, save it")
        .contains("(BASIN_JAVA_OPTS=-Xmx");
    assertThat(decode(2).said()).isEqualTo(one.said());
    assertThat(decode(16).said()).isEqualTo(one.said());
  }

  /** A header that promises more than there is memory for; the pixels are not looked at. */
  private static byte[] progressive() throws IOException {
    byte[] file;
    try (var input = LargePicturesTest.class.getResourceAsStream("/jpegs/420-progressive.jpg")) {
      file = input.readAllBytes();
    }
    int frame = 0;
    while (file[frame] != (byte) 0xFF || file[frame + 1] != (byte) 0xC2) {
      frame++;
    }
    ByteBuffer.wrap(file).putShort(frame + 5, (short) 8192).putShort(frame + 7, (short) 8000);
    return file;
  }

  private Outcome decode(int threads) throws IOException, InterruptedException {
    Path store = directory.resolve("store" + threads);
    Path said = Files.createTempFile(directory, "said", ".txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", HEAP, "-XX:ActiveProcessorCount=" + threads));
    command.addAll(List.of("-cp", classPath(), LargePicturesTest.class.getName()));
    command.addAll(List.of(folder.toString(), store.toString(), Integer.toString(threads)));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it hangs: " + Files.readString(said));
    }
    String text = Files.readString(said).strip();
    if (!text.startsWith("decoded ")) {
      return new Outcome(text, new byte[0], new byte[0]);
    }
    Path prepared = Path.of(text.substring("decoded ".length()));
    return new Outcome(
        text,
        Files.readAllBytes(PreparedSet.valuesFile(prepared, "train")),
        Files.readAllBytes(PreparedSet.valuesFile(prepared, "test")));
  }

  private static String classPath() {
    if (LargePicturesTest.class.getClassLoader() instanceof URLClassLoader loader) {
      return Arrays.stream(loader.getURLs())
          .map(URL::getPath)
          .collect(Collectors.joining(File.pathSeparator));
    }
    String ofTests = System.getProperty("surefire.test.class.path");
    return ofTests == null ? System.getProperty("java.class.path", File.pathSeparator) : ofTests;
  }
}
