package dev.basin.train;

import java.util.Locale;

/** Why training stopped. */
public enum Stop {
  NOT_YET,
  PATIENCE,
  EPOCHS,
  DIVERGED;

  /** The name as it is written in results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
