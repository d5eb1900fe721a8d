package dev.basin.data.synthetic;

import dev.basin.engine.RandomStream;

/**
 * Draws a prototype: a colour gradient, {@value #TEXTURES} patches of oriented texture in a narrow
 * band of frequencies, and {@value #BLOBS} coloured blobs.
 *
 * <p>With r the distance vector from an element's centre, a texture adds {@code colour · cos(2πf
 * n·r + φ) · exp(−|r|²/2σ²)} with frequency f from 0.06 to 0.22 cycles a pixel and σ from 5 to 11
 * pixels, and a blob {@code colour · exp(−rᵀ A r / 2)} with half-axes of 2 to 7 pixels. Colours are
 * standard normal in each channel.
 */
final class Prototype {
  private static final int TEXTURES = 4;
  private static final int BLOBS = 4;
  private static final double GRADIENT = 0.5;

  private final RandomStream stream;
  private final double[] values = new double[Field.SIDE * Field.SIDE * Field.CHANNELS];

  private Prototype(RandomStream stream) {
    this.stream = stream;
  }

  static Field draw(RandomStream stream) {
    Prototype prototype = new Prototype(stream);
    prototype.addGradient();
    for (int k = 0; k < TEXTURES; k++) {
      prototype.addTexture();
    }
    for (int k = 0; k < BLOBS; k++) {
      prototype.addBlob();
    }
    return new Field(prototype.values);
  }

  private void addGradient() {
    double[] down = colour(GRADIENT);
    double[] right = colour(GRADIENT);
    double half = Field.SIDE / 2.0;
    add((y, x) -> (y - half) / half, down);
    add((y, x) -> (x - half) / half, right);
  }

  private void addTexture() {
    double row = place();
    double column = place();
    double angle = Math.PI * stream.nextDouble();
    double frequency = 2 * Math.PI * Uniform.between(0.06, 0.22, stream);
    double alongRow = frequency * StrictMath.sin(angle);
    double alongColumn = frequency * StrictMath.cos(angle);
    double phase = 2 * Math.PI * stream.nextDouble();
    double width = Uniform.between(5, 11, stream);
    add(
        (y, x) -> {
          double dy = y - row;
          double dx = x - column;
          return StrictMath.cos(alongRow * dy + alongColumn * dx + phase)
              * StrictMath.exp(-(dy * dy + dx * dx) / (2 * width * width));
        },
        colour(1));
  }

  private void addBlob() {
    double row = place();
    double column = place();
    double angle = Math.PI * stream.nextDouble();
    double sine = StrictMath.sin(angle);
    double cosine = StrictMath.cos(angle);
    double one = Uniform.between(2, 7, stream);
    double other = Uniform.between(2, 7, stream);
    add(
        (y, x) -> {
          double along = (cosine * (x - column) + sine * (y - row)) / one;
          double across = (cosine * (y - row) - sine * (x - column)) / other;
          return StrictMath.exp(-(along * along + across * across) / 2);
        },
        colour(1));
  }

  private void add(Shape shape, double[] colour) {
    int next = 0;
    for (int y = 0; y < Field.SIDE; y++) {
      for (int x = 0; x < Field.SIDE; x++) {
        double height = shape.at(y, x);
        for (int channel = 0; channel < Field.CHANNELS; channel++) {
          values[next++] += colour[channel] * height;
        }
      }
    }
  }

  /** A coordinate inside the part of the field that an undeformed image shows. */
  private double place() {
    return Uniform.between(Field.SIDE * 0.2, Field.SIDE * 0.8, stream);
  }

  private double[] colour(double deviation) {
    double[] colour = new double[Field.CHANNELS];
    for (int channel = 0; channel < Field.CHANNELS; channel++) {
      colour[channel] = deviation * stream.nextGaussian();
    }
    return colour;
  }

  @FunctionalInterface
  private interface Shape {
    double at(int row, int column);
  }
}
