package dev.basin.hostile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tar archives whose headers were spoilt, with sums that fit again. */
final class Tar {
  private static final int BLOCK = 512;

  private Tar() {}

  /** An archive of one file. */
  static byte[] of(String name, byte[] content) {
    byte[] archive = new byte[BLOCK + (content.length + BLOCK - 1) / BLOCK * BLOCK + 2 * BLOCK];
    put(archive, 0, name);
    put(archive, 100, "0000644\0");
    put(archive, 124, "%011o\0".formatted(content.length));
    put(archive, 136, "00000000000\0");
    archive[156] = '0';
    put(archive, 257, "ustar\00000");
    System.arraycopy(content, 0, archive, BLOCK, content.length);
    return withSums(archive);
  }

  private static void put(byte[] archive, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, archive, at, bytes.length);
  }

  /** Ways that leave every header with the sum of what it says now. */
  static List<Mutation> withSums(List<Mutation> ways) {
    List<Mutation> repaired = new ArrayList<>();
    for (Mutation way : ways) {
      repaired.add((content, chance) -> withSums(way.of(content, chance)));
    }
    return repaired;
  }

  private static byte[] withSums(byte[] archive) {
    byte[] repaired = archive.clone();
    for (int at = 0; at + BLOCK <= repaired.length; at += BLOCK) {
      if (new String(repaired, at + 257, 5, StandardCharsets.ISO_8859_1).equals("ustar")) {
        Arrays.fill(repaired, at + 148, at + 156, (byte) ' ');
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
          sum += repaired[at + i] & 0xFF;
        }
        byte[] digits = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(digits, 0, repaired, at + 148, digits.length);
      }
    }
    return repaired;
  }
}
