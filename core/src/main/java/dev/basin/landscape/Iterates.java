package dev.basin.landscape;

import org.bytedeco.pytorch.Tensor;

/**
 * The weights that training went through, in order. They are asked for one at a time and more than
 * once, so that they need not fit into memory together.
 */
public interface Iterates {

  /** How many there are. */
  int size();

  /**
   * One of them.
   *
   * @param k which, the first being 0
   * @return shape (n), float32 or float64, in the caller's scope
   */
  Tensor get(int k);
}
