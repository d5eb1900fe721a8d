package dev.basin.objective;

import dev.basin.network.Network;
import dev.basin.network.ParameterLayout;
import dev.basin.network.Parameters;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The Hessian of one chunk's mean loss times a vector, by double backward (Pearlmutter 1994): with
 * {@code g = ∇L(x)} as a differentiable function of x, {@code H v = ∇(gᵀ v)} for constant v. Exact
 * but for rounding, BatchNorm with the chunk's own statistics included.
 *
 * @param network the model
 * @param x shape (n)
 * @param v shape (n), same dtype
 */
record HessianProduct(Network network, Tensor x, Tensor v) {

  /**
   * Computes the product for one chunk.
   *
   * @param inputs shape (B, inputs), same dtype as x
   * @param labels int64, shape (B)
   * @param product receives H v, shape (n), same dtype
   */
  void of(Tensor inputs, Tensor labels, Tensor product) {
    List<ParameterLayout.Slot> slots = network.layout().slots();
    try (PointerScope scope = new PointerScope();
        AutoGradMode withGradient = new AutoGradMode(true)) {
      Parameters parameters = Parameters.leaves(network.layout(), x);
      TensorVector leaves = new TensorVector();
      for (int k = 0; k < slots.size(); k++) {
        leaves.push_back(parameters.get(k));
      }
      Tensor loss = CrossEntropy.mean(network.logits(parameters, inputs), labels);
      TensorVector gradient = derivatives(loss, leaves, true);
      Tensor projection = torch.zeros_like(loss);
      for (int k = 0; k < slots.size(); k++) {
        Tensor part = gradient.get(k);
        if (part.defined()) {
          projection = projection.add(part.mul(slots.get(k).view(v)).sum());
        }
      }
      TensorVector second = derivatives(projection, leaves, false);
      product.zero_();
      for (int k = 0; k < slots.size(); k++) {
        Tensor part = second.get(k);
        if (part.defined()) {
          slots.get(k).view(product).copy_(part.detach());
        }
      }
    }
  }

  private static TensorVector derivatives(Tensor of, TensorVector leaves, boolean differentiable) {
    boolean someMayBeUnused = true;
    return torch.grad(
        new TensorVector(of),
        leaves,
        new TensorVector(),
        new BoolOptional(differentiable),
        differentiable,
        someMayBeUnused);
  }
}
