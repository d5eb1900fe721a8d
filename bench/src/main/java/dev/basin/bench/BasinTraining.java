package dev.basin.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.basin.data.TrainTestData;
import dev.basin.data.image.Mnist;
import dev.basin.data.prepared.PreparedSet;
import dev.basin.engine.Cancellation;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Precision;
import dev.basin.engine.Team;
import dev.basin.engine.Workers;
import dev.basin.network.Network;
import dev.basin.objective.DatasetObjective;
import dev.basin.optim.AdamConfig;
import dev.basin.train.BatchSchedule;
import dev.basin.train.EpochMetrics;
import dev.basin.train.StepConfig;
import dev.basin.train.StoppingRule;
import dev.basin.train.Trainer;
import dev.basin.train.TrainingConfig;
import dev.basin.train.TrainingListener;
import dev.basin.train.remedy.Remedies;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Trains a network with Basin and prints, like the peers, one JSON line: the seconds of each epoch
 * ({@link EpochReport}) or of each of the first steps ({@link StepReport}).
 */
@Command(name = "training", mixinStandardHelpOptions = true)
public final class BasinTraining implements Callable<Integer> {
  private static final String PEER = "basin";
  private static final String VERSION = "0.1.0";
  private static final long SEED = 1;

  @Option(names = "--network", defaultValue = "F1")
  private Workload workload = Workload.F1;

  @Option(names = "--data", required = true, description = "a prepared set, or MNIST's IDX files")
  private Path data = Path.of("");

  @Option(names = "--batch", defaultValue = "256")
  private int batch;

  @Option(names = "--epochs", defaultValue = "3")
  private int epochs;

  @Option(names = "--steps", defaultValue = "0", description = "only so many steps, each timed")
  private int steps;

  @Option(names = "--threads", defaultValue = "1")
  private int threads;

  @Option(names = "--precision", defaultValue = "FLOAT32", description = "of a step's products")
  private Precision precision = Precision.FLOAT32;

  @Option(names = "--remedy", description = "as in 'basin train', as often as wanted")
  private List<String> remedies = List.of();

  /** Runs. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new BasinTraining()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    List<String> blas = List.of(NativeRuntime.start().label());
    Object report;
    try (TrainTestData points =
        PreparedSet.isOne(data) ? PreparedSet.open(data) : Mnist.load(data, null)) {
      report = steps > 0 ? timeSteps(points, blas) : timeEpochs(points, blas);
    }
    System.out.println(new ObjectMapper().writeValueAsString(report));
    return 0;
  }

  private EpochReport timeEpochs(TrainTestData points, List<String> blas) {
    List<EpochMetrics> metrics = train(points, epochs, TrainingListener.SILENT, new Cancellation());
    return new EpochReport(
        PEER,
        version(),
        batch,
        threads,
        metrics.stream().map(EpochMetrics::seconds).toList(),
        metrics.stream().map(EpochMetrics::trainLoss).toList(),
        PeakMemory.ofThisProcessInMB(),
        blas);
  }

  private StepReport timeSteps(TrainTestData points, List<String> blas) {
    int ofEpoch = (points.train().size() - 1) / batch + 1;
    if (steps > ofEpoch) {
      throw new IllegalArgumentException(
          "--steps is %d; expected at most %d, those of an epoch".formatted(steps, ofEpoch));
    }
    Cancellation enough = new Cancellation();
    StepClock clock = new StepClock(steps, enough);
    try {
      train(points, 1, clock, enough);
    } catch (CancellationException e) {
      // the clock asked for it
    }
    return new StepReport(
        PEER, version(), batch, threads, clock.seconds(), PeakMemory.ofThisProcessInMB(), blas);
  }

  /** As {@code basin train} does it; with the test set after each epoch, which is not timed. */
  private List<EpochMetrics> train(
      TrainTestData points, int maxEpochs, TrainingListener listener, Cancellation cancellation) {
    Network network = workload.network();
    try (PointerScope scope = new PointerScope();
        Workers workers = new Workers(threads);
        Team team = workers.team(threads)) {
      Tensor x = torch.zeros(network.layout().dimension());
      network.initialise(x, SEED);
      DatasetObjective test =
          new DatasetObjective(
              network, points.test(), DatasetObjective.DEFAULT_CHUNK_SIZE, workers, cancellation);
      StoppingRule all = new StoppingRule(maxEpochs, maxEpochs, 0);
      TrainingConfig config =
          new TrainingConfig(
              BatchSchedule.constant(batch),
              all,
              AdamConfig.defaults(),
              SEED,
              new StepConfig(precision, StepConfig.defaults().activationMemory()));
      TrainingConfig mended = Remedies.parse(remedies).applyTo(config, network);
      return new Trainer(network, points, test, mended, listener, cancellation)
          .train(x, null, state -> {}, team)
          .epochs();
    }
  }

  private String version() {
    String plain = precision == Precision.FLOAT32 ? VERSION : VERSION + ", " + precision.label();
    return remedies.isEmpty() ? plain : plain + ", " + Remedies.parse(remedies);
  }
}
