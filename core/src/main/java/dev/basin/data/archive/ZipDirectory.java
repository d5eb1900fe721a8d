package dev.basin.data.archive;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * The directory of a zip archive, as far as {@code java.util.zip} does not look at it. Made on
 * Unix, a member has its file mode in the upper half of its external attributes (PKWARE's
 * APPNOTE.TXT 4.4.15, as Info-ZIP uses it). Names have no checksum, but stand twice: here and
 * before the member's content.
 */
final class ZipDirectory {
  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int LONGEST_COMMENT = 0xFFFF;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int LOCATOR_64_BYTES = 20;
  private static final int END_64 = 0x06064b50;
  private static final int END_64_BYTES = 56;
  private static final int MEMBER = 0x02014b50;
  private static final int MEMBER_BYTES = 46;
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_BYTES = 30;
  private static final int FIELD_64 = 1;
  private static final int IN_FIELD_64 = -1;
  private static final int UTF_8_NAME = 1 << 11;
  private static final int UNIX = 3;
  private static final int DARWIN = 19;
  private static final int KIND = 0xF000;

  /** What names are in that are not said to be UTF-8 (APPNOTE.TXT, appendix D). */
  private static final String OLD_CHARSET = "IBM437";

  private final FileChannel channel;

  /** Where the archive begins in the file, before which a program may stand. */
  private final long origin;

  private final long begin;

  private ZipDirectory(FileChannel channel) throws IOException {
    this.channel = channel;
    long from = Math.max(0, channel.size() - END_BYTES - LONGEST_COMMENT);
    ByteBuffer tail = read(from, (int) (channel.size() - from));
    for (int i = tail.capacity() - END_BYTES; i >= 0; i--) {
      if (tail.getInt(i) == END) {
        long end = from + i;
        long bytes = Integer.toUnsignedLong(tail.getInt(i + 12));
        long stored = Integer.toUnsignedLong(tail.getInt(i + 16));
        long locator = end - LOCATOR_64_BYTES;
        if (locator >= 0 && read(locator, LOCATOR_64_BYTES).getInt(0) == LOCATOR_64) {
          end = read(locator, LOCATOR_64_BYTES).getLong(8);
          ByteBuffer end64 = read(end, END_64_BYTES);
          if (end64.getInt(0) != END_64) {
            throw new ZipException("zip: the mark of its end is damaged");
          }
          bytes = end64.getLong(40);
          stored = end64.getLong(48);
        }
        if (bytes < 0 || bytes > end) {
          throw new ZipException("zip: found a directory of " + bytes + " bytes before " + end);
        }
        begin = end - bytes;
        origin = begin - stored;
        return;
      }
    }
    throw new ZipException("zip: the mark of its end is missing");
  }

  /**
   * Refuses an archive with a member that is a link, a device or anything but a file or a folder,
   * or whose name is not the same in both places.
   *
   * @return what names are in that are not said to be UTF-8: UTF-8 where all of them can be
   * @throws IOException if it has no sound directory
   */
  static Charset check(Path archive, Unpacker unpacker) throws IOException {
    try (FileChannel channel = FileChannel.open(archive)) {
      return new ZipDirectory(channel).check(unpacker);
    }
  }

  private Charset check(Unpacker unpacker) throws IOException {
    boolean utf8 = true;
    long at = begin;
    while (at + Integer.BYTES <= channel.size() && read(at, Integer.BYTES).getInt(0) == MEMBER) {
      ByteBuffer member = read(at, MEMBER_BYTES);
      byte[] name = read(at + MEMBER_BYTES, Short.toUnsignedInt(member.getShort(28))).array();
      int extraBytes = Short.toUnsignedInt(member.getShort(30));
      boolean readable = isUtf8(name);
      if (!readable && (member.getShort(8) & UTF_8_NAME) != 0) {
        throw new ZipException(
            "zip: found the name '%s' at byte %d, which is not UTF-8 as it says"
                .formatted(text(name), at + MEMBER_BYTES));
      }
      utf8 &= readable;
      int host = member.get(5);
      int kind = (member.getInt(38) >>> 16) & KIND;
      if ((host == UNIX || host == DARWIN) && !isFileOrFolder(kind)) {
        throw unpacker.refused(text(name), type(kind));
      }
      long local = Integer.toUnsignedLong(member.getInt(42));
      if (member.getInt(42) == IN_FIELD_64) {
        local = local64(read(at + MEMBER_BYTES + name.length, extraBytes), member);
      }
      requireName(name, at + MEMBER_BYTES, origin + local);
      at += MEMBER_BYTES + name.length + extraBytes + Short.toUnsignedInt(member.getShort(32));
    }
    return utf8 || !Charset.isSupported(OLD_CHARSET)
        ? StandardCharsets.UTF_8
        : Charset.forName(OLD_CHARSET);
  }

  private static boolean isUtf8(byte[] name) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static String text(byte[] name) {
    return new String(name, StandardCharsets.UTF_8);
  }

  /**
   * Where a member begins, from the field for large archives; behind the lengths that are in it.
   */
  private static long local64(ByteBuffer extra, ByteBuffer member) throws IOException {
    int at = 0;
    while (at + 4 <= extra.limit()) {
      int length = Short.toUnsignedInt(extra.getShort(at + 2));
      if (extra.getShort(at) == FIELD_64) {
        int place = at + 4;
        place += member.getInt(24) == IN_FIELD_64 ? Long.BYTES : 0;
        place += member.getInt(20) == IN_FIELD_64 ? Long.BYTES : 0;
        if (place + Long.BYTES <= Math.min(extra.limit(), at + 4 + length)) {
          return extra.getLong(place);
        }
      }
      at += 4 + length;
    }
    throw new ZipException("zip: a member's place is missing");
  }

  private void requireName(byte[] name, long where, long local) throws IOException {
    ByteBuffer head = read(local, LOCAL_BYTES);
    if (head.getInt(0) != LOCAL) {
      throw new ZipException(
          "zip: found no member at byte %d, where the directory has '%s'"
              .formatted(local, text(name)));
    }
    byte[] there = read(local + LOCAL_BYTES, Short.toUnsignedInt(head.getShort(26))).array();
    int differing = Arrays.mismatch(name, there);
    if (differing >= 0) {
      throw new ZipException(
          "zip: found the name '%s' at byte %d of the directory and '%s' at byte %d before the content"
              .formatted(text(name), where, text(there), local + LOCAL_BYTES));
    }
  }

  private static boolean isFileOrFolder(int kind) {
    return kind == 0 || kind == 0x8000 || kind == 0x4000;
  }

  private static TarReader.Type type(int kind) {
    return switch (kind) {
      case 0xA000 -> TarReader.Type.SYMBOLIC_LINK;
      case 0x2000, 0x6000, 0x1000 -> TarReader.Type.DEVICE;
      default -> TarReader.Type.OTHER;
    };
  }

  private ByteBuffer read(long at, int count) throws IOException {
    if (at < 0 || at > channel.size() - count) {
      throw new EOFException("zip: the archive ends within its directory");
    }
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
      // reads on
    }
    return bytes.flip();
  }
}
