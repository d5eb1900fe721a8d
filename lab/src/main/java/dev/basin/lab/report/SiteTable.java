package dev.basin.lab.report;

import java.util.List;

/**
 * A table for people.
 *
 * @param caption what it shows, with the unit
 * @param heads one a column, the first for the row's name
 * @param rows the rows
 */
record SiteTable(String caption, List<String> heads, List<Row> rows) {

  /**
   * A row.
   *
   * @param name what it is about
   * @param cells one a column after the first
   */
  record Row(String name, List<Cell> cells) {}

  /**
   * A cell.
   *
   * @param text the number
   * @param small its interval or what else has to be known of it; may be empty
   * @param remark without which it must not be read; may be empty
   */
  record Cell(String text, String small, String remark) {
    Cell(String text, String small) {
      this(text, small, "");
    }

    static Cell of(String text) {
      return new Cell(text, "");
    }

    /** The same, with the number of runs that diverged, if there are any. */
    Cell withDiverged(long runs) {
      return runs == 0 ? this : new Cell(text, small, runs + " diverged");
    }

    /** What stands below the number. */
    String below() {
      return small + (small.isEmpty() || remark.isEmpty() ? "" : ", ") + remark;
    }
  }
}
