package dev.basin.data.archive;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar archive (POSIX ustar and pax, and GNU's long names and sizes) from front to back. It
 * never writes a file. A member of an unknown kind, a sparse file among them, is {@link
 * Type#OTHER}.
 */
public final class TarReader {
  /** What a member is. */
  enum Type {
    FILE,
    DIRECTORY,
    SYMBOLIC_LINK,
    HARD_LINK,
    DEVICE,
    OTHER
  }

  /**
   * A member of the archive.
   *
   * @param name its whole name
   * @param bytes its length
   * @param type what it is
   */
  public record Member(String name, long bytes, Type type) {
    /** Whether it is a regular file. */
    public boolean regular() {
      return type == Type.FILE;
    }
  }

  private static final int BLOCK = 512;

  /** A header that extends the next member's; real ones have some hundred bytes. */
  private static final long LARGEST_EXTENSION = 1 << 20;

  private final InputStream archive;
  private long unread;
  private long padding;
  private boolean ended;

  public TarReader(InputStream archive) {
    this.archive = archive;
  }

  /** The next member, or null at the end of the archive. */
  public @Nullable Member next() throws IOException {
    @Nullable String longName = null;
    Map<String, String> extension = Map.of();
    while (true) {
      byte[] header = nextHeader();
      if (header == null) {
        if (longName != null || !extension.isEmpty()) {
          throw new TarException("the archive ends after the header of a long name");
        }
        return null;
      }
      char type = (char) header[156];
      switch (type) {
        case 'L' -> longName = cString(extensionContent());
        case 'x' -> extension = PaxRecords.parse(extensionContent());
        case 'g', 'K' -> extensionContent();
        default -> {
          return member(header, longName, extension);
        }
      }
    }
  }

  private Member member(byte[] header, @Nullable String longName, Map<String, String> extension)
      throws IOException {
    String size = extension.get("size");
    if (size != null) {
      setLength(PaxRecords.number("size", size));
    }
    String name = longName != null ? longName : name(header);
    Type type = type((char) header[156], name);
    boolean sparse = extension.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse."));
    return new Member(extension.getOrDefault("path", name), unread, sparse ? Type.OTHER : type);
  }

  private static String name(byte[] header) {
    String name = text(header, 0, 100);
    boolean ustar = text(header, 257, 6).equals("ustar"); // GNU's own form has a blank there
    String prefix = ustar ? text(header, 345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static Type type(char letter, String name) {
    return switch (letter) {
      case '0', 0, '7' -> name.endsWith("/") ? Type.DIRECTORY : Type.FILE;
      case '1' -> Type.HARD_LINK;
      case '2' -> Type.SYMBOLIC_LINK;
      case '3', '4', '6' -> Type.DEVICE;
      case '5' -> Type.DIRECTORY;
      default -> Type.OTHER;
    };
  }

  /** Whether the mark of the archive's end was found, rather than no further byte. */
  boolean ended() {
    return ended;
  }

  private byte @Nullable [] nextHeader() throws IOException {
    archive.skipNBytes(unread + padding);
    setLength(0);
    byte[] header = archive.readNBytes(BLOCK);
    if (header.length == 0) {
      return null;
    }
    if (header.length < BLOCK) {
      throw new TarException("the archive ends within a header");
    }
    if (isZero(header)) {
      ended = true;
      return null;
    }
    checkSum(header);
    setLength(number(header, 124, 12, "size"));
    return header;
  }

  private void setLength(long bytes) {
    unread = bytes;
    padding = (BLOCK - bytes % BLOCK) % BLOCK;
  }

  private byte[] extensionContent() throws IOException {
    if (unread > LARGEST_EXTENSION) {
      throw new TarException(
          "found a header of %d bytes, expected at most %d".formatted(unread, LARGEST_EXTENSION));
    }
    return content().readAllBytes();
  }

  private static String cString(byte[] bytes) {
    return text(bytes, 0, bytes.length);
  }

  /** The current member's content; closing it does nothing. */
  public InputStream content() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        if (unread == 0) {
          return -1;
        }
        int count = archive.read(buffer, offset, (int) Math.min(length, unread));
        if (count < 0) {
          throw new TarException("the archive ends within a member");
        }
        unread -= count;
        return count;
      }
    };
  }

  private static void checkSum(byte[] header) throws IOException {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xFF;
    }
    long stored = number(header, 148, 8, "checksum");
    if (stored != sum) {
      throw new TarException("found header checksum " + stored + ", expected " + sum);
    }
  }

  private static long number(byte[] header, int from, int length, String field) throws IOException {
    if ((header[from] & 0x80) != 0) {
      return binary(header, from, length, field);
    }
    String digits = text(header, from, length).strip();
    try {
      long value = digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same error.
    }
    throw new TarException("found " + field + " '" + digits + "', expected octal digits");
  }

  /** GNU's form of large numbers: big-endian two's complement, its first bit replaced by 1. */
  private static long binary(byte[] header, int from, int length, String field) throws IOException {
    byte[] bytes = Arrays.copyOfRange(header, from, from + length);
    bytes[0] = (byte) (bytes[0] == (byte) 0x80 ? 0 : -1);
    BigInteger value = new BigInteger(bytes);
    if (value.signum() < 0 || value.bitLength() > 62) {
      throw new TarException("found " + field + " " + value + ", expected 0 to 2^62");
    }
    return value.longValue();
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.UTF_8);
  }

  private static boolean isZero(byte[] block) {
    return Arrays.equals(block, new byte[block.length]);
  }
}
