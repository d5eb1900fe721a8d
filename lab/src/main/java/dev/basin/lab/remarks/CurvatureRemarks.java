package dev.basin.lab.remarks;

import dev.basin.curvature.Hessian;
import dev.basin.curvature.Lanczos;
import dev.basin.curvature.LanczosConfig;
import dev.basin.curvature.Spectrum;
import dev.basin.objective.TwiceDifferentiableFunction;
import dev.basin.sharpness.BoxSharpness;
import dev.basin.sharpness.RandomSubspace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * "Assuming ε to be small enough, when A = I the value relates to the largest eigenvalue of ∇²f(x)
 * and when A is randomly sampled it approximates the Ritz value of ∇²f(x) projected onto the
 * column-space of A" (Keskar et al. 2017, section 2.2.2): both sides of both claims, measured.
 */
public final class CurvatureRemarks {
  private final RemarkConfig config;
  private final Consumer<String> listener;

  /**
   * Measures as the configuration says.
   *
   * @param listener hears of what is done
   */
  public CurvatureRemarks(RemarkConfig config, Consumer<String> listener) {
    this.config = config;
    this.listener = listener;
  }

  /**
   * Measures one solution.
   *
   * @param f the loss
   * @param x the solution, shape (n); not changed
   * @param manifold the random manifold, of the configuration's dimension
   */
  public RemarkPoint at(TwiceDifferentiableFunction f, Tensor x, RandomSubspace manifold) {
    try (PointerScope scope = new PointerScope();
        BoxSharpness box = new BoxSharpness(f, x)) {
      List<RemarkPoint.AtEpsilon> values = new ArrayList<>();
      for (double epsilon : config.epsilons()) {
        listener.accept("sharpness, ε = " + epsilon);
        values.add(
            new RemarkPoint.AtEpsilon(
                epsilon,
                box.fullSpace(epsilon, config.maximizer(), config.seed()).sharpness(),
                box.subspace(epsilon, manifold, config.maximizer(), config.seed()).sharpness()));
      }
      Hessian hessian = new Hessian(f, x);
      listener.accept("largest eigenvalue");
      Spectrum spectrum =
          new Lanczos(
                  LanczosConfig.top(1)
                      .withTolerance(1e-3)
                      .withMaxProducts(config.maxProducts())
                      .withSeed(config.seed()))
              .of(hessian);
      listener.accept("Ritz values");
      double ritz = RitzValues.of(hessian, manifold).get(0);
      return new RemarkPoint(
          box.value(),
          box.gradientNorm(),
          spectrum.eigenvalues().get(0),
          spectrum.residuals().get(0),
          ritz,
          values,
          config.seed());
    }
  }
}
