package dev.basin.data.synthetic;

import java.util.Locale;

/** The two parts of a data set. Everything drawn for a part has seeds of its own. */
enum Part {
  TRAIN,
  TEST;

  /** {@code train} or {@code test}: what seeds and names of data sets carry. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
