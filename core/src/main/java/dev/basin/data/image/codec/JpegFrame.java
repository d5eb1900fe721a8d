package dev.basin.data.image.codec;

import java.util.ArrayList;
import java.util.List;

/**
 * What the frame header of a JPEG file tells (ITU-T T.81, B.2.2).
 *
 * @param progressive whether coefficients come in several scans of growing precision
 * @param height rows of the picture
 * @param width columns of the picture
 * @param components one of a grey picture or three
 */
record JpegFrame(boolean progressive, int height, int width, List<JpegComponent> components) {
  private static final int MOST_FACTOR = 4;

  /** What an MCU may have at most where it holds several components (T.81, B.2.3). */
  private static final int MOST_BLOCKS = 10;

  private static final int PROGRESSIVE = 0xC2;
  private static final String SAVE_AGAIN = "save it again as an ordinary JPEG, or as PNG";
  private static final String TO_RGB =
      "convert it to RGB, for example with Python: Image.open(a).convert('RGB').save(b)";

  JpegFrame {
    components = List.copyOf(components);
  }

  /**
   * Reads a frame header.
   *
   * @param marker its marker, C0 to CF
   */
  static JpegFrame read(int marker, JpegSegment segment) throws PictureException {
    requireSupported(marker);
    int precision = segment.unsigned8();
    int height = segment.unsigned16();
    int width = segment.unsigned16();
    int count = segment.unsigned8();
    if (precision != 8) {
      throw PictureException.unsupported(
          "a JPEG of " + precision + " bits a sample", "save it with 8 bits, or as PNG");
    }
    if (height == 0) {
      throw PictureException.unsupported("a JPEG without its height", SAVE_AGAIN);
    }
    if (width == 0) {
      throw segment.broken("a width of 0");
    }
    if (count == 4) {
      throw PictureException.unsupported("a JPEG in CMYK or YCCK (four colour components)", TO_RGB);
    }
    if (count != 1 && count != 3) {
      throw PictureException.unsupported("a JPEG of " + count + " colour components", TO_RGB);
    }
    List<JpegComponent> components = components(segment, count, height, width);
    segment.requireEnd();
    return new JpegFrame(marker == PROGRESSIVE, height, width, components);
  }

  /** Whether a marker is that of a frame header. */
  static boolean isOne(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  /**
   * Refuses frames of other kinds.
   *
   * @param marker that of a frame, or one that only other kinds have
   */
  static void requireSupported(int marker) throws PictureException {
    String kind =
        switch (marker) {
          case 0xC0, 0xC1, 0xC2 -> "";
          case 0xC3 -> "lossless";
          case 0xC9, 0xCA -> "arithmetic-coded";
          case 0xCB -> "lossless, arithmetic-coded";
          case 0xF7 -> "JPEG-LS";
          default -> "hierarchical";
        };
    if (!kind.isEmpty()) {
      throw PictureException.unsupported("a JPEG of the kind '" + kind + "'", SAVE_AGAIN);
    }
  }

  private static List<JpegComponent> components(
      JpegSegment segment, int count, int height, int width) throws PictureException {
    int[] ids = new int[count];
    int[] horizontal = new int[count];
    int[] vertical = new int[count];
    int[] tables = new int[count];
    int widest = 1;
    int highest = 1;
    int blocks = 0;
    for (int i = 0; i < count; i++) {
      ids[i] = segment.unsigned8();
      int factors = segment.unsigned8();
      tables[i] = segment.unsigned8();
      horizontal[i] = factors >>> 4;
      vertical[i] = factors & 15;
      if (horizontal[i] < 1
          || vertical[i] < 1
          || horizontal[i] > MOST_FACTOR
          || vertical[i] > MOST_FACTOR
          || tables[i] > 3) {
        throw segment.broken("sampling by %d x %d".formatted(horizontal[i], vertical[i]));
      }
      if (count == 1) { // blocks of a single component are coded one by one, whatever it says
        horizontal[i] = 1;
        vertical[i] = 1;
      }
      widest = Math.max(widest, horizontal[i]);
      highest = Math.max(highest, vertical[i]);
      blocks += horizontal[i] * vertical[i];
    }
    if (count > 1 && blocks > MOST_BLOCKS) {
      throw PictureException.unsupported("a JPEG of " + blocks + " blocks a unit", SAVE_AGAIN);
    }
    List<JpegComponent> components = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (widest % horizontal[i] != 0 || highest % vertical[i] != 0) {
        throw PictureException.unsupported(
            "a JPEG sampled by %d to %d".formatted(horizontal[i] * vertical[i], widest * highest),
            SAVE_AGAIN);
      }
      components.add(
          new JpegComponent(
              ids[i],
              horizontal[i],
              vertical[i],
              tables[i],
              ceil(width * horizontal[i], widest),
              ceil(height * vertical[i], highest),
              ceil(width, JpegComponent.BLOCK * widest),
              ceil(height, JpegComponent.BLOCK * highest)));
    }
    return components;
  }

  private static int ceil(int count, int divisor) {
    return (count + divisor - 1) / divisor;
  }

  /** Samples of a row, relative to the least sampled component. */
  int horizontal() {
    return components.stream().mapToInt(JpegComponent::horizontal).max().orElse(1);
  }

  /** Samples of a column, likewise. */
  int vertical() {
    return components.stream().mapToInt(JpegComponent::vertical).max().orElse(1);
  }

  /** Units (MCUs) in a row of the picture. */
  int unitColumns() {
    return components.get(0).unitColumns();
  }

  /** Units (MCUs) in a column of the picture. */
  int unitRows() {
    return components.get(0).unitRows();
  }
}
