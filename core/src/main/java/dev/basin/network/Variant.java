package dev.basin.network;

import java.util.Locale;

/**
 * Where the paper's words on a convolutional network and its authors' code differ, whose to take.
 */
public enum Variant {
  /** As Keskar et al. 2017, Appendix B, describe it. */
  PAPER,
  /** As the authors' published Keras code builds it. */
  AUTHORS;

  /** The name as it is written on command lines and in results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
