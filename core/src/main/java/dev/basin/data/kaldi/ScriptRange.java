package dev.basin.data.kaldi;

import dev.basin.data.DatasetFormatException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a matrix or vector, as a script names it: {@code ROWS} or {@code ROWS,COLUMNS}, each
 * {@code FIRST:LAST}, counted from 0, the last included; either may be left out.
 *
 * <p>As in Kaldi, the last row may lie up to three rows behind the end, since segments are cut at
 * rounded times; the range then ends with the matrix.
 */
record ScriptRange(Span rows, Span columns) {
  /** From one index to another, both included; −1 where there is no bound. */
  record Span(int first, int last) {
    private static final Span ALL = new Span(-1, -1);

    private int begin() {
      return Math.max(0, first);
    }

    private int end(int size) {
      return last < 0 ? size : Math.min(size, last + 1);
    }

    private boolean fits(int size, int tolerance) {
      return begin() < size && (last < 0 || (last >= begin() && last < size + tolerance));
    }
  }

  private static final int ROW_TOLERANCE = 3;
  private static final String SPAN = "(\\d{0,9}):(\\d{0,9})";
  private static final Pattern RANGE = Pattern.compile(SPAN + "(?:," + SPAN + ")?");

  /** Understands what stands between the brackets; null if it is no range. */
  static @Nullable ScriptRange parse(String text) {
    Matcher range = RANGE.matcher(text);
    if (!range.matches()) {
      return null;
    }
    return new ScriptRange(
        new Span(bound(range.group(1)), bound(range.group(2))),
        range.group(3) == null ? Span.ALL : new Span(bound(range.group(3)), bound(range.group(4))));
  }

  private static int bound(String digits) {
    return digits.isEmpty() ? -1 : Integer.parseInt(digits);
  }

  /**
   * The part of an entry.
   *
   * @throws DatasetFormatException if the entry has no such part
   */
  KaldiEntry of(KaldiEntry entry) {
    if (entry.value() instanceof KaldiIntegers) {
      throw fault(entry, entry.value().description());
    }
    KaldiMatrix whole;
    if (entry.value() instanceof KaldiVector vector) {
      // A vector's indices are what a matrix's rows are.
      whole = new KaldiMatrix(vector.encoding(), vector.size(), 1, vector.values());
    } else {
      whole = entry.matrix();
    }
    if (!rows.fits(whole.rows(), ROW_TOLERANCE) || !columns.fits(whole.columns(), 0)) {
      throw fault(entry, entry.value().description());
    }
    KaldiMatrix part =
        whole.part(
            rows.begin(), rows.end(whole.rows()), columns.begin(), columns.end(whole.columns()));
    KaldiValue value =
        entry.value() instanceof KaldiVector
            ? new KaldiVector(part.encoding(), part.values())
            : part;
    return new KaldiEntry(entry.place(), value);
  }

  private DatasetFormatException fault(KaldiEntry entry, String found) {
    return entry.fault(
        found, "a matrix or vector that the range " + this + " fits", "correct the script");
  }

  /** The range as a script writes it. */
  @Override
  public String toString() {
    return "[" + text(rows) + (columns.equals(Span.ALL) ? "" : "," + text(columns)) + "]";
  }

  private static String text(Span span) {
    return (span.first() < 0 ? "" : "" + span.first())
        + ":"
        + (span.last() < 0 ? "" : "" + span.last());
  }
}
