package dev.basin.data.image;

import dev.basin.engine.Printable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of a picture in pixels.
 *
 * @param height rows, from 1 to {@value #LONGEST_SIDE}
 * @param width columns, from 1 to {@value #LONGEST_SIDE}
 */
public record ImageSize(int height, int width) {
  /** The longest side of a picture that is read. */
  public static final int LONGEST_SIDE = 16_384;

  /** The most pixels of a picture that is read: decoded, it takes some 200 MB. */
  public static final int MOST_PIXELS = 1 << 26;

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})x(\\d{1,9})");

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a side, or the number of pixels, is out of range
   */
  public ImageSize {
    if (height < 1
        || width < 1
        || height > LONGEST_SIDE
        || width > LONGEST_SIDE
        || (long) height * width > MOST_PIXELS) {
      throw new IllegalArgumentException(
          "size: found height %d and width %d, expected 1 to %d each and at most %d pixels"
              .formatted(height, width, LONGEST_SIDE, MOST_PIXELS));
    }
  }

  /**
   * Reads a size.
   *
   * @param text for example {@code 32x48}: height, then width
   * @throws IllegalArgumentException if it has another form or is out of range
   */
  public static ImageSize parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "size: found " + Printable.quote(text) + ", expected HEIGHTxWIDTH, for example 32x32");
    }
    return new ImageSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /** Height and width: {@code 32x48}. */
  @Override
  public String toString() {
    return height + "x" + width;
  }
}
