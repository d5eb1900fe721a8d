package dev.basin.data.image.codec;

/** Undoes what was done to a row so that it packs well (PNG specification, 9.2). */
final class PngFilter {
  private static final int NONE = 0;
  private static final int LEFT = 1;
  private static final int UP = 2;
  private static final int AVERAGE = 3;
  private static final int PAETH = 4;

  private PngFilter() {}

  /**
   * Undoes a filter.
   *
   * @param kind the filter
   * @param row the row, whose first {@code length} bytes are changed
   * @param above the row above, or zeros
   * @param distance between bytes of the same channel
   * @return false if there is no such filter
   */
  static boolean undo(int kind, byte[] row, byte[] above, int length, int distance) {
    switch (kind) {
      case NONE -> {}
      case LEFT -> {
        for (int i = distance; i < length; i++) {
          row[i] += row[i - distance];
        }
      }
      case UP -> {
        for (int i = 0; i < length; i++) {
          row[i] += above[i];
        }
      }
      case AVERAGE -> {
        for (int i = 0; i < length; i++) {
          int left = i < distance ? 0 : row[i - distance] & 0xFF;
          row[i] += (byte) ((left + (above[i] & 0xFF)) >> 1);
        }
      }
      case PAETH -> {
        for (int i = 0; i < length; i++) {
          int left = i < distance ? 0 : row[i - distance] & 0xFF;
          int corner = i < distance ? 0 : above[i - distance] & 0xFF;
          row[i] += (byte) paeth(left, above[i] & 0xFF, corner);
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Of three neighbours, the one that is nearest to left + up − corner. */
  private static int paeth(int left, int up, int corner) {
    int toLeft = Math.abs(up - corner);
    int toUp = Math.abs(left - corner);
    int toCorner = Math.abs(left + up - 2 * corner);
    if (toLeft <= toUp && toLeft <= toCorner) {
      return left;
    }
    return toUp <= toCorner ? up : corner;
  }
}
