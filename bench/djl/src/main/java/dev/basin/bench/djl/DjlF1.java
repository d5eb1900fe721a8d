package dev.basin.bench.djl;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Times epochs of network F1 on MNIST in DJL, as a DJL user would write it.
 *
 * <p>F1 is 784 → 5 × (Linear 512, BatchNorm, ReLU) → Linear 10, mean cross entropy, Adam at 1e-3.
 * Prints one JSON line: peer, version, batch, threads, epochSeconds, loss, peakMemoryMB.
 */
public final class DjlF1 {
  private DjlF1() {}

  /** Runs with {@code --data DIR --batch B --epochs E --threads T}. */
  public static void main(String[] arguments) throws IOException, TranslateException {
    Options options = Options.parse(arguments);
    // Read once, when the engine starts.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(options.threads()));
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");

    double[] seconds = new double[options.epochs()];
    double[] losses = new double[options.epochs()];
    try (Model model = Model.newInstance("f1")) {
      model.setBlock(network());
      Optimizer adam = Optimizer.adam().optLearningRateTracker(Tracker.fixed(1e-3f)).build();
      DefaultTrainingConfig config =
          new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss()).optOptimizer(adam);
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(new Shape(options.batch(), 784));
        Dataset mnist = Mnist.read(trainer.getManager(), options.data(), options.batch());
        for (int epoch = 0; epoch < options.epochs(); epoch++) {
          long start = System.nanoTime();
          losses[epoch] = train(trainer, mnist);
          seconds[epoch] = (System.nanoTime() - start) / 1e9;
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "{\"peer\": \"djl\", \"version\": \"%s (PyTorch %s)\", \"batch\": %d, \"threads\": %d,"
            + " \"epochSeconds\": %s, \"loss\": %s, \"peakMemoryMB\": %f}%n",
        Engine.getDjlVersion(),
        Engine.getInstance().getVersion(),
        options.batch(),
        options.threads(),
        Arrays.toString(seconds),
        Arrays.toString(losses),
        PeakMemory.megabytes());
  }

  private static Block network() {
    SequentialBlock f1 = new SequentialBlock();
    for (int layer = 0; layer < 5; layer++) {
      f1.add(Linear.builder().setUnits(512).build())
          .add(BatchNorm.builder().build())
          .add(Activation.reluBlock());
    }
    return f1.add(Linear.builder().setUnits(10).build());
  }

  /** One pass over the shuffled samples; returns the mean of their losses as they were met. */
  private static double train(Trainer trainer, Dataset dataset)
      throws IOException, TranslateException {
    double total = 0;
    long samples = 0;
    for (Batch batch : trainer.iterateDataset(dataset)) {
      try (batch) {
        NDList labels = batch.getLabels();
        try (GradientCollector collector = trainer.newGradientCollector()) {
          NDList outputs = trainer.forward(batch.getData(), labels);
          NDArray loss = trainer.getLoss().evaluate(labels, outputs);
          collector.backward(loss);
          total += loss.getFloat() * (double) batch.getSize();
        }
        trainer.step();
        samples += batch.getSize();
      }
    }
    return total / samples;
  }
}
