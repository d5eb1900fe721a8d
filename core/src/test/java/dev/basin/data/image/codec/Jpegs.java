package dev.basin.data.image.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Small JPEG files and what PIL makes of them; see make_jpegs.py beside them. */
final class Jpegs {
  /** Every file: its sampling (of luma : blue : red) and how it is coded. */
  static final List<String> NAMES =
      List.of(
          "444",
          "422",
          "420",
          "440",
          "411",
          "410",
          "441",
          "311",
          "chroma",
          "mixed",
          "420-restarts",
          "422-restarts",
          "420-alone",
          "422-pair",
          "440-bands",
          "411-bands",
          "420-1x1",
          "420-2x4",
          "422-3x5",
          "440-4x2",
          "444-progressive",
          "422-progressive",
          "420-progressive",
          "420-optimized",
          "grey",
          "grey-restarts");

  /** Where components' numbers are counted from in all of them. */
  private static final int FIRST_ID = 1;

  private Jpegs() {}

  static byte[] resource(String name) throws IOException {
    try (InputStream input = Jpegs.class.getResourceAsStream("/jpegs/" + name)) {
      return input.readAllBytes();
    }
  }

  /** A file with other numbers of its components and with segments before all others. */
  static byte[] changed(byte[] file, String markers, int[] ids) {
    byte[] changed = file.clone();
    for (int at = 2; at < file.length - 1; ) {
      int marker = file[at + 1] & 0xFF;
      boolean segment = file[at] == (byte) 0xFF && marker != 0 && (marker & 0xF8) != 0xD0;
      if (!segment || marker == 0xD9) {
        at++;
        continue;
      }
      if (JpegFrame.isOne(marker)) {
        for (int i = 0; i < file[at + 9]; i++) {
          changed[at + 10 + 3 * i] = (byte) ids[file[at + 10 + 3 * i] - FIRST_ID];
        }
      } else if (marker == 0xDA) {
        for (int i = 0; i < file[at + 4]; i++) {
          changed[at + 5 + 2 * i] = (byte) ids[file[at + 5 + 2 * i] - FIRST_ID];
        }
      }
      at += 2 + ((file[at + 2] & 0xFF) << 8 | (file[at + 3] & 0xFF));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(changed, 0, 2);
    if (!markers.equals("-")) {
      Arrays.stream(markers.split("\\+")).map(Jpegs::segment).forEach(out::writeBytes);
    }
    out.write(changed, 2, changed.length - 2);
    return out.toByteArray();
  }

  private static byte[] segment(String name) {
    String jfif = "JFIF\0\1\2\0\0\1\0\1\0\0";
    String adobe = "Adobe\0d\0\0\0\0";
    return switch (name) {
      case "jfif" -> segment(0xE0, jfif);
      case "jfif13" -> segment(0xE0, jfif.substring(0, 13));
      case "jfxx" -> segment(0xE0, "JFXX\0\23\1\1\0\0\0\0\0\0\0\0\0");
      case "exif" -> segment(0xE1, "Exif\0\0MM\0*\0\0\0\b\0\0\0\0\0\0");
      case "icc" -> segment(0xE2, "ICC_PROFILE\0\1\1none");
      case "com" -> segment(0xFE, "JFIF\0");
      case "adobe11" -> segment(0xEE, adobe);
      default -> segment(0xEE, adobe + (char) Integer.parseInt(name.substring("adobe".length())));
    };
  }

  private static byte[] segment(int marker, String content) {
    int length = content.length() + 2;
    return bytes(
        "\u00FF" + (char) marker + (char) (length >> 8) + (char) (length & 0xFF) + content);
  }

  /** The Latin-1 bytes of a text. */
  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static JpegReader open(byte[] file) throws IOException {
    return JpegReader.open(new PictureBytes(new ByteArrayInputStream(file)));
  }

  /** The picture: {@code (height, width, 3)}. */
  static byte[] decoded(byte[] file) throws IOException {
    return decoded(open(file));
  }

  /** The picture of a reader: {@code (height, width, 3)}; its rows come one by one. */
  static byte[] decoded(PictureReader reader) throws IOException {
    PictureForm form = reader.form();
    byte[] values = new byte[form.height() * form.width() * RgbRow.CHANNELS];
    List<Integer> rows = new ArrayList<>();
    RgbRow colours = reader.colours();
    reader.read(
        (y, samples) -> {
          rows.add(y);
          colours.convert(samples, values, y * form.width() * RgbRow.CHANNELS);
        });
    for (int y = 0; y < form.height(); y++) {
      if (rows.size() != form.height() || rows.get(y) != y) {
        throw new AssertionError("rows " + rows + " of " + form);
      }
    }
    return values;
  }
}
