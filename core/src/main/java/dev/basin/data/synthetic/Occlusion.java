package dev.basin.data.synthetic;

import dev.basin.engine.RandomStream;

/**
 * Something of one colour that hides a part of an image: with probability ½ a rectangle of {@value
 * #SMALLEST} to {@value #LARGEST} pixels each way, anywhere inside the image, else nothing. Its
 * colour is uniform from 0 to 256 in each channel.
 */
final class Occlusion {
  private static final int SMALLEST = 4;
  private static final int LARGEST = 14;

  private final int top;
  private final int left;
  private final int height;
  private final int width;
  private final double[] colour = new double[Field.CHANNELS];

  /** Draws an occlusion. */
  Occlusion(RandomStream stream) {
    boolean hides = stream.nextInt(2) == 0;
    height = Uniform.whole(SMALLEST, LARGEST, stream);
    width = hides ? Uniform.whole(SMALLEST, LARGEST, stream) : 0;
    top = stream.nextInt(ImagePoints.SIDE - height + 1);
    left = stream.nextInt(ImagePoints.SIDE - width + 1);
    for (int channel = 0; channel < Field.CHANNELS; channel++) {
      colour[channel] = 256 * stream.nextDouble();
    }
  }

  /** Whether a pixel is hidden. */
  boolean hides(int row, int column) {
    return row >= top && row < top + height && column >= left && column < left + width;
  }

  /** One channel of the colour. */
  double colour(int channel) {
    return colour[channel];
  }
}
