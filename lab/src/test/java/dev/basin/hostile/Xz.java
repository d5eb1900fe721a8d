package dev.basin.hostile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

/** Files packed by xz, and what is in them. */
final class Xz {
  private Xz() {}

  /** Ways to spoil what is packed, with a packing that is sound. */
  static List<Mutation> inside(List<Mutation> ways) {
    List<Mutation> inside = new ArrayList<>();
    for (Mutation way : ways) {
      inside.add((content, chance) -> repacked(content, way, chance));
    }
    return inside;
  }

  private static byte[] repacked(byte[] packed, Mutation way, Chance chance) {
    try (XZInputStream xz = new XZInputStream(new ByteArrayInputStream(packed))) {
      ByteArrayOutputStream again = new ByteArrayOutputStream();
      try (XZOutputStream out = new XZOutputStream(again, new LZMA2Options(0))) {
        out.write(way.of(xz.readAllBytes(), chance));
      }
      return again.toByteArray();
    } catch (IOException e) {
      return packed; // spoilt already
    }
  }
}
