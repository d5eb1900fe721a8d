package dev.basin.hostile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Gzip files, and what is in them. */
final class Gzip {
  private Gzip() {}

  static byte[] of(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return packed.toByteArray();
  }

  /** Ways to spoil what is packed, with a packing that is sound. */
  static List<Mutation> inside(List<Mutation> ways) {
    List<Mutation> inside = new ArrayList<>();
    for (Mutation way : ways) {
      inside.add((content, chance) -> repacked(content, way, chance));
    }
    return inside;
  }

  private static byte[] repacked(byte[] packed, Mutation way, Chance chance) {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return of(way.of(gzip.readAllBytes(), chance));
    } catch (IOException e) {
      return packed; // spoilt already
    }
  }
}
