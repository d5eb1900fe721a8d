package dev.basin.data.kaldi;

import dev.basin.data.DatasetFormatException;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The lines of a small text file that are not blank, with any line ends, each with its place. */
final class TextLines implements Closeable {
  private static final int LONGEST = 1 << 16;

  /**
   * One line.
   *
   * @param offset where it begins
   * @param text what it says, without blanks at either end
   */
  record Line(long offset, String text) {
    /** The first word. */
    String firstWord() {
      return text.split("\\s+", 2)[0];
    }

    /** What follows the first word and blanks; empty if nothing does. */
    String rest() {
      String[] parts = text.split("\\s+", 2);
      return parts.length < 2 ? "" : parts[1];
    }
  }

  private final PositionedInput input;

  TextLines(Path file) throws IOException {
    this.input = PositionedInput.openText(file);
  }

  Path file() {
    return input.file();
  }

  /** The next line that is not blank, or null at the end. */
  @Nullable Line next() throws IOException {
    while (input.peek() >= 0) {
      long offset = input.position();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      int next;
      while ((next = input.read()) >= 0 && next != '\n' && next != '\r') {
        if (next == 0 || bytes.size() == LONGEST) {
          throw new DatasetFormatException(
              file(),
              input.position() - 1,
              next == 0 ? "0x00" : "a line of more than " + LONGEST + " bytes",
              "lines of text",
              "is this the file that was meant?");
        }
        bytes.write(next);
      }
      String text = bytes.toString(StandardCharsets.UTF_8).strip();
      if (!text.isEmpty()) {
        return new Line(offset, text);
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
