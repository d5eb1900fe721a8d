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
import dev.basin.train.BatchSchedule;
import dev.basin.train.GradientNoise;
import dev.basin.train.StoppingRule;
import dev.basin.train.Trainer;
import dev.basin.train.TrainingConfig;
import dev.basin.train.TrainingHook;
import dev.basin.train.TrainingListener;
import dev.basin.train.remedy.Remedies;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Lesson 2: train F1 on 10,000 images with a large batch, with SAM, with a remedy of one's own, and
 * with an eye on the gradient's noise.
 *
 * <p>A {@link TrainingHook} puts something around a part of a run: here the gradient, to which the
 * slope of a penalty {@code (λ/2) ‖x‖²} is added.
 */
final class Lesson02Remedies {
  private static final double LAMBDA = 1e-4;

  private Lesson02Remedies() {}

  public static void main(String[] arguments) {
    NativeRuntime.start();
    Network network = PaperNetworks.f1();
    Cancellation never = new Cancellation();
    try (PointerScope scope = new PointerScope();
        TrainTestData mnist =
            Mnist.load(MnistFetcher.of(null).locate(FetchProgress.SILENT), 10_000);
        Workers workers = new Workers(2);
        Team team = workers.team(2)) {
      DatasetObjective test = new DatasetObjective(network, mnist.test(), 5_000, workers, never);
      TrainingConfig plain =
          new TrainingConfig(
              BatchSchedule.constant(1_000), new StoppingRule(5, 5, 0), AdamConfig.defaults(), 1);
      TrainingConfig config =
          Remedies.parse(List.of("sam:rho=0.1", "swa:start=0.5"))
              .applyTo(plain, network)
              .with(penalty())
              .with(
                  GradientNoise.during(
                      (epoch, noise) ->
                          System.out.printf(
                              "epoch %d: noise scale %.0f points%n", epoch, noise.points())));

      Tensor x = torch.zeros(network.layout().dimension());
      network.initialise(x, 1);
      new Trainer(network, mnist, test, config, TrainingListener.SILENT, never)
          .train(x, null, state -> {}, team);
      System.out.println(test.evaluate(x));
    }
  }

  private static TrainingHook penalty() {
    return run ->
        run.wrapGradient(
            inner ->
                (inputs, labels, seed) -> {
                  Tensor logits = inner.compute(inputs, labels, seed);
                  run.g().add_(run.x(), new Scalar(LAMBDA));
                  return logits;
                });
  }
}
