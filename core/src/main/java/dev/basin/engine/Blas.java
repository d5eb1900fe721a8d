package dev.basin.engine;

import java.util.Locale;

/**
 * The matrix library that libtorch calls for dense products.
 *
 * <p>MKL is the faster one on Intel processors; on others it takes a generic code path and OpenBLAS
 * was measured to be up to twice as fast (see {@code docs/decisions}).
 */
public enum Blas {
  MKL,
  OPENBLAS;

  /** The name as it is written on command lines and in results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
