package dev.basin.optim;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * A first-order method that moves the flat vector x by the flat gradient g. The call order is: set
 * g, {@link #step}, set g, {@link #step}, …
 */
public interface Optimizer extends AutoCloseable {

  /** Moves x once, by the gradient that g holds now. */
  void step();

  /** Its name and settings in words, for records. */
  String describe();

  /** The number of steps made. */
  long steps();

  /** The tensors that, with {@link #steps}, are its whole state; live views, by name. */
  Map<String, Tensor> state();

  /**
   * Restores a state to the same bits.
   *
   * @param steps what {@link #steps} gave
   * @param state what {@link #state} gave
   */
  void restore(long steps, Map<String, Tensor> state);

  @Override
  void close();
}
