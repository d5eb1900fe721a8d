package dev.basin.data.kaldi;

import dev.basin.engine.Printable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads a value in text form: a matrix between brackets, each row on a line (or before a
 * semicolon); a vector between brackets on one line; or integers up to the end of the line.
 */
final class TextObjects {
  /** What {@link KaldiValue#encoding()} says of values in text. */
  static final String ENCODING = "text";

  private static final int LONGEST_TOKEN = 100;
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private final EntryReader entry;
  private final PositionedInput input;
  private final long begin;
  private float[] values = new float[64];
  private int count;

  private TextObjects(EntryReader entry) {
    this.entry = entry;
    this.input = entry.input();
    this.begin = input.position();
  }

  static KaldiValue read(EntryReader entry) throws IOException {
    TextObjects text = new TextObjects(entry);
    text.skipBlanks();
    if (text.input.peek() != '[') {
      return text.integers();
    }
    text.input.read();
    KaldiValue value = text.brackets();
    text.expectEndOfLine();
    return value;
  }

  private KaldiIntegers integers() throws IOException {
    int[] integers = new int[64];
    int size = 0;
    while (true) {
      skipBlanks();
      int next = input.peek();
      if (next < 0 && size == 0) {
        throw entry.fault(input.position(), "the end of the file", "a value after the key");
      }
      if (next < 0 || next == '\n') {
        input.read();
        return new KaldiIntegers(ENCODING, Arrays.copyOf(integers, size));
      }
      long at = input.position();
      String token = token();
      if (size == integers.length) {
        entry.checkMemory(begin, 2L * size, "a list of integers");
        integers = Arrays.copyOf(integers, 2 * size);
      }
      try {
        integers[size++] = Integer.parseInt(token);
      } catch (NumberFormatException e) {
        throw entry.fault(
            at, Printable.quote(token), "a 32-bit integer, or '[' before a vector or a matrix");
      }
    }
  }

  /** What stands between the brackets, of which the first has been read. */
  private KaldiValue brackets() throws IOException {
    int columns = -1;
    int rowBegin = 0;
    boolean lines = false;
    while (true) {
      skipBlanks();
      long at = input.position();
      int next = input.peek();
      if (next == ']' || next == '\n' || next == ';') {
        input.read();
        if (count > rowBegin) {
          columns = checkColumns(at, columns, count - rowBegin);
          rowBegin = count;
        }
        if (next == ']') {
          return value(lines, columns);
        }
        lines = true;
      } else if (next < 0) {
        throw entry.fault(at, "the end of the file", "']' after the last number");
      } else {
        add(at, token());
      }
    }
  }

  private KaldiValue value(boolean lines, int columns) {
    float[] all = Arrays.copyOf(values, count);
    if (!lines) {
      return new KaldiVector(ENCODING, all);
    }
    int width = Math.max(0, columns);
    return new KaldiMatrix(ENCODING, width == 0 ? 0 : count / width, width, all);
  }

  private int checkColumns(long at, int expected, int found) {
    if (expected >= 0 && found != expected) {
      throw entry.fault(at, found + " numbers in a row", expected + " as in the rows before it");
    }
    return found;
  }

  private void add(long at, String token) {
    if (count == values.length) {
      entry.checkMemory(begin, 2L * count, "a matrix or vector in text");
      values = Arrays.copyOf(values, 2 * count);
    }
    values[count++] = number(at, token);
  }

  private float number(long at, String token) {
    if (NUMBER.matcher(token).matches()) {
      return Float.parseFloat(token);
    }
    return switch (token.toLowerCase(Locale.ROOT)) {
      case "inf", "infinity", "+inf" -> Float.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Float.NEGATIVE_INFINITY;
      case "nan", "-nan", "+nan" -> Float.NaN;
      default -> throw entry.fault(at, Printable.quote(token), "a number or ']'");
    };
  }

  private void expectEndOfLine() throws IOException {
    skipBlanks();
    int next = input.peek();
    if (next >= 0 && next != '\n') {
      throw entry.fault(
          input.position(), Printable.quote(token()) + " after ']'", "the end of the line");
    }
    input.read();
  }

  private String token() throws IOException {
    StringBuilder token = new StringBuilder();
    int next = input.peek();
    while (next > ' ' && next != ']' && next != ';' && token.length() < LONGEST_TOKEN) {
      token.append((char) input.read());
      next = input.peek();
    }
    if (token.length() == 0) {
      token.append((char) input.read());
    }
    return token.toString();
  }

  private void skipBlanks() throws IOException {
    int next = input.peek();
    while (next == ' ' || next == '\t' || next == '\r') {
      input.read();
      next = input.peek();
    }
  }
}
