package dev.basin.examples;

import dev.basin.data.FetchProgress;
import dev.basin.data.TrainTestData;
import dev.basin.data.image.Mnist;
import dev.basin.data.image.MnistFetcher;
import dev.basin.engine.Cancellation;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Team;
import dev.basin.engine.Workers;
import dev.basin.network.Network;
import dev.basin.network.PaperNetworks;
import dev.basin.objective.DatasetObjective;
import dev.basin.optim.AdamConfig;
import dev.basin.sharpness.BoxSharpness;
import dev.basin.sharpness.Maximizer;
import dev.basin.train.BatchSchedule;
import dev.basin.train.StoppingRule;
import dev.basin.train.Trainer;
import dev.basin.train.TrainingConfig;
import dev.basin.train.TrainingListener;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Lesson 1: train F1 on 10,000 images for three epochs and measure how sharp the loss is where it
 * ended.
 *
 * <p>Everything after training asks one function f of one flat vector x: {@link DatasetObjective}.
 */
final class Lesson01Sharpness {
  private Lesson01Sharpness() {}

  public static void main(String[] arguments) {
    NativeRuntime.start();
    Network network = PaperNetworks.f1();
    Cancellation never = new Cancellation();
    try (PointerScope scope = new PointerScope();
        TrainTestData mnist =
            Mnist.load(MnistFetcher.of(null).locate(FetchProgress.SILENT), 10_000);
        Workers workers = new Workers(2);
        Team team = workers.team(2)) {
      DatasetObjective f = new DatasetObjective(network, mnist.train(), 5_000, workers, never);
      DatasetObjective test = new DatasetObjective(network, mnist.test(), 5_000, workers, never);

      Tensor x = torch.zeros(network.layout().dimension());
      network.initialise(x, 1);
      TrainingConfig config =
          new TrainingConfig(
              BatchSchedule.constant(256), new StoppingRule(3, 3, 0), AdamConfig.defaults(), 1);
      new Trainer(network, mnist, test, config, TrainingListener.SILENT, never)
          .train(x, null, state -> {}, team);

      System.out.println(f.evaluate(x));
      try (BoxSharpness sharpness = new BoxSharpness(f, x)) {
        System.out.println(sharpness.fullSpace(1e-3, Maximizer.BEST, 1));
      }
    }
  }
}
