package dev.basin.data.image.codec;

import java.util.ArrayList;
import java.util.List;

/** Makes rows of pixels of the coefficients of rows of units. */
final class JpegRows {
  private final JpegFrame frame;
  private final JpegColours colours;
  private final int[][] steps;
  private final SampleRows rows;
  private final List<SampleWindow> windows = new ArrayList<>();
  private final List<Upsampling> upsamplings = new ArrayList<>();
  private final byte[][] components;
  private final int[] samples;
  private final int unitHeight;
  private int done;

  /**
   * Begins.
   *
   * @param planes the coefficients of each component
   * @param steps the steps of quantisation of each component
   * @param rows takes the rows
   */
  JpegRows(
      JpegFrame frame,
      JpegColours colours,
      List<CoefficientPlane> planes,
      int[][] steps,
      SampleRows rows) {
    this.frame = frame;
    this.colours = colours;
    this.steps = steps;
    this.rows = rows;
    for (int i = 0; i < planes.size(); i++) {
      JpegComponent component = frame.components().get(i);
      windows.add(new SampleWindow(component, planes.get(i)));
      upsamplings.add(Upsampling.of(component, frame));
    }
    components = new byte[planes.size()][width(frame)];
    samples = new int[frame.width() * colours.channels()];
    unitHeight = frame.vertical() * JpegComponent.BLOCK;
  }

  private static int width(JpegFrame frame) {
    return frame.unitColumns() * frame.horizontal() * JpegComponent.BLOCK;
  }

  /** The memory that this takes beside windows and planes. */
  static long bytes(JpegFrame frame) {
    return (long) width(frame) * frame.components().size() * (1 + Integer.BYTES);
  }

  /** Takes a row of units; the pixels above it, but for those that need the next one, are made. */
  void add(int unitRow) {
    for (int i = 0; i < windows.size(); i++) {
      windows.get(i).compute(unitRow, steps[i]);
    }
    make(unitRow * unitHeight);
  }

  /** Makes the last rows. */
  void finish() {
    make(frame.height());
  }

  private void make(int end) {
    for (; done < end; done++) {
      for (int i = 0; i < components.length; i++) {
        upsamplings.get(i).row(windows.get(i), done, components[i]);
      }
      colours.row(components, samples);
      rows.accept(done, samples);
    }
  }
}
