package dev.basin.data.synthetic;

import dev.basin.engine.RandomStream;
import dev.basin.engine.Seeds;
import java.util.Arrays;

/**
 * Images, drawn when they are asked for. Image i shows class {@code i mod C}, so that classes are
 * equally frequent in every prefix.
 *
 * <p>A pixel is {@code (1 − λ) P(w) + λ Q(w′)}, toned, hidden in places, with noise, rounded and
 * clipped to a byte. P is one of the class's prototypes and Q one of another class's, w and w′ are
 * independent warps, and the share λ is uniform from 0 to the overlap.
 */
final class ImagePoints implements Points<byte[]> {
  static final int SIDE = 32;
  static final int FEATURES = SIDE * SIDE * Field.CHANNELS;

  private final SyntheticImagesConfig config;
  private final Part part;
  private final Prototypes prototypes;

  ImagePoints(SyntheticImagesConfig config, Part part, Prototypes prototypes) {
    this.config = config;
    this.part = part;
    this.prototypes = prototypes;
  }

  @Override
  public int size() {
    return config.points(part);
  }

  /** The class that an image shows. */
  int shown(int index) {
    return index % config.classes();
  }

  @Override
  public int label(int index) {
    RandomStream stream = stream("label-noise", index);
    int shown = shown(index);
    return stream.nextDouble() < config.labelNoise() ? another(shown, stream) : shown;
  }

  /** Any class but one. */
  private int another(int shown, RandomStream stream) {
    return (shown + 1 + stream.nextInt(config.classes() - 1)) % config.classes();
  }

  private RandomStream stream(String purpose, int index) {
    return new RandomStream(
        Seeds.derive(config.seed(), "images", part.key(), purpose, Integer.toString(index)));
  }

  @Override
  public void read(int index, byte[] into) {
    RandomStream stream = stream("image", index);
    int shown = shown(index);
    Field field = prototypes.any(shown, stream);
    Warp warp = Warp.draw(stream);
    Field distractor = prototypes.any(another(shown, stream), stream);
    Warp otherWarp = Warp.draw(stream);
    double share = config.overlap() * stream.nextDouble();
    Toning toning = new Toning(stream);
    Occlusion occlusion = new Occlusion(stream);
    double[] colour = new double[Field.CHANNELS];
    int next = 0;
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        Arrays.fill(colour, 0);
        warp.addTo(field, row, column, 1 - share, colour);
        otherWarp.addTo(distractor, row, column, share, colour);
        toning.apply(colour);
        boolean hidden = occlusion.hides(row, column);
        for (int channel = 0; channel < Field.CHANNELS; channel++) {
          double value = hidden ? occlusion.colour(channel) : colour[channel];
          into[next++] = toByte(value + PixelNoise.draw(stream));
        }
      }
    }
  }

  private static byte toByte(double value) {
    return (byte) Math.max(0, Math.min(255, (int) Math.floor(value + 0.5)));
  }
}
