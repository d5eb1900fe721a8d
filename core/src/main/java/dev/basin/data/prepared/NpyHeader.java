package dev.basin.data.prepared;

import dev.basin.data.DatasetFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The head of a NumPy file (format versions 1.0 and 2.0): six magic bytes, two of version, the
 * length of the header, and the header, a Python dictionary of type, order and shape.
 *
 * @param type the elements' type as NumPy writes it, such as {@code <f4} or {@code |u1}
 * @param shape the dimensions, none for a scalar
 * @param dataOffset where the elements begin, in bytes
 */
public record NpyHeader(String type, List<Long> shape, long dataOffset) {
  /** Bytes of the header that {@link #bytes} makes; room for two dimensions of any size. */
  static final int WRITTEN_BYTES = 128;

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST = 65_536;
  private static final String ADVICE = "write the array with numpy.save, in C order";
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern PLAIN_TYPE = Pattern.compile("[<>|=][a-zA-Z][0-9]{1,2}");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^()]*)\\)");
  private static final Pattern SIZE = Pattern.compile("[0-9]{1,18}");

  /**
   * Reads and checks a file's head.
   *
   * @throws DatasetFormatException if it is not a NumPy file in C order, or if its length is not
   *     what the head says
   * @throws IOException if it cannot be read
   */
  public static NpyHeader read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer head = fill(file, channel, 0, 12);
      byte[] magic = new byte[MAGIC.length];
      head.get(magic);
      int version = head.get();
      if (!Arrays.equals(magic, MAGIC) || version < 1 || version > 2) {
        throw new DatasetFormatException(
            file, 0, "another beginning", "a NumPy file of version 1 or 2", ADVICE);
      }
      long length =
          version == 1 ? head.getShort(8) & 0xFFFF : Integer.toUnsignedLong(head.getInt(8));
      int from = version == 1 ? 10 : 12;
      if (length > LONGEST) {
        throw new DatasetFormatException(
            file, 8, "a header of " + length + " bytes", "at most " + LONGEST, ADVICE);
      }
      String text =
          StandardCharsets.ISO_8859_1.decode(fill(file, channel, from, (int) length)).toString();
      NpyHeader header = parse(file, from, text);
      long expected = header.fileBytes(file);
      if (Files.size(file) != expected) {
        throw new DatasetFormatException(
            file, Files.size(file) + " bytes", expected + " as its header says", ADVICE);
      }
      return header;
    }
  }

  /**
   * Understands the text of a header.
   *
   * @param from where it begins in the file
   */
  private static NpyHeader parse(Path file, int from, String text) {
    Matcher type = match(file, from, TYPE, "'descr': '<f4'", text);
    if (!PLAIN_TYPE.matcher(type.group(1)).matches()) {
      throw new DatasetFormatException(
          file, from + type.start(1), "the type '" + type.group(1) + "'", "a number's", ADVICE);
    }
    Matcher order = match(file, from, ORDER, "'fortran_order': False", text);
    if (order.group(1).equals("True")) {
      throw new DatasetFormatException(
          file, from + order.start(1), "Fortran order", "C order", ADVICE);
    }
    Matcher shape = match(file, from, SHAPE, "'shape': (5, 12)", text);
    List<Long> sizes = new ArrayList<>();
    String[] words = shape.group(1).split(",", -1);
    for (int axis = 0; axis < words.length; axis++) {
      String word = words[axis].strip();
      if (SIZE.matcher(word).matches()) {
        sizes.add(Long.parseLong(word));
      } else if (!word.isEmpty() || axis < words.length - 1) {
        throw new DatasetFormatException(
            file,
            from + shape.start(1),
            "the shape (" + shape.group(1) + ")",
            "whole numbers of at most 18 digits, separated by commas",
            ADVICE);
      }
    }
    return new NpyHeader(type.group(1), List.copyOf(sizes), (long) from + text.length());
  }

  private static Matcher match(Path file, int from, Pattern pattern, String example, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new DatasetFormatException(
          file,
          from,
          "the header " + text.strip(),
          "a plain array's, with " + example + " or the like",
          ADVICE);
    }
    return matcher;
  }

  private static ByteBuffer fill(Path file, FileChannel channel, long from, int count)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw new DatasetFormatException(
            file, from + buffer.position(), "the end of the file", "a NumPy header", ADVICE);
      }
    }
    return buffer.flip();
  }

  /** What the whole file takes, if the head is right. */
  private long fileBytes(Path file) {
    long bytes = Long.parseLong(type.substring(2));
    if (bytes < 1 || bytes > 16) {
      throw new DatasetFormatException(file, 10, "the type " + type, "a number's", ADVICE);
    }
    try {
      for (long size : shape) {
        bytes = Math.multiplyExact(bytes, size);
      }
      return Math.addExact(dataOffset, bytes);
    } catch (ArithmeticException e) {
      throw new DatasetFormatException(
          file, 10, "the shape " + shape, "numbers of less than 2^63 bytes in all", ADVICE);
    }
  }

  /** The head of a version 1.0 file, {@link #WRITTEN_BYTES} long. */
  static byte[] bytes(String type, long... shape) {
    String sizes = Arrays.stream(shape).mapToObj(n -> n + ",").collect(Collectors.joining(" "));
    String text = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type, sizes);
    byte[] head = new byte[WRITTEN_BYTES];
    Arrays.fill(head, (byte) ' ');
    System.arraycopy(MAGIC, 0, head, 0, MAGIC.length);
    head[6] = 1;
    head[7] = 0;
    head[8] = (byte) (WRITTEN_BYTES - 10);
    head[9] = 0;
    byte[] words = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(words, 0, head, 10, words.length);
    head[WRITTEN_BYTES - 1] = '\n';
    return head;
  }
}
