package dev.basin.network;

import dev.basin.engine.DimensionMismatchException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Views of one flat vector x as a network's weight tensors, and optionally of one flat vector g as
 * their gradients: after {@code loss.backward()} g holds ∇ loss in x's order.
 *
 * <p>Tensors made here belong to the {@code PointerScope} that is open when this is called; x and g
 * must outlive it.
 */
public final class Parameters {
  private final List<Tensor> views;

  private Parameters(List<Tensor> views) {
    this.views = views;
  }

  /**
   * Views for evaluation without gradients.
   *
   * @param layout where the tensors lie
   * @param x the flat vector, shape (n)
   */
  public static Parameters of(ParameterLayout layout, Tensor x) {
    return new Parameters(slices(layout, x));
  }

  /**
   * Views by which autograd can be asked to differentiate, each a leaf of its graph.
   *
   * @param layout where the tensors lie
   * @param x the flat vector, shape (n)
   */
  public static Parameters leaves(ParameterLayout layout, Tensor x) {
    List<Tensor> leaves = new ArrayList<>();
    for (Tensor view : slices(layout, x)) {
      leaves.add(leaf(view));
    }
    return new Parameters(leaves);
  }

  /**
   * Views whose gradients accumulate into {@code g}.
   *
   * @param layout where the tensors lie
   * @param x the flat vector, shape (n)
   * @param g receives the gradient, shape (n), same dtype; backward adds to what it holds
   */
  public static Parameters withGradient(ParameterLayout layout, Tensor x, Tensor g) {
    List<Tensor> leaves = new ArrayList<>();
    List<Tensor> gradients = slices(layout, g);
    for (Tensor view : slices(layout, x)) {
      Tensor leaf = leaf(view);
      leaf.mutable_grad().put(gradients.get(leaves.size()));
      leaves.add(leaf);
    }
    return new Parameters(leaves);
  }

  /** The tensor in the given place of the layout. */
  public Tensor get(int slot) {
    return views.get(slot);
  }

  private static Tensor leaf(Tensor view) {
    Tensor leaf = view.detach();
    leaf.requires_grad_(true);
    return leaf;
  }

  private static List<Tensor> slices(ParameterLayout layout, Tensor flat) {
    if (flat.dim() != 1 || flat.numel() != layout.dimension()) {
      throw new DimensionMismatchException(
          "flat parameter vector", "(" + layout.dimension() + ")", flat.sizes().toString());
    }
    List<Tensor> slices = new ArrayList<>();
    for (ParameterLayout.Slot slot : layout.slots()) {
      slices.add(slot.view(flat));
    }
    return slices;
  }
}
