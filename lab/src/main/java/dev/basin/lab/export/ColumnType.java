package dev.basin.lab.export;

/** What a column's values are. Any of them may be null. */
public enum ColumnType {
  /** {@link String}. */
  TEXT(String.class),
  /** {@link Long}. */
  INTEGER(Long.class),
  /** {@link Double}, which may be NaN or infinite. */
  REAL(Double.class),
  /** {@link Boolean}. */
  TRUTH(Boolean.class);

  private final Class<?> type;

  ColumnType(Class<?> type) {
    this.type = type;
  }

  boolean fits(Object value) {
    return type.isInstance(value);
  }
}
