package dev.basin.lab.instrument;

import dev.basin.data.EpochBatches;
import dev.basin.data.LastBatch;
import dev.basin.data.TrainTestData;
import dev.basin.engine.Cancellation;
import dev.basin.engine.Team;
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

/** How long training steps take with teams of several threads: a number of the machine. */
public final class EfficiencyInstrument implements Instrument<EfficiencyResult> {
  /** Its name. */
  public static final String NAME = "efficiency";

  private static final int ROUNDS = 3;

  private static final Setting<List<Integer>> THREADS =
      Setting.count("threads", 1, 4096).list().usual("1,2").help("Sizes of the teams.");
  private static final Setting<Integer> STEPS =
      Setting.count("steps", 1, 1_000_000).usual("40").help("How many steps are timed.");

  @Override
  public About about() {
    return new About(
        NAME,
        List.of(),
        "Parallel efficiency",
        "How long training steps take with teams of several threads, nothing else running.",
        "Keskar et al. 2017, Appendix C",
        "f(P) = T(1) / (P T(P)), the median of three rounds. It says something of the machine, and"
            + " differs from run to run.");
  }

  @Override
  public Arity arity() {
    return Arity.ONE;
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(THREADS, STEPS);
  }

  @Override
  public boolean isOfTheMachine() {
    return true;
  }

  /** More memory than there is, so that it runs alone. */
  @Override
  public Price price(Settings settings, Sizes sizes) {
    double rounds = (ROUNDS + 1.0) * settings.get(THREADS).size();
    return new Price(0, rounds * settings.get(STEPS) * sizes.batch(), 0, Double.POSITIVE_INFINITY);
  }

  @Override
  public EfficiencyResult measure(Settings settings, Problem problem) {
    int batch = problem.training().batch().start();
    List<EfficiencyResult.Time> times = new ArrayList<>();
    int size = problem.trainPoints().size();
    int points = (int) Math.min(size, (long) settings.get(STEPS) * batch);
    int fewest = problem.network().fewestPoints();
    int steps = new EpochBatches(points, batch, LastBatch.KEEP, fewest).count();
    try (TrainTestData part =
        new TrainTestData(problem.trainPoints().first(points), problem.testPoints().first(1))) {
      for (int threads : settings.get(THREADS)) {
        times.add(new EfficiencyResult.Time(threads, seconds(problem, part, threads) / steps));
      }
    }
    return new EfficiencyResult(batch, times, problem.processor());
  }

  /** Median seconds of an epoch of these points; the first is not counted. */
  private static double seconds(Problem problem, TrainTestData part, int threads) {
    TrainingConfig trained = problem.training();
    TrainingConfig rounds =
        new TrainingConfig(
            BatchSchedule.constant(trained.batch().start()),
            new StoppingRule(ROUNDS + 1, ROUNDS + 1, 0),
            trained.optimizer(),
            1,
            trained.steps());
    DatasetObjective test =
        new DatasetObjective(
            problem.network(), part.test(), 1, problem.workers(), new Cancellation());
    try (PointerScope scope = new PointerScope();
        Team team = new Team(threads)) {
      Tensor x = problem.x().clone();
      double[] seconds =
          new Trainer(
                  problem.network(),
                  part,
                  test,
                  rounds,
                  TrainingListener.SILENT,
                  problem.cancellation())
              .train(x, null, state -> {}, team).epochs().stream()
                  .skip(1)
                  .mapToDouble(EpochMetrics::seconds)
                  .toArray();
      Arrays.sort(seconds);
      return seconds.length == 0 ? Double.NaN : seconds[seconds.length / 2];
    }
  }

  @Override
  public Class<EfficiencyResult> resultType() {
    return EfficiencyResult.class;
  }

  @Override
  public List<Quantity<EfficiencyResult>> quantities() {
    return List.of(
        Quantity.<EfficiencyResult>real(
                "efficiency",
                "Parallel efficiency f(P) at the most threads",
                "",
                found -> found.efficiency(found.mostThreads()))
            .higherIsBetter()
            .asHeadline(),
        Quantity.integer("most_threads", "P", EfficiencyResult::mostThreads),
        Quantity.text("processor", "Processor", EfficiencyResult::processor));
  }

  @Override
  public List<Series<EfficiencyResult, ?>> series() {
    return List.of(
        new Series<>(
            "efficiency_times",
            (settings, found) -> found.times(),
            List.of(
                Quantity.integer("threads", "P", EfficiencyResult.Time::threads),
                Quantity.real(
                    "seconds_a_step",
                    "Time of a step",
                    "s",
                    EfficiencyResult.Time::secondsAStep))));
  }
}
