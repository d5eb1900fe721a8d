package dev.basin.optim;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * A first-order method that moves the flat vector x by the flat gradient g. The call order is: set
 * g, {@link #step}, set g, {@link #step}, …
 */
public interface Optimizer extends AutoCloseable {

  /**
   * Moves x once, by the gradient that g holds now.
   *
   * @param rateFactor what the base learning rate is multiplied by, at least 0; from a {@link
   *     LearningRateSchedule}
   */
  void step(double rateFactor);

  /** Moves x once, at the base learning rate. */
  default void step() {
    step(1);
  }

  /** Its name and settings in words, for records. */
  String describe();

  /** The number of steps made. */
  long steps();

  /**
   * The tensors that, with {@link #steps}, are its whole state, by name: float32 or float64, live,
   * so that the next step changes them.
   */
  Map<String, Tensor> state();

  /**
   * Restores a state to the same bits.
   *
   * @param steps what {@link #steps} gave
   * @param state what {@link #state} gave
   * @throws IllegalArgumentException if it is the state of another optimiser, of other settings or
   *     of another dimension
   */
  void restore(long steps, Map<String, Tensor> state);

  @Override
  void close();
}
