package dev.basin.lab.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.data.DatasetFormatException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageInspectorTest {
  @TempDir Path directory;

  /** A picture of one colour, (10, 20, 30), which JPEG keeps within two levels. */
  private Path picture(String name, String format, int type) throws IOException {
    BufferedImage image = new BufferedImage(5, 4, type);
    for (int x = 0; x < 5; x++) {
      for (int y = 0; y < 4; y++) {
        image.setRGB(x, y, 0xFF0A141E);
      }
    }
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
    return file;
  }

  @Test
  void png() throws IOException {
    Inspection found = Inspectors.inspect(picture("x", "png", BufferedImage.TYPE_INT_RGB));
    assertThat(found.kind()).isEqualTo("image (PNG or JPEG)");
    assertThat(found.shapes())
        .containsExactly(new Inspection.Shape("PNG", 1, List.of(3L, 4L, 5L), List.of(3L, 4L, 5L)));
    assertThat(found.values()).isEqualTo(new Inspection.Values(60, 0, 0, 10, 30, 20));
  }

  @Test
  void jpeg() throws IOException {
    Inspection found = Inspectors.inspect(picture("x", "jpg", BufferedImage.TYPE_INT_RGB));
    assertThat(found.shapes().get(0).form()).isEqualTo("JPEG");
    assertThat(found.values().count()).isEqualTo(60);
    assertThat(found.values().min()).isBetween(7.0, 13.0);
    assertThat(found.values().max()).isBetween(27.0, 33.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void damagedPictures(String format) throws IOException {
    Path file = picture("x", format, BufferedImage.TYPE_INT_RGB);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, 40));
    assertThatThrownBy(() -> Inspectors.inspect(file))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageStartingWith(file + ": found a broken picture");
  }

  /** All pixels are there, but not the mark of the end: training refuses it, too. */
  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void truncatedPicturesAloneAndInFolders(String format) throws IOException {
    Path file = picture("set/train/cat/1." + format, format, BufferedImage.TYPE_INT_RGB);
    byte[] whole = Files.readAllBytes(file);
    for (int missing : new int[] {1, 2, 12}) {
      Files.write(file, Arrays.copyOf(whole, whole.length - missing));
      for (Path path : List.of(file, directory.resolve("set"))) {
        assertThatThrownBy(() -> Inspectors.inspect(path))
            .isInstanceOf(DatasetFormatException.class)
            .hasMessageStartingWith(file + ": found a broken picture (")
            .hasMessageEndingWith("expected a whole PNG or JPEG file; repair or remove it");
      }
    }
  }

  @Test
  void folders() throws IOException {
    picture("set/train/cat/1.png", "png", BufferedImage.TYPE_INT_RGB);
    picture("set/train/cat/2.PNG", "png", BufferedImage.TYPE_BYTE_GRAY);
    picture("set/train/dog/1.jpg", "jpg", BufferedImage.TYPE_INT_RGB);
    picture("set/test/cat/3.png", "png", BufferedImage.TYPE_INT_RGB);
    Files.createDirectories(directory.resolve("set/test/dog"));
    picture("set/val/cat/4.png", "png", BufferedImage.TYPE_BYTE_GRAY);
    Files.writeString(directory.resolve("set/train/cat/.notes"), "left alone");
    Files.writeString(directory.resolve("set/train/Thumbs.db"), "left alone");
    Inspection found = Inspectors.inspect(directory.resolve("set"));
    assertThat(found.kind()).startsWith("image folder");
    assertThat(found.entries()).isEqualTo(5);
    assertThat(found.details())
        .containsEntry("train", Map.of("cat", 2L, "dog", 1L))
        .containsEntry("test", Map.of("cat", 1L, "dog", 0L));
    assertThat(found.values().count()).isEqualTo(3 * 60 + 2 * 20);
  }

  /** A file that is not read is no success. */
  @ParameterizedTest
  @ValueSource(strings = {"set/train/cat/notes.txt", "set/train/notes.txt"})
  void foldersWithOtherFiles(String name) throws IOException {
    picture("set/train/cat/1.png", "png", BufferedImage.TYPE_INT_RGB);
    Path other = Files.writeString(directory.resolve(name), "no picture");
    assertThatThrownBy(() -> Inspectors.inspect(directory.resolve("set")))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageStartingWith(other + ": found a file ");
  }

  @Test
  void foldersWithADamagedPictureOrNone() throws IOException {
    Path file = picture("set/train/cat/1.png", "png", BufferedImage.TYPE_INT_RGB);
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 30));
    assertThatThrownBy(() -> Inspectors.inspect(directory.resolve("set")))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageStartingWith(file.toString());
    Files.delete(file);
    assertThatThrownBy(() -> Inspectors.inspect(directory.resolve("set")))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("found no picture");
  }
}
