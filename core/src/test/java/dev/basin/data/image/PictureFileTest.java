package dev.basin.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.data.DatasetFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFileTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rgb.png",
        "grey.png",
        "rgba.png",
        "grey-alpha.png",
        "profile.png",
        "gamma.png",
        "rgb-transparent.png",
        "palette.png",
        "palette-4-bit.png",
        "palette-alpha.png",
        "grey-1-bit.png",
        "grey-2-bit.png",
        "grey-4-bit.png",
        "rgb-16-bit.png",
        "grey-16-bit.png",
        "interlaced.png",
        "interlaced-1-bit.png",
        "interlaced-16-bit.png",
        "interlaced-palette.png",
        "palette-short.png",
        "grey-transparent.png",
        "grey-16-bit-transparent.png",
        "many-chunks.png",
        "rgb.jpg",
        "full-chroma.jpg",
        "progressive.jpg",
        "grey.jpg",
        "profile.jpg"
      })
  void decodesAsPilDoes(String name) throws IOException {
    Path file = Pictures.put(name, directory.resolve(name));
    try (PictureFile picture = PictureFile.open(file)) {
      assertThat(picture.size()).isEqualTo(Pictures.SIZE);
    }
    assertThat(Pictures.decoded(file)).isEqualTo(Pictures.pixels(name));
  }

  @Test
  void theContentTellsTheFormat() throws IOException {
    Path file = Pictures.put("rgb.jpg", directory.resolve("named.png"));
    assertThat(Pictures.decoded(file)).isEqualTo(Pictures.pixels("rgb.jpg"));
  }

  @Test
  void refusesColoursOfPrint() throws IOException {
    Path file = Pictures.put("cmyk.jpg", directory.resolve("cmyk.jpg"));
    assertThatThrownBy(() -> Pictures.decoded(file))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage(
            file
                + ": found a JPEG in CMYK or YCCK (four colour components), which is not supported,"
                + " expected PNG, or JPEG in grey or colour with 8 bits a sample; convert it to"
                + " RGB, for example with Python: Image.open(a).convert('RGB').save(b)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "\u0089PN", "\u00FF\u00D8"})
  void refusesOtherFormats(String content) throws IOException {
    Path file = directory.resolve("x.png");
    Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Pictures.decoded(file))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage(
            file
                + ": found neither PNG nor JPEG data, expected a picture in one of these formats;"
                + " repair or remove it");
  }

  /** What a phone or a web site saved under the name of a picture's usual form. */
  @ParameterizedTest
  @CsvSource({
    "GIF89a..., GIF",
    "RIFF....WEBPVP8, WebP",
    "....ftypheic, HEIC",
    "....ftypmif1, HEIF",
    "....ftypavif, AVIF",
    "BM......, BMP",
    "II*\0...., TIFF"
  })
  void namesOtherFormats(String content, String format) throws IOException {
    Path file = directory.resolve("x.jpg");
    Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Pictures.decoded(file))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage(
            file
                + ": found "
                + format
                + " data, which is not supported, expected PNG, or JPEG in grey or colour with 8"
                + " bits a sample; convert it to PNG or remove it");
  }

  @Test
  void namesAnEmptyFile() throws IOException {
    Path file = Files.createFile(directory.resolve("x.png"));
    assertThatThrownBy(() -> Pictures.decoded(file))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageStartingWith(file + ": found an empty file, expected a picture in one of these");
  }

  @Test
  void namesAFileThatIsNotThere() {
    Path absent = directory.resolve("absent.png");
    assertThatThrownBy(() -> PictureFile.open(absent))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(absent.toString());
  }

  /** A header alone is enough for the refusal: no pixel follows. */
  @ParameterizedTest
  @CsvSource({"16385, 1", "1, 16385", "8193, 8192", "2147483647, 2147483647", "16384, 16384"})
  void refusesHugePicturesByTheirHeader(int height, int width) throws IOException {
    Path file = directory.resolve("x.png");
    Files.write(file, pngHeader(height, width));
    assertThatThrownBy(() -> Pictures.decoded(file))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageStartingWith(
            "%s: found a picture of %d x %d pixels (height x width), expected 1 to 16384"
                .formatted(file, height, width));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rgb.png", "palette-alpha.png", "rgb.jpg", "profile.jpg", "grey.jpg"})
  void randomDamageGivesNoOtherError(String name) throws IOException {
    byte[] whole = Pictures.resource(name);
    long seed = 53;
    Random random = new Random(seed);
    int refused = 0;
    for (int round = 0; round < 100; round++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i < 3; i++) {
        damaged[random.nextInt(whole.length)] = (byte) random.nextInt(256);
      }
      Path file = Files.write(directory.resolve(name), damaged);
      try {
        Pictures.decoded(file);
      } catch (DatasetFormatException e) {
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", round " + round, e);
      }
    }
    assertThat(refused).as("seed %d", seed).isPositive();
    Path intact = Pictures.put(name, directory.resolve("intact"));
    assertThat(Pictures.decoded(intact))
        .as("the decoder goes on after an error")
        .isEqualTo(Pictures.pixels(name));
  }

  private static byte[] pngHeader(int height, int width) {
    byte[] chunk =
        ByteBuffer.allocate(17)
            .put("IHDR".getBytes(StandardCharsets.US_ASCII))
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    CRC32 sum = new CRC32();
    sum.update(chunk);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    bytes.writeBytes(ByteBuffer.allocate(4).putInt(13).array());
    bytes.writeBytes(chunk);
    bytes.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    bytes.writeBytes(
        ByteBuffer.allocate(8).putInt(5).put("IDAT".getBytes(StandardCharsets.US_ASCII)).array());
    return bytes.toByteArray();
  }
}
