package dev.basin.data;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The marker segments before a JPEG file's image data (ITU-T T.81, annex B). */
final class JpegSegments {
  private static final int START_OF_SCAN = 0xDA;
  private static final int APP2 = 0xE2;
  private static final byte[] PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);

  private JpegSegments() {}

  /**
   * The file without its colour profile, so that a decoder gives the stored colours as they are.
   *
   * @param file the file's bytes, which are also returned if there is no profile in them
   */
  static byte[] withoutProfile(byte[] file) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    int keptTo = 0;
    int at = 2;
    while (at + 4 <= file.length && (file[at] & 0xFF) == 0xFF) {
      int marker = file[at + 1] & 0xFF;
      int length = 2 + 256 * (file[at + 2] & 0xFF) + (file[at + 3] & 0xFF);
      if (marker == 0xFF) {
        at++; // fill bytes may precede a marker
        continue;
      }
      if (marker == START_OF_SCAN || at + length > file.length) {
        break;
      }
      if (marker == APP2 && startsWith(file, at + 4, PROFILE)) {
        kept.write(file, keptTo, at - keptTo);
        keptTo = at + length;
      }
      at += length;
    }
    if (keptTo == 0) {
      return file;
    }
    kept.write(file, keptTo, file.length - keptTo);
    return kept.toByteArray();
  }

  private static boolean startsWith(byte[] file, int at, byte[] start) {
    return at + start.length <= file.length
        && Arrays.equals(file, at, at + start.length, start, 0, start.length);
  }
}
