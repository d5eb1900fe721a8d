package dev.basin.train.remedy;

import dev.basin.engine.Range;
import dev.basin.engine.text.TextForm;
import dev.basin.network.Network;
import dev.basin.optim.Optimizer;
import dev.basin.train.TrainingConfig;
import dev.basin.train.TrainingRun;
import dev.basin.train.Update;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Conservative training (Li, Zhang, Chen and Smola 2014; Keskar et al. 2017, Appendix E.2): a batch
 * is used for a subproblem that is held near the weights w_k at which the batch was met,
 *
 * <pre>
 * w_{k+1} = argmin_w  (1/|B_k|) Σ_{i∈B_k} f_i(w) + (λ/2) ‖w − w_k‖²
 * </pre>
 *
 * <p>solved inexactly by some steps of the run's optimiser, whose state goes on from subproblem to
 * subproblem. The first of them is a plain step, since w = w_k.
 *
 * @param lambda λ &ge; 0; 1e-3 in the paper
 * @param iterations steps on each batch, from 1 to 1000; 3 (of ADAM) in the paper
 */
public record ConservativeTraining(double lambda, int iterations) implements Remedy {
  static final String NAME = "conservative";

  private static final double LAMBDA = 1e-3;
  private static final int ITERATIONS = 3;
  private static final Range ITERATION_COUNTS = Range.count(1, 1000);

  /** Checks the ranges. */
  public ConservativeTraining {
    Checks.notNegative(lambda, NAME, "lambda");
    Checks.count(ITERATION_COUNTS, iterations, NAME, "iterations");
  }

  static ConservativeTraining of(TextForm form) {
    return new ConservativeTraining(
        form.number("lambda", LAMBDA), form.count("iterations", ITERATIONS));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("lambda", lambda);
    settings.put("iterations", iterations);
    return settings;
  }

  @Override
  public Optional<Part> changes() {
    return Optional.of(Part.UPDATE);
  }

  @Override
  public double gradients() {
    return iterations;
  }

  @Override
  public TrainingConfig applyTo(TrainingConfig config, Network network) {
    return config.with(run -> run.wrapUpdate(plain -> around(plain, run)));
  }

  private Update around(Update plain, TrainingRun run) {
    Tensor x = run.x();
    Tensor g = run.g();
    Tensor anchor = torch.empty_like(x); // w_k
    Tensor away = torch.empty_like(x);
    Optimizer optimizer = run.optimizer();
    return (inputs, labels, rateFactor) -> {
      anchor.copy_(x);
      Tensor first = plain.step(inputs, labels, rateFactor);
      for (int k = 1; k < iterations; k++) {
        try (PointerScope again = new PointerScope()) {
          run.gradient().compute(inputs, labels, run.stepSeed(optimizer.steps()));
        }
        torch.sub_out(away, x, anchor);
        g.add_(away, new Scalar(lambda));
        optimizer.step(rateFactor);
      }
      return first;
    };
  }
}
