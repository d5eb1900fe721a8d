package dev.basin.lab.remarks;

import dev.basin.curvature.Hessian;
import dev.basin.curvature.Lanczos;
import dev.basin.curvature.LanczosConfig;
import dev.basin.curvature.Spectrum;
import dev.basin.engine.Workers;
import dev.basin.lab.CountedFunction;
import dev.basin.lab.Progress;
import dev.basin.objective.TwiceDifferentiableFunction;
import dev.basin.sharpness.BoxSharpness;
import dev.basin.sharpness.RandomSubspace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * "Assuming ε to be small enough, when A = I the value relates to the largest eigenvalue of ∇²f(x)
 * and when A is randomly sampled it approximates the Ritz value of ∇²f(x) projected onto the
 * column-space of A" (Keskar et al. 2017, section 2.2.2): both sides of both claims, measured.
 */
public final class CurvatureRemarks {
  private final RemarkConfig config;
  private final Workers workers;
  private final Progress progress;

  /** Measures as the configuration says. */
  public CurvatureRemarks(RemarkConfig config, Workers workers, Progress progress) {
    this.config = config;
    this.workers = workers;
    this.progress = progress;
  }

  /**
   * Measures one solution.
   *
   * @param name of the solution
   * @param f the loss
   * @param x the solution, shape (n); not changed
   */
  public RemarkPoint at(String name, TwiceDifferentiableFunction f, Tensor x) {
    IntConsumer advance = products -> progress.advance(1);
    try (PointerScope scope = new PointerScope();
        RandomSubspace manifold =
            new RandomSubspace(
                f.dimension(),
                config.subspace(),
                config.seed(),
                workers,
                RandomSubspace.DEFAULT_MEMORY_BUDGET);
        BoxSharpness box = new BoxSharpness(new CountedFunction(f, progress, 1), x)) {
      List<RemarkPoint.AtEpsilon> values = new ArrayList<>();
      for (double epsilon : config.epsilons()) {
        progress.say(name, "sharpness, ε = " + epsilon);
        values.add(
            new RemarkPoint.AtEpsilon(
                epsilon,
                box.fullSpace(epsilon, config.maximizer(), config.seed()).sharpness(),
                box.subspace(epsilon, manifold, config.maximizer(), config.seed()).sharpness()));
      }
      Hessian hessian = new Hessian(f, x);
      progress.say(name, "largest eigenvalue");
      Spectrum spectrum =
          new Lanczos(
                  LanczosConfig.top(1)
                      .withTolerance(1e-3)
                      .withMaxProducts(config.maxProducts())
                      .withSeed(config.seed()),
                  advance)
              .of(hessian);
      progress.say(name, "Ritz values");
      double ritz = RitzValues.of(hessian, manifold, advance).get(0);
      progress.finished(name);
      return new RemarkPoint(
          name,
          box.value(),
          box.gradientNorm(),
          spectrum.eigenvalues().get(0),
          spectrum.residuals().get(0),
          ritz,
          List.copyOf(values));
    }
  }
}
