package dev.basin.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small file of text in UTF-8; or in what Windows' editors and shells write: UTF-8 or UTF-16
 * behind a byte-order mark, which is no part of the text.
 */
public final class TextFile {
  private TextFile() {}

  /**
   * Reads all of a file.
   *
   * @throws CharacterCodingException if it is not such text
   * @throws IOException if it cannot be read
   */
  public static String read(Path file) throws IOException {
    return text(Files.readAllBytes(file));
  }

  private static String text(byte[] bytes) throws CharacterCodingException {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return decoded(bytes, 3, StandardCharsets.UTF_8);
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return decoded(bytes, 2, StandardCharsets.UTF_16LE);
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return decoded(bytes, 2, StandardCharsets.UTF_16BE);
    }
    if (bytes.length > 1 && (bytes[0] == 0 || bytes[1] == 0)) {
      throw new MalformedInputException(1); // UTF-16 without its mark
    }
    return decoded(bytes, 0, StandardCharsets.UTF_8);
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static String decoded(byte[] bytes, int from, Charset charset)
      throws CharacterCodingException {
    return charset
        .newDecoder()
        .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
        .toString();
  }
}
