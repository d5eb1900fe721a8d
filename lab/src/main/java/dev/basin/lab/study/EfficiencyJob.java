package dev.basin.lab.study;

import com.fasterxml.jackson.databind.JsonNode;
import dev.basin.data.EpochBatches;
import dev.basin.data.LastBatch;
import dev.basin.data.TrainTestData;
import dev.basin.engine.Cancellation;
import dev.basin.engine.Team;
import dev.basin.network.Network;
import dev.basin.objective.DatasetObjective;
import dev.basin.train.BatchSchedule;
import dev.basin.train.EpochMetrics;
import dev.basin.train.StoppingRule;
import dev.basin.train.Trainer;
import dev.basin.train.TrainingConfig;
import dev.basin.train.TrainingListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Times training steps with teams of several threads, while no other job runs. */
final class EfficiencyJob implements Job {
  private static final int ROUNDS = 3;

  private final JobContext context;
  private final TrainJob training;
  private final Plan.At at;
  private final Measurement.Efficiency what;

  EfficiencyJob(JobContext context, TrainJob training, Plan.At at, Measurement.Efficiency what) {
    this.context = context;
    this.training = training;
    this.at = at;
    this.what = what;
  }

  @Override
  public String name() {
    return training.name() + " timed";
  }

  @Override
  public List<Job> after() {
    return List.of(training);
  }

  @Override
  public double flops() {
    int batch = training.folder().config().batch().start();
    return (double) (ROUNDS + 1)
        * what.threads().size()
        * what.steps()
        * batch
        * network().gradientFlops();
  }

  /** More than there is, so that it runs alone. */
  @Override
  public double bytes() {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  public boolean isThere() {
    return training.folder().has(at);
  }

  @Override
  public Network network() {
    return training.network();
  }

  @Override
  public boolean run() {
    TrialFolder folder = training.folder();
    return context.alone(
        folder.config().key() + ".timed",
        this,
        () -> {
          if (context.isWhole(() -> folder.read(at, JsonNode.class), () -> folder.remove(at))) {
            context.progress().skip(flops());
          } else {
            folder.write(at, measure(folder.config()));
            context.progress().advance(flops());
          }
        });
  }

  private EfficiencyResult measure(TrialConfig config) {
    context.progress().say(name(), "timing");
    int batch = config.batch().start();
    List<EfficiencyResult.Time> times = new ArrayList<>();
    TrainTestData data = context.data().of(config, network());
    int points = (int) Math.min(data.train().size(), (long) what.steps() * batch);
    int steps = new EpochBatches(points, batch, LastBatch.KEEP, network().fewestPoints()).count();
    try (TrainTestData part = new TrainTestData(data.train().first(points), data.test().first(1))) {
      for (int threads : what.threads()) {
        times.add(new EfficiencyResult.Time(threads, seconds(config, part, threads) / steps));
      }
    }
    return new EfficiencyResult(batch, times, context.environment().processor());
  }

  /** Median seconds of an epoch of these points; the first is not counted. */
  private double seconds(TrialConfig config, TrainTestData part, int threads) {
    TrainingConfig rounds =
        new TrainingConfig(
            BatchSchedule.constant(config.batch().start()),
            new StoppingRule(ROUNDS + 1, ROUNDS + 1, 0),
            config.optimizer(),
            config.sharedSeed("timing"),
            config.steps());
    DatasetObjective test =
        new DatasetObjective(network(), part.test(), 1, context.workers(), new Cancellation());
    try (PointerScope scope = new PointerScope();
        Team team = new Team(threads)) {
      Tensor x = torch.zeros(network().layout().dimension());
      network().initialise(x, config.sharedSeed("start"));
      double[] seconds =
          new Trainer(
                  network(), part, test, rounds, TrainingListener.SILENT, context.cancellation())
              .train(x, null, state -> {}, team).epochs().stream()
                  .skip(1)
                  .mapToDouble(EpochMetrics::seconds)
                  .toArray();
      Arrays.sort(seconds);
      return seconds.length == 0 ? Double.NaN : seconds[seconds.length / 2];
    }
  }
}
