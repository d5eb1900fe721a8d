package dev.basin.network;

import dev.basin.engine.PointShape;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes a {@link Sequential} network layer by layer, in the notation of the paper. */
public final class SequentialBuilder {
  private static final Pattern STACK =
      Pattern.compile(
          "\\s*(\\d{1,4})\\s*[x×]\\s*\\[\\s*(\\d{1,6})\\s*,\\s*(\\d{1,4})\\s*,\\s*(\\d{1,4})\\s*,"
              + "\\s*(\\d{1,4})\\s*\\]\\s*");

  private final String name;
  private final PointShape input;
  private final List<Layer> layers = new ArrayList<>();
  private PointShape shape;

  SequentialBuilder(String name, PointShape input) {
    this.name = name;
    this.input = input;
    this.shape = input;
  }

  /**
   * A stack of n convolutions of a filters and a kernel of b × c with stride d, each followed by
   * BatchNorm and ReLU: {@code n×[a, b, c, d]}, as Appendix B.3 writes it.
   *
   * @throws IllegalArgumentException if the text is not of this form
   */
  public SequentialBuilder stack(String notation) {
    return stack(notation, 0);
  }

  /**
   * The same with dropout between the convolutions: after each but the last.
   *
   * @param dropout its rate, 0 for none
   */
  public SequentialBuilder stack(String notation, double dropout) {
    Matcher stack = STACK.matcher(notation);
    if (!stack.matches()) {
      throw new IllegalArgumentException(
          "stack '" + notation + "'; expected n×[a, b, c, d] as in 2×[64, 3, 3, 1]");
    }
    int count = Integer.parseInt(stack.group(1));
    for (int k = 0; k < count; k++) {
      add(
          new Convolution(
              shape,
              Integer.parseInt(stack.group(2)),
              Integer.parseInt(stack.group(3)),
              Integer.parseInt(stack.group(4)),
              Integer.parseInt(stack.group(5))));
      normaliseAndActivate();
      if (k < count - 1) {
        dropout(dropout);
      }
    }
    return this;
  }

  /** The largest value of windows of {@code size × size}, two places apart. */
  public SequentialBuilder maxPool(int size) {
    add(new MaxPool(size));
    return this;
  }

  /** That many hidden layers of Dense, BatchNorm, ReLU. */
  public SequentialBuilder normalised(int count, int units) {
    for (int k = 0; k < count; k++) {
      dense(units);
      normaliseAndActivate();
    }
    return this;
  }

  /** Dropout of that rate; nothing for the rate 0. */
  public SequentialBuilder dropout(double rate) {
    if (rate != 0) {
      add(new Dropout(rate));
    }
    return this;
  }

  /** The output layer, without BatchNorm; its softmax is part of the loss. */
  public Sequential softmax(int classes) {
    dense(classes);
    return new Sequential(name, input, classes, layers);
  }

  private void dense(int units) {
    if (layers.stream().anyMatch(Convolution.class::isInstance)
        && layers.stream().noneMatch(Flatten.class::isInstance)) {
      add(new Flatten());
    }
    add(new Dense(shape.features(), units));
  }

  private void normaliseAndActivate() {
    add(new BatchNorm(shape.channels()));
    add(new Relu());
  }

  private void add(Layer layer) {
    shape = layer.outputs(shape);
    layers.add(layer);
  }
}
