package dev.basin.data.image.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Truth is what Python's PIL makes of the same files, to the bit. */
class JpegReaderTest {
  static List<String> names() {
    return Jpegs.NAMES;
  }

  /** 450 combinations of markers and component numbers for each file, as PIL reads them. */
  @ParameterizedTest
  @MethodSource("names")
  void decodesAsPilDoesWhateverTheMarkers(String name) throws IOException {
    byte[] file = Jpegs.resource(name + ".jpg");
    byte[] ycc = Jpegs.resource(name + ".ycc");
    boolean grey = name.startsWith("grey");
    byte[] rgb = grey ? ycc : Jpegs.resource(name + ".rgb");
    String matrix = new String(Jpegs.resource("matrix.txt"), StandardCharsets.US_ASCII);
    List<String> lines = matrix.lines().toList();
    assertThat(lines).hasSize(450);
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      int[] ids = Arrays.stream(words[1].split(",")).mapToInt(Integer::parseInt).toArray();
      byte[] changed = Jpegs.changed(file, words[0], ids);
      byte[] expected = words[2].equals("rgb") ? rgb : ycc;
      if (!Arrays.equals(Jpegs.decoded(changed), expected)) {
        assertThat(Jpegs.decoded(changed)).as(line).isEqualTo(expected);
      }
    }
  }

  /** The header alone is enough: what it says is so decides, not the pixels. */
  @ParameterizedTest
  @CsvSource({
    "C3, a JPEG of the kind 'lossless'",
    "C5, a JPEG of the kind 'hierarchical'",
    "C9, a JPEG of the kind 'arithmetic-coded'",
    "CA, a JPEG of the kind 'arithmetic-coded'",
    "CB, 'a JPEG of the kind ''lossless, arithmetic-coded'''",
    "F7, a JPEG of the kind 'JPEG-LS'",
    "DE, a JPEG of the kind 'hierarchical'",
  })
  void namesOtherKinds(String marker, String kind) throws IOException {
    byte[] file = Jpegs.resource("420.jpg");
    file[frame(file) + 1] = (byte) Integer.parseInt(marker, 16);
    assertUnsupported(file, kind);
  }

  @Test
  void namesOtherForms() throws IOException {
    byte[] file = Jpegs.resource("444.jpg");
    int frame = frame(file);
    assertUnsupported(with(file, frame + 4, 12), "a JPEG of 12 bits a sample");
    assertUnsupported(with(with(file, frame + 5, 0), frame + 6, 0), "a JPEG without its height");
    assertUnsupported(with(file, frame + 9, 2), "a JPEG of 2 colour components");
    assertUnsupported(with(file, frame + 9, 4), "a JPEG in CMYK or YCCK (four colour components)");
    assertUnsupported(with(file, frame + 11, 0x44), "a JPEG of 18 blocks a unit");
    byte[] thirds = with(with(file, frame + 11, 0x31), frame + 14, 0x21);
    assertUnsupported(thirds, "a JPEG sampled by 2 to 3");
    byte[] motion = without(file, 0xC4);
    assertUnsupported(motion, "a JPEG without its Huffman tables");
  }

  /** A progressive file that lacks its last scan is whole but for the detail. */
  @Test
  void namesAProgressionThatIsNotComplete() throws IOException {
    byte[] file = Jpegs.resource("420-progressive.jpg");
    int last = file.length;
    do {
      last--;
    } while (file[last] != (byte) 0xFF || file[last + 1] != (byte) 0xDA);
    byte[] cut = Arrays.copyOf(file, last + 2);
    cut[last + 1] = (byte) 0xD9;
    assertUnsupported(cut, "a progressive JPEG that ends before its full precision");
  }

  private static void assertUnsupported(byte[] file, String kind) {
    assertThatThrownBy(() -> Jpegs.decoded(file))
        .isInstanceOf(PictureException.class)
        .hasMessageStartingWith("found " + kind)
        .hasMessageContaining(", which is not supported, expected PNG, or JPEG in grey or colour");
  }

  @ParameterizedTest
  @MethodSource("names")
  void noticesEveryTruncation(String name) throws IOException {
    byte[] file = Jpegs.resource(name + ".jpg");
    for (int length = 2; length < file.length; length++) {
      assertThat(fault(Arrays.copyOf(file, length)))
          .as("%d bytes", length)
          .startsWith("found a broken picture (JPEG, byte ");
    }
  }

  /** What is said of a file; empty if nothing is wrong with it. */
  private static String fault(byte[] file) throws IOException {
    try {
      Jpegs.decoded(file);
      return "";
    } catch (PictureException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** A file that was cut and given the mark of the end again. */
  @ParameterizedTest
  @MethodSource("names")
  void noticesMissingPixels(String name) throws IOException {
    byte[] file = Jpegs.resource(name + ".jpg");
    for (int length = scan(file) + 16; length < file.length - 4; length += 3) {
      byte[] cut = Arrays.copyOf(file, length);
      cut[length - 2] = (byte) 0xFF;
      cut[length - 1] = (byte) 0xD9;
      assertThat(fault(cut)).as("%d bytes", length).isNotEmpty();
    }
  }

  /** Restart markers that are missing, doubled or in another order. */
  @Test
  void noticesDamagedRestarts() throws IOException {
    byte[] file = Jpegs.resource("420-restarts.jpg");
    int first = find(file, 0xD0);
    int second = find(file, 0xD1);
    assertBroken(with(with(file, first + 1, 0xD1), second + 1, 0xD0), "another marker than that");
    assertBroken(joined(Arrays.copyOf(file, first), tail(file, first + 2)), "");
    assertBroken(joined(Arrays.copyOf(file, first + 2), tail(file, first)), "");
    assertBroken(joined(Arrays.copyOf(file, first), tail(file, second)), "another marker than");
  }

  @Test
  void passesOverWhatIsBehindTheEndAndFillsBetweenMarkers() throws IOException {
    byte[] file = Jpegs.resource("420.jpg");
    byte[] expected = Jpegs.resource("420.ycc");
    byte[] pixels = Arrays.copyOf(file, file.length - 2);
    byte[] end = tail(file, file.length - 2);
    assertThat(Jpegs.decoded(joined(file, new byte[] {1, 2, 3}))).isEqualTo(expected);
    assertThat(Jpegs.decoded(joined(file, file))).isEqualTo(expected);
    assertThat(Jpegs.decoded(joined(joined(pixels, Jpegs.bytes("\u00FF\u00FF")), end)))
        .isEqualTo(expected);
    assertThat(Jpegs.decoded(joined(joined(pixels, new byte[3]), end))).isEqualTo(expected);
    byte[] comment = Jpegs.bytes("\u00FF\u00FE\0\4ab");
    assertThat(Jpegs.decoded(joined(joined(pixels, comment), end))).isEqualTo(expected);
    assertBroken(
        joined(joined(pixels, new byte[] {7}), end), "bytes between the last pixel and the next");
  }

  /** What decoding takes is that of a few rows where they come in their order. */
  @Test
  void tellsTheMemoryThatItTakes() throws IOException {
    byte[] sequential = Jpegs.resource("420.jpg");
    int frame = frame(sequential);
    byte[] large = sequential.clone();
    large[frame + 5] = 0x40; // 16,403 rows
    long rows = Jpegs.open(large).form().workingBytes();
    assertThat(rows).isEqualTo(Jpegs.open(sequential).form().workingBytes());
    byte[] progressive = large.clone();
    progressive[frame + 1] = (byte) 0xC2;
    // 1,026 rows of units of 16 rows and 2 columns of units, each with six blocks of 64 shorts
    assertThat(Jpegs.open(progressive).form().workingBytes())
        .isBetween(1026L * 2 * 6 * 128, 1026L * 2 * 6 * 128 + rows);
  }

  private static void assertBroken(byte[] file, String fault) {
    assertThatThrownBy(() -> Jpegs.decoded(file))
        .isInstanceOf(PictureException.class)
        .hasMessageStartingWith("found a broken picture (JPEG, byte ")
        .hasMessageContaining(fault);
  }

  private static int frame(byte[] file) {
    return find(file, 0xC0);
  }

  private static int scan(byte[] file) {
    return find(file, 0xDA);
  }

  private static int find(byte[] file, int marker) {
    int at = indexOf(file, marker);
    assertThat(at).as("marker %02X", marker).isNotNegative();
    return at;
  }

  private static byte[] with(byte[] file, int at, int value) {
    byte[] changed = file.clone();
    changed[at] = (byte) value;
    return changed;
  }

  private static byte[] without(byte[] file, int marker) {
    byte[] rest = file;
    for (int at = indexOf(rest, marker); at >= 0; at = indexOf(rest, marker)) {
      int length = 2 + ((rest[at + 2] & 0xFF) << 8 | (rest[at + 3] & 0xFF));
      rest = joined(Arrays.copyOf(rest, at), tail(rest, at + length));
    }
    return rest;
  }

  private static int indexOf(byte[] file, int marker) {
    for (int at = 0; at < file.length - 1; at++) {
      if (file[at] == (byte) 0xFF && file[at + 1] == (byte) marker) {
        return at;
      }
    }
    return -1;
  }

  private static byte[] tail(byte[] file, int from) {
    return Arrays.copyOfRange(file, from, file.length);
  }

  private static byte[] joined(byte[] one, byte[] two) {
    byte[] joined = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, joined, one.length, two.length);
    return joined;
  }
}
