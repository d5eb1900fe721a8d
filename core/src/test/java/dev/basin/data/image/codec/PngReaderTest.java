package dev.basin.data.image.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a PNG file must be; what its pixels are, {@code PictureFileTest} compares with PIL. */
class PngReaderTest {
  private static final int HEAD = 8 + 12 + 13;
  private static final int END = 12;

  private static byte[] resource(String name) throws IOException {
    try (InputStream input = PngReaderTest.class.getResourceAsStream("/pictures/" + name)) {
      return input.readAllBytes();
    }
  }

  private static PngReader open(byte[] file) throws IOException {
    return PngReader.open(new PictureBytes(new ByteArrayInputStream(file)));
  }

  private static byte[] decoded(byte[] file) throws IOException {
    return Jpegs.decoded(open(file));
  }

  /** Every byte is under a checksum, or is one, or says how long a chunk is. */
  @ParameterizedTest
  @ValueSource(strings = {"grey-2-bit.png", "interlaced-palette.png", "palette-4-bit.png"})
  void noticesEveryFlippedBit(String name) throws IOException {
    byte[] whole = resource(name);
    for (int at = 0; at < whole.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] damaged = whole.clone();
        damaged[at] ^= (byte) (1 << bit);
        assertThat(fault(damaged)).as("byte %d, bit %d", at, bit).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rgb.png", "interlaced.png", "palette-alpha.png", "rgb-16-bit.png"})
  void noticesEveryTruncation(String name) throws IOException {
    byte[] whole = resource(name);
    for (int length = 0; length < whole.length; length++) {
      assertThat(fault(Arrays.copyOf(whole, length)))
          .as("%d bytes", length)
          .startsWith("found a broken picture (PNG, byte ");
    }
  }

  /** What is said of a file; empty if nothing is wrong with it. */
  private static String fault(byte[] file) throws IOException {
    try {
      decoded(file);
      return "";
    } catch (PictureException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void namesTheChunkWhoseChecksumIsWrong() throws IOException {
    byte[] file = resource("many-chunks.png");
    int text = new String(file, StandardCharsets.ISO_8859_1).indexOf("quIz");
    file[text + 20] ^= 1;
    assertBroken(file, "byte " + (text + 4 + 200) + ": checksum ", " of chunk quIz, whose content");
  }

  @Test
  void namesWhatIsNotSupported() throws IOException {
    byte[] file = resource("rgb.png");
    byte[] before = Arrays.copyOf(file, HEAD);
    byte[] rest = Arrays.copyOfRange(file, HEAD, file.length);
    for (byte[] strange :
        new byte[][] {
          joined(before, chunk("XyZz", new byte[3]), rest),
          joined(
              Arrays.copyOf(file, file.length - END),
              chunk("XyZz", new byte[0]),
              chunk("IEND", new byte[0])),
          joined(
              Arrays.copyOf(file, 8), chunk("XyZz", new byte[4]), Arrays.copyOfRange(file, 8, 99))
        }) {
      assertThatThrownBy(() -> decoded(strange))
          .isInstanceOf(PictureException.class)
          .hasMessageStartingWith("found a PNG with the chunk 'XyZz', which is not supported");
    }
  }

  @Test
  void namesOtherFaults() throws IOException {
    byte[] file = resource("rgb.png");
    byte[] asText = joined(Arrays.copyOf(file, 4), Arrays.copyOfRange(file, 5, file.length));
    assertBroken(asText, "byte 0: a damaged signature, as by a transfer as text");
    assertBroken(png(8, 3, 0, packed(new byte[9])), "no palette");
    assertBroken(png(8, 7, 0, packed(new byte[9])), "colour type 7 of 8 bits in chunk IHDR");
    assertBroken(png(4, 2, 0, packed(new byte[9])), "colour type 2 of 4 bits in chunk IHDR");
    assertBroken(png(8, 0, 2, packed(new byte[9])), "packing 0, filtering 0, interlacing 2");
    assertBroken(png(8, 0, 0, packed(new byte[11])), "the pixels end too early");
    assertBroken(png(8, 0, 0, packed(new byte[] {5, 0, 0, 0})), "a row with a filter that is none");
    assertBroken(png(8, 0, 0, packed(new byte[1 << 17])), "more pixels than the header says");
    assertBroken(png(8, 0, 0, new byte[9]), "damaged packing of the pixels, ");
    assertBroken(joined(Arrays.copyOf(file, HEAD), chunk("IEND", new byte[0])), "no pixels");
  }

  /** libpng warns of surplus pixels, and gives the picture. */
  @Test
  void passesOverAFewPixelsTooMany() throws IOException {
    assertThat(decoded(png(8, 0, 0, packed(new byte[12])))).isEqualTo(new byte[27]);
    assertThat(decoded(png(8, 0, 0, packed(new byte[1000])))).isEqualTo(new byte[27]);
  }

  /** Only an interlaced picture is held as a whole. */
  @Test
  void tellsTheMemoryThatItTakes() throws IOException {
    byte[] plain = resource("rgb.png");
    byte[] interlaced = resource("interlaced.png");
    long difference = open(interlaced).form().workingBytes() - open(plain).form().workingBytes();
    assertThat(difference).isEqualTo(13 * 10 * 3);
    assertThat(open(plain).form().workingBytes()).isLessThan(100_000);
  }

  private static void assertBroken(byte[] file, String... expected) {
    assertThatThrownBy(() -> decoded(file))
        .isInstanceOf(PictureException.class)
        .hasMessageStartingWith("found a broken picture (PNG, byte ")
        .hasMessageContainingAll(expected);
  }

  /** Three by three pixels. */
  private static byte[] png(int bits, int colours, int interlace, byte[] pixels) {
    byte[] head = {0, 0, 0, 3, 0, 0, 0, 3, (byte) bits, (byte) colours, 0, 0, (byte) interlace};
    return joined(
        Jpegs.bytes("\u0089PNG\r\n\u001A\n"),
        chunk("IHDR", head),
        chunk("IDAT", pixels),
        chunk("IEND", new byte[0]));
  }

  private static byte[] packed(byte[] pixels) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream packer = new DeflaterOutputStream(bytes)) {
      packer.write(pixels);
    }
    return bytes.toByteArray();
  }

  private static byte[] chunk(String name, byte[] content) {
    byte[] named = joined(Jpegs.bytes(name), content);
    CRC32 sum = new CRC32();
    sum.update(named);
    return joined(
        ByteBuffer.allocate(4).putInt(content.length).array(),
        named,
        ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(joined::writeBytes);
    return joined.toByteArray();
  }
}
