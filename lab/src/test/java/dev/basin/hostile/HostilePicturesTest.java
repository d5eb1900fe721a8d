package dev.basin.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.data.DatasetFormatException;
import dev.basin.data.image.ImageSize;
import dev.basin.data.image.PictureFile;
import dev.basin.data.image.PictureValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures. */
final class HostilePicturesTest {
  private static final Path RESOURCES = Path.of("..", "core", "src", "test", "resources");

  private static final int MOST_SAMPLE = 65_535;
  private static final long MOST_PIXELS = 1 << 16;

  @TempDir Path scratch;

  @Test
  void pngs() throws Exception {
    Attack attack = Attack.on("png pictures", DatasetFormatException.class);
    List<byte[]> files = files("pictures", ".png");
    files.forEach(content -> attack.sample("a.png", content));
    attack
        .spoilBytes("")
        .spoil("", Png.withSums(ByteMutations.of(files)))
        .spoil("", Png.withSums(ByteMutations.of(files)))
        .spoil("", Png.inRows(ByteMutations.of(files)))
        .run(scratch, 700, (folder, output) -> decode(folder.resolve("a.png")));
  }

  @Test
  void jpegs() throws Exception {
    Attack attack = Attack.on("jpeg pictures", DatasetFormatException.class);
    files("jpegs", ".jpg").forEach(content -> attack.sample("a.jpg", content));
    files("pictures", ".jpg").forEach(content -> attack.sample("a.jpg", content));
    attack.spoilBytes("").run(scratch, 700, (folder, output) -> decode(folder.resolve("a.jpg")));
  }

  /** Sound pictures; those that are refused although they are sound are left out. */
  private static List<byte[]> files(String folder, String suffix) throws IOException {
    try (Stream<Path> all = Files.list(RESOURCES.resolve(folder))) {
      return all.filter(file -> file.toString().endsWith(suffix))
          .filter(HostilePicturesTest::isRead)
          .sorted()
          .map(
              file -> {
                try {
                  return Files.readAllBytes(file);
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              })
          .toList();
    }
  }

  private static boolean isRead(Path file) {
    try {
      decode(file);
      return true;
    } catch (DatasetFormatException e) {
      return false;
    }
  }

  private static void decode(Path file) {
    try (PictureFile picture = PictureFile.open(file)) {
      int[] rows = {0};
      int samples = picture.size().width() * picture.form().channels();
      picture.samples(
          (y, row) -> {
            boolean sound = y == rows[0]++ && row.length >= samples;
            for (int i = 0; i < samples; i++) {
              sound &= row[i] >= 0 && row[i] <= MOST_SAMPLE;
            }
            assertThat(sound).as("row %d is sound", y).isTrue();
          });
      assertThat(rows[0]).isEqualTo(picture.size().height());
    }
    try (PictureFile picture = PictureFile.open(file)) {
      ImageSize size = picture.size();
      if ((long) size.height() * size.width() < MOST_PIXELS) {
        assertThat(PictureValues.of(picture).length).isEqualTo(3 * size.height() * size.width());
      } else {
        assertThat(PictureValues.scaled(picture, 5, 4).length).isEqualTo(60);
      }
    }
  }
}
