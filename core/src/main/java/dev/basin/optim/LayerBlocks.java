package dev.basin.optim;

import dev.basin.engine.Segment;
import dev.basin.engine.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * {@link SharedBlocks} that no border of a layer crosses, so that each block lies in one layer or
 * in none, and the ratios that a layer-wise method multiplies its steps by. A layer's norm is a sum
 * over its blocks in their order, so its bits do not depend on the team's size.
 */
final class LayerBlocks {
  private static final int NONE = -1;

  private final SharedBlocks blocks;
  private final List<Integer> layerOfBlock;
  private final int layerCount;

  /**
   * Cuts.
   *
   * @param n the length of the vectors, at least 1
   * @param layers in the order of the vector, not overlapping
   * @param team who computes
   * @throws IllegalArgumentException if they overlap, are in another order, or end after the vector
   */
  LayerBlocks(long n, List<Segment> layers, Team team) {
    List<Segment> cut = new ArrayList<>();
    this.layerOfBlock = new ArrayList<>();
    this.layerCount = layers.size();
    long end = 0;
    for (int l = 0; l < layerCount; l++) {
      Segment layer = layers.get(l);
      if (layer.offset() < end || layer.size() > n - layer.offset()) {
        throw new IllegalArgumentException(
            "layer %s is at %d, of size %d; expected at %d or later, and within %d elements"
                .formatted(layer.name(), layer.offset(), layer.size(), end, n));
      }
      add(SharedBlocks.cut("none", end, layer.offset()), NONE, cut);
      end = layer.offset() + layer.size();
      add(SharedBlocks.cut(layer.name(), layer.offset(), end), l, cut);
    }
    add(SharedBlocks.cut("none", end, n), NONE, cut);
    this.blocks = new SharedBlocks(cut, team);
  }

  private void add(List<Segment> part, int layer, List<Segment> cut) {
    cut.addAll(part);
    part.forEach(block -> layerOfBlock.add(layer));
  }

  /** The blocks. */
  SharedBlocks blocks() {
    return blocks;
  }

  /** Whether a block lies in a layer. */
  boolean inLayer(int k) {
    return layerOfBlock.get(k) != NONE;
  }

  /** ‖block‖², in float64. */
  static double square(Tensor block) {
    Tensor wide = block.to(torch.ScalarType.Double);
    return wide.dot(wide).item_double();
  }

  /**
   * What to multiply the step of each block by.
   *
   * @param firstSquares ‖a‖² of each block of a vector a; not asked for outside the layers
   * @param secondSquares the same of a vector b
   * @param ratio of a layer, from ‖a‖ and ‖b‖ over that layer
   * @return by block: its layer's ratio; 1 if either norm is 0, or outside the layers
   */
  double[] ratios(double[] firstSquares, double[] secondSquares, DoubleBinaryOperator ratio) {
    double[] first = norms(firstSquares);
    double[] second = norms(secondSquares);
    double[] ratios = new double[blocks.count()];
    for (int k = 0; k < ratios.length; k++) {
      int l = layerOfBlock.get(k);
      boolean adapted = l != NONE && first[l] > 0 && second[l] > 0;
      ratios[k] = adapted ? ratio.applyAsDouble(first[l], second[l]) : 1;
    }
    return ratios;
  }

  private double[] norms(double[] squares) {
    double[] norms = new double[layerCount];
    for (int k = 0; k < squares.length; k++) {
      if (inLayer(k)) {
        norms[layerOfBlock.get(k)] += squares[k];
      }
    }
    for (int l = 0; l < layerCount; l++) {
      norms[l] = Math.sqrt(norms[l]);
    }
    return norms;
  }
}
