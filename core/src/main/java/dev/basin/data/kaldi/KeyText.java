package dev.basin.data.kaldi;

import dev.basin.data.DatasetFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads a key: UTF-8 text without blanks. */
final class KeyText {
  private static final int LONGEST = 1000;
  private static final String EXPECTED = "a key: text without blanks, then a space";
  private static final String ADVICE = "is it a Kaldi archive or script?";

  private KeyText() {}

  /**
   * Reads up to the blank that ends it, which stays.
   *
   * @param input at the first byte of the key
   * @throws DatasetFormatException if what stands there is no key
   */
  static String read(PositionedInput input) throws IOException {
    long at = input.position();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int next;
    while ((next = input.peek()) >= 0 && next != ' ' && next != '\n' && next != '\t') {
      if (next == '\r') {
        break;
      }
      if (next < ' ' || next == 0x7f) {
        throw fault(input, input.position(), "0x%02x".formatted(next));
      }
      if (bytes.size() == LONGEST) {
        throw fault(input, at, LONGEST + " bytes without a blank");
      }
      bytes.write(input.read());
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw fault(input, at, "bytes that are no UTF-8");
    }
  }

  private static DatasetFormatException fault(PositionedInput input, long at, String found) {
    return new DatasetFormatException(input.file(), at, found, EXPECTED, ADVICE);
  }
}
