package dev.basin.train.remedy;

import dev.basin.engine.Range;
import dev.basin.engine.text.TextForm;
import dev.basin.network.Network;
import dev.basin.train.TrainingConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Post-local SGD (Lin, Stich, Patel and Jaggi 2020, Algorithm 1): the run begins as usual; later
 * the batch is dealt to K workers that step on their own, each with its share of the batch, its own
 * weights and its own state of the optimiser, and after every H steps all go on from the mean of
 * their weights,
 *
 * <pre>
 * w_k ← step_k(w_k, ∇f_{B_k}(w_k))      every H steps: w_k ← (1/K) Σ_j w_j
 * </pre>
 *
 * <p>The workers are simulated, one after another. They average after each epoch, too, whatever H
 * is, so that there is one solution to evaluate. The optimiser's state is not averaged; it is
 * copied to all when the local phase begins.
 *
 * @param workers K, from 2 to 10,000; 16 in most of the paper, here 8 unless said otherwise
 * @param steps H, from 1 to 1,000,000; 8 unless said otherwise
 * @param start the share of the epochs after which the local phase begins, in [0, 1); the paper
 *     begins at the first fall of the learning rate, half-way
 */
public record PostLocalSgd(int workers, int steps, double start) implements Remedy {
  static final String NAME = "post-local-sgd";

  private static final int WORKERS = 8;
  private static final Range WORKER_COUNTS = Range.count(2, 10_000);
  private static final Range STEP_COUNTS = Range.count(1, 1_000_000);
  private static final int STEPS = 8;
  private static final double START = 0.5;

  /** Checks the ranges. */
  public PostLocalSgd {
    Checks.count(WORKER_COUNTS, workers, NAME, "workers");
    Checks.count(STEP_COUNTS, steps, NAME, "steps");
    Checks.share(start, NAME, "start");
  }

  static PostLocalSgd of(TextForm form) {
    return new PostLocalSgd(
        form.count("workers", WORKERS), form.count("steps", STEPS), form.number("start", START));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("workers", workers);
    settings.put("steps", steps);
    settings.put("start", start);
    return settings;
  }

  @Override
  public Optional<Part> changes() {
    return Optional.of(Part.UPDATE);
  }

  /** Weights and an optimiser for each worker. */
  @Override
  public int vectors(int optimizer) {
    return workers * (1 + optimizer);
  }

  @Override
  public TrainingConfig applyTo(TrainingConfig config, Network network) {
    int most = config.largestBatch() / 2;
    Checks.require(
        workers <= most, NAME, "workers", workers, "at most " + most + ", half of the batch");
    return config.with(
        run -> {
          LocalWorkers local = new LocalWorkers(run, workers, steps);
          double after = Checks.epochs(start, run.config().stoppingRule().maxEpochs());
          run.wrapUpdate(
              together ->
                  (inputs, labels, rateFactor) ->
                      local.epochsDone() < after
                          ? together.step(inputs, labels, rateFactor)
                          : local.step(inputs, labels, rateFactor));
        });
  }
}
