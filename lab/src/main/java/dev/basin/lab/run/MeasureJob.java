package dev.basin.lab.run;

import dev.basin.data.Dataset;
import dev.basin.data.TrainTestData;
import dev.basin.lab.instrument.Instrument;
import dev.basin.lab.instrument.Instruments;
import dev.basin.lab.instrument.ObjectiveConfig;
import dev.basin.lab.instrument.Price;
import dev.basin.lab.instrument.Problem;
import dev.basin.lab.store.EpochRecord;
import dev.basin.lab.store.MeasurementFile;
import dev.basin.lab.store.StoreFile;
import dev.basin.lab.store.Times;
import dev.basin.lab.store.TrialFolder;
import dev.basin.lab.store.TrialOutcome;
import dev.basin.lab.study.TrialConfig;
import dev.basin.network.Network;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Measures the weights of one trial after one epoch or at its solution, or the solutions of several
 * trials together.
 */
final class MeasureJob implements Job {
  private final JobContext context;
  private final boolean ofFinished;
  private final List<TrainJob> of;
  private final @Nullable Integer epoch;
  private final List<MeasurementFile> wanted;

  /**
   * A job.
   *
   * @param of whose weights
   * @param epoch after which epoch, or null for the solutions
   * @param wanted what is measured of them
   */
  MeasureJob(
      JobContext context,
      List<TrainJob> of,
      @Nullable Integer epoch,
      Collection<MeasurementFile> wanted) {
    this(context, of, epoch, wanted, false);
  }

  private MeasureJob(
      JobContext context,
      List<TrainJob> of,
      @Nullable Integer epoch,
      Collection<MeasurementFile> wanted,
      boolean ofFinished) {
    this.context = context;
    this.ofFinished = ofFinished;
    this.of = of;
    this.epoch = epoch;
    this.wanted = List.copyOf(wanted);
  }

  /**
   * A job that stands alone: its trials are trained, and what cannot be measured is an error.
   *
   * @param of whose weights; not trained by this
   * @param epoch after which epoch, or null for the solutions
   */
  static MeasureJob ofFinished(
      JobContext context, List<TrainJob> of, @Nullable Integer epoch, MeasurementFile wanted) {
    return new MeasureJob(context, of, epoch, List.of(wanted), true);
  }

  @Override
  public String name() {
    if (of.size() > 1) {
      return network().name()
          + " trial "
          + of.get(0).folder().config().trial()
          + " "
          + wanted.get(0).what().instrument();
    }
    return of.get(0).name() + (epoch == null ? "" : " epoch " + epoch) + " measured";
  }

  @Override
  public List<Job> after() {
    return ofFinished ? List.of() : List.copyOf(of);
  }

  private Price price(MeasurementFile each) {
    return of.get(0).cost().price(each.what());
  }

  private double flops(MeasurementFile each) {
    return price(each).flops(network());
  }

  @Override
  public double flops() {
    return wanted.stream().mapToDouble(this::flops).sum();
  }

  @Override
  public double bytes() {
    return wanted.stream().mapToDouble(each -> price(each).bytes()).max().orElse(0);
  }

  @Override
  public boolean isThere() {
    return wanted.stream().allMatch(MeasurementFile::isThere);
  }

  @Override
  public Network network() {
    return of.get(0).network();
  }

  /** One lock for all that is measured at the same weights. */
  private String lock() {
    if (of.size() > 1) {
      return wanted.get(0).fileName();
    }
    return of.get(0).folder().config().key()
        + (epoch == null ? ".solution" : ".epoch-" + epoch)
        + (Instruments.named(wanted.get(0).what().instrument()).isOfTheMachine() ? ".timed" : "");
  }

  @Override
  public boolean run() {
    return context.alone(
        lock(),
        this,
        () -> {
          List<MeasurementFile> missing = missing();
          if (!missing.isEmpty()) {
            measure(missing);
          }
        });
  }

  private List<MeasurementFile> missing() {
    boolean noWeights = of.stream().anyMatch(this::hasNoWeights);
    List<MeasurementFile> missing = new ArrayList<>();
    for (MeasurementFile each : wanted) {
      if (noWeights || context.isWhole(each::read, each::remove)) {
        context.progress().skip(flops(each));
      } else {
        missing.add(each);
      }
    }
    return missing;
  }

  private boolean hasNoWeights(TrainJob training) {
    if (training.isLeftOut()) {
      return true;
    }
    TrialFolder folder = training.folder();
    TrialOutcome outcome = folder.outcome();
    return epoch == null
        ? outcome.diverged()
        : epoch > outcome.epochs() || isNotFinite(folder, epoch);
  }

  private static boolean isNotFinite(TrialFolder folder, int epoch) {
    EpochRecord record = folder.epochs().get(epoch - 1);
    return !Double.isFinite(record.trainLoss()) || !Double.isFinite(record.testLoss());
  }

  private void measure(List<MeasurementFile> missing) {
    Map<Integer, List<MeasurementFile>> byLimit = new LinkedHashMap<>();
    missing.forEach(
        each -> byLimit.computeIfAbsent(each.what().limit(), limit -> new ArrayList<>()).add(each));
    try (PointerScope scope = new PointerScope()) {
      TrainTestData data = context.data().of(of.get(0).folder().config(), network());
      of.forEach(training -> training.folder().requireSameData(data));
      Problem.Subject subject = subject();
      byLimit.forEach(
          (limit, group) -> {
            int size = data.train().size();
            int points = limit == 0 ? size : Math.min(limit, size);
            try (Dataset part = data.train().first(points)) {
              measure(group, subject, new TrainTestData(part, data.test()));
            }
          });
    }
  }

  private Problem.Subject subject() {
    TrialConfig config = of.get(0).folder().config();
    List<Tensor> weights = of.stream().map(training -> training.weights(epoch)).toList();
    return new Problem.Subject(
        of.stream().map(TrainJob::name).toList(),
        weights,
        config.training(network()),
        config::sharedSeed);
  }

  private void measure(List<MeasurementFile> group, Problem.Subject subject, TrainTestData data) {
    FlopMeter meter = new FlopMeter(network(), context.progress(), name());
    KeptPoints points = new KeptPoints();
    Problem.Means means =
        new Problem.Means(
            context.workers(),
            context.cancellation(),
            context.environment().processor(),
            meter,
            points);
    try (Problem problem =
        new Problem(
            network(),
            subject,
            data,
            ObjectiveConfig.usual(of.get(0).folder().config().chunkSize()),
            means)) {
      for (MeasurementFile each : group) {
        context.progress().say(name(), each.what().instrument());
        long begin = System.nanoTime();
        points.of(each);
        meter.expect(flops(each));
        Instrument<?> instrument = Instruments.named(each.what().instrument());
        try {
          each.write(instrument.measure(each.what().settings(), problem));
        } catch (IllegalArgumentException e) {
          if (ofFinished) {
            throw e;
          }
          context
              .notes()
              .accept(name() + ": " + each.fileName() + " is left out: " + e.getMessage());
          continue;
        } finally {
          meter.finish();
        }
        each.removePoints();
        double seconds = (System.nanoTime() - begin) * 1e-9;
        StoreFile.append(of.get(0).folder().times(), Times.measurement(each.fileName(), seconds));
      }
    }
  }
}
