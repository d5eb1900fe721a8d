package dev.basin.curvature;

/**
 * How {@link Lanczos} looks for extreme eigenvalues.
 *
 * @param top how many of the largest eigenvalues, at least 0
 * @param bottom how many of the smallest, at least 0; together at least 1
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
        top >= 0 && bottom >= 0 && top + bottom >= 1,
        "top, bottom",
        top + ", " + bottom,
        "at least 0 each and 1 together");
    require(tolerance > 0 && tolerance < 1, "tolerance", tolerance, "between 0 and 1");
    require(
        maxProducts >= top + bottom + 2, "maxProducts", maxProducts, "top + bottom + 2 or more");
    require(basis == 0 || basis > top + bottom, "basis", basis, "more than top + bottom, or 0");
  }

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

  /** How many columns a basis for that dimension has. */
  int capacity(long n) {
    long asked = basis == 0 ? 2L * wanted() + 20 : basis;
    return (int) Math.min(n, Math.min(asked, maxProducts));
  }
}
