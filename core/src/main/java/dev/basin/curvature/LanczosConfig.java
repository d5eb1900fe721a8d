package dev.basin.curvature;

import dev.basin.engine.Range;

/**
 * How {@link Lanczos} looks for extreme eigenvalues.
 *
 * @param top how many of the largest eigenvalues, at least 0
 * @param bottom how many of the smallest, at least 0; together from 1 to {@link #MOST_WANTED}
 * @param tolerance an eigenvalue is converged when its residual is at most this share of its own
 *     size; &gt; 0
 * @param maxProducts the most products with the matrix, at least {@code top + bottom + 2}
 * @param basis the most vectors held at once, more than {@code top + bottom}; 0 for {@code 2 (top +
 *     bottom) + 20}
 * @param seed of the random start
 */
public record LanczosConfig(
    int top, int bottom, double tolerance, int maxProducts, int basis, long seed) {

  /** Checks the ranges. */
  public LanczosConfig {
    require(
        top >= 0 && bottom >= 0 && (top > 0 || bottom > 0) && (long) top + bottom <= MOST_WANTED,
        "top, bottom",
        top + ", " + bottom,
        "at least 0 each, at least 1 and at most " + MOST_WANTED + " together");
    require(
        tolerance >= LEAST_TOLERANCE && tolerance < 1,
        "tolerance",
        tolerance,
        "between 0 and 1, at least 1e-15");
    Range.count(3, MOST_PRODUCTS).require(maxProducts, "maxProducts");
    require(
        maxProducts >= top + bottom + 2, "maxProducts", maxProducts, "top + bottom + 2 or more");
    require(
        basis == 0 || (basis > top + bottom && basis <= MOST_VECTORS),
        "basis",
        basis,
        "more than top + bottom, at most " + MOST_VECTORS + ", or 0");
  }

  /** The most products. */
  public static final int MOST_PRODUCTS = 1_000_000;

  /** The least tolerance, about the rounding of float64. */
  public static final double LEAST_TOLERANCE = 1e-15;

  /** The most eigenvalues: after each product a dense problem of about twice as many is solved. */
  public static final int MOST_WANTED = 500;

  private static final int MOST_VECTORS = 2 * MOST_WANTED + 20;

  private static void require(boolean holds, String field, Object found, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(field + " is " + found + "; expected " + expected);
    }
  }

  /** The k largest eigenvalues, each to 1e-4 of itself, with at most 300 products. */
  public static LanczosConfig top(int k) {
    return new LanczosConfig(k, 0, 1e-4, Math.max(300, k + 2), 0, 1);
  }

  /** The same with another number of the smallest. */
  public LanczosConfig withBottom(int k) {
    return new LanczosConfig(top, k, tolerance, Math.max(maxProducts, top + k + 2), 0, seed);
  }

  /** The same with another tolerance. */
  public LanczosConfig withTolerance(double value) {
    return new LanczosConfig(top, bottom, value, maxProducts, basis, seed);
  }

  /** The same with another bound on products. */
  public LanczosConfig withMaxProducts(int value) {
    return new LanczosConfig(top, bottom, tolerance, value, basis, seed);
  }

  /** The same with another bound on vectors. */
  public LanczosConfig withBasis(int value) {
    return new LanczosConfig(top, bottom, tolerance, maxProducts, value, seed);
  }

  /** The same from another start. */
  public LanczosConfig withSeed(long value) {
    return new LanczosConfig(top, bottom, tolerance, maxProducts, basis, value);
  }

  int wanted() {
    return top + bottom;
  }

  /** Bytes of the vectors that are held for a matrix of n rows, the eigenvectors included. */
  public double bytes(long n) {
    return (capacity(n) + 2.0 + wanted()) * n * Double.BYTES;
  }

  /** How many columns a basis for that dimension has. */
  int capacity(long n) {
    long asked = basis == 0 ? 2L * wanted() + 20 : basis;
    return (int) Math.min(n, Math.min(asked, maxProducts));
  }
}
