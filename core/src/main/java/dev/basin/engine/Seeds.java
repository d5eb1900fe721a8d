package dev.basin.engine;

import java.nio.charset.StandardCharsets;

/**
 * Gives every random stream (start, shuffling, dropout, …) a seed of its own, so that results do
 * not depend on the order of trials or on what runs beside them.
 *
 * <p>Exactly, in 64-bit arithmetic modulo 2⁶⁴: {@code h = mix(seed + γ)}; then for each part of the
 * path in turn {@code h = mix((h ^ fnv1a(part)) + γ)}, where {@code fnv1a} is the 64-bit FNV-1a
 * hash of the part's UTF-8 bytes, {@code mix} is SplitMix64's finaliser and γ = 0x9E3779B97F4A7C15.
 * The derived seed is the last {@code h}.
 */
public final class Seeds {
  private static final long FNV_OFFSET_BASIS = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  private Seeds() {}

  /**
   * The seed of the stream at a path of names.
   *
   * @param seed the study's seed
   * @param path what the stream is for, from the general to the special
   */
  public static long derive(long seed, String... path) {
    long hash = RandomStream.mix(seed + RandomStream.GOLDEN_GAMMA);
    for (String part : path) {
      hash = RandomStream.mix((hash ^ fnv1a(part)) + RandomStream.GOLDEN_GAMMA);
    }
    return hash;
  }

  /**
   * The seed of one purpose in one trial: {@code derive(seed, "trial", decimal(trial), purpose)}.
   *
   * @param seed the study's seed
   * @param trial the trial's number
   * @param purpose for example {@code "start"} or {@code "shuffle"}
   */
  public static long derive(long seed, int trial, String purpose) {
    return derive(seed, "trial", Integer.toString(trial), purpose);
  }

  /** 64-bit FNV-1a over the UTF-8 bytes. */
  static long fnv1a(String text) {
    long hash = FNV_OFFSET_BASIS;
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (octet & 0xFF)) * FNV_PRIME;
    }
    return hash;
  }
}
