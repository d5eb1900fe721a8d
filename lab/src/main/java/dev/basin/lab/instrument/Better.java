package dev.basin.lab.instrument;

/** Which direction of a quantity is the better one. */
public enum Better {
  /** As an accuracy. */
  HIGHER,
  /** As a loss. */
  LOWER,
  /** Neither: it describes. */
  NEITHER
}
