package dev.basin.data;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipException;

/**
 * What the directory of a zip archive says of the kind of its members, which {@code java.util.zip}
 * does not tell: made on Unix, a member has its file mode in the upper half of its external
 * attributes (PKWARE's APPNOTE.TXT 4.4.15, as Info-ZIP uses it).
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
  private static final int UNIX = 3;
  private static final int DARWIN = 19;
  private static final int KIND = 0xF000;

  private ZipDirectory() {}

  /**
   * Refuses an archive with a member that is a link, a device or anything but a file or a folder.
   *
   * @throws IOException if it has no sound directory
   */
  static void requireFilesAndFolders(Path archive, Unpacker unpacker) throws IOException {
    try (FileChannel channel = FileChannel.open(archive)) {
      long at = begin(channel);
      while (true) {
        if (at + Integer.BYTES > channel.size()
            || read(channel, at, Integer.BYTES).getInt(0) != MEMBER) {
          return;
        }
        ByteBuffer member = read(channel, at, MEMBER_BYTES);
        int nameBytes = Short.toUnsignedInt(member.getShort(28));
        int host = member.get(5);
        int kind = (member.getInt(38) >>> 16) & KIND;
        if ((host == UNIX || host == DARWIN) && !isFileOrFolder(kind)) {
          byte[] name = read(channel, at + MEMBER_BYTES, nameBytes).array();
          throw unpacker.refused(new String(name, StandardCharsets.UTF_8), type(kind));
        }
        at +=
            MEMBER_BYTES
                + nameBytes
                + Short.toUnsignedInt(member.getShort(30))
                + Short.toUnsignedInt(member.getShort(32));
      }
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

  /** Where the directory begins: it ends where the mark of the end begins. */
  private static long begin(FileChannel channel) throws IOException {
    long from = Math.max(0, channel.size() - END_BYTES - LONGEST_COMMENT);
    ByteBuffer tail = read(channel, from, (int) (channel.size() - from));
    for (int i = tail.capacity() - END_BYTES; i >= 0; i--) {
      if (tail.getInt(i) == END) {
        long end = from + i;
        long bytes = Integer.toUnsignedLong(tail.getInt(i + 12));
        long locator = end - LOCATOR_64_BYTES;
        if (locator >= 0 && read(channel, locator, LOCATOR_64_BYTES).getInt(0) == LOCATOR_64) {
          end = read(channel, locator, LOCATOR_64_BYTES).getLong(8);
          ByteBuffer end64 = read(channel, end, END_64_BYTES);
          if (end64.getInt(0) != END_64) {
            throw new ZipException("zip: the mark of its end is damaged");
          }
          bytes = end64.getLong(40);
        }
        if (bytes < 0 || bytes > end) {
          throw new ZipException("zip: found a directory of " + bytes + " bytes before " + end);
        }
        return end - bytes;
      }
    }
    throw new ZipException("zip: the mark of its end is missing");
  }

  private static ByteBuffer read(FileChannel channel, long at, int count) throws IOException {
    if (at < 0 || at + count > channel.size()) {
      throw new EOFException("zip: the archive ends within its directory");
    }
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
      // reads on
    }
    return bytes.flip();
  }
}
