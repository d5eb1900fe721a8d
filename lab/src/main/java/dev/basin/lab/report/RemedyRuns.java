package dev.basin.lab.report;

import dev.basin.lab.instrument.EigenvalueInstrument;
import dev.basin.lab.instrument.EigenvalueResult;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.stats.Estimate;
import dev.basin.lab.stats.GapShare;
import dev.basin.lab.stats.Statistics;
import dev.basin.lab.study.Arm;
import dev.basin.lab.study.Study;
import dev.basin.lab.study.Subject;
import dev.basin.lab.study.TrialConfig;
import dev.basin.train.TrainingConfig;
import dev.basin.train.remedy.DynamicSampling;
import dev.basin.train.remedy.Remedies;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The runs of one network in a study of remedies: the first arm has the small batch, the second the
 * large one, the others something more. Warm starts are left out.
 */
final class RemedyRuns {
  /** Remedies that only choose the rate and the number of steps. */
  private static final Set<String> TUNING = Set.of("lr-scaling", "regime-adaptation");

  private static final int BASELINES = 2;

  private final StudyView study;
  private final int subject;

  RemedyRuns(StudyView study, int subject) {
    this.study = study;
    this.subject = subject;
  }

  String network() {
    return study.name(subject);
  }

  /** Whether there are arms to compare with a small and a large batch, and runs of them. */
  boolean isThere() {
    return arms().size() > BASELINES && study.has(subject);
  }

  /** Whether the first two arms are plain, from the random start, and of two batch sizes. */
  boolean hasBaselines() {
    return isPlain(small()) && isPlain(large()) && !small().batch().equals(large().batch());
  }

  /** Whether every network of a study has such baselines, and arms to compare with them. */
  static boolean areComparable(Study study) {
    return study.subjects().stream()
        .map(Subject::arms)
        .allMatch(
            arms ->
                arms.size() > BASELINES
                    && isPlain(arms.get(0))
                    && isPlain(arms.get(1))
                    && !arms.get(0).batch().equals(arms.get(1).batch()));
  }

  private static boolean isPlain(Arm arm) {
    return arm.from() == null && arm.remedies().all().isEmpty();
  }

  List<Arm> arms() {
    return study.subject(subject).arms();
  }

  Arm small() {
    return arms().get(0);
  }

  Arm large() {
    return arms().get(1);
  }

  /** Arms with a remedy that changes how steps are made. */
  List<Arm> remedied() {
    return others().stream().filter(arm -> !isTuned(arm)).toList();
  }

  /** A baseline with another rate or more steps, and nothing else. */
  List<Arm> tuned(Arm baseline) {
    return others().stream().filter(arm -> isTuned(arm, baseline)).toList();
  }

  /** All but the baselines. */
  List<Arm> others() {
    return arms().subList(BASELINES, arms().size()).stream()
        .filter(arm -> arm.from() == null)
        .filter(arm -> estimate(arm).n() > 0 || diverged(arm) > 0)
        .toList();
  }

  /** Whether an arm is a baseline with another rate or more steps, and nothing else. */
  boolean isTuned(Arm arm) {
    return isTuned(arm, small()) || isTuned(arm, large());
  }

  private static boolean isTuned(Arm arm, Arm baseline) {
    return arm.batch().equals(baseline.batch())
        && arm.optimizer().name().equals(baseline.optimizer().name())
        && arm.remedies().all().stream().allMatch(remedy -> TUNING.contains(remedy.name()));
  }

  /** Trials that the study asks for. */
  int trials() {
    return study.subject(subject).trials();
  }

  /** Whether all trials of an arm, and of the small and the large batch, ended with weights. */
  boolean isWhole(Arm arm) {
    return gap(arm).difference().n() == trials() && gain(arm).n() == trials();
  }

  /** An arm's name, with the number of its runs that diverged, if there are any. */
  String describe(Arm arm) {
    long diverged = diverged(arm);
    return diverged == 0 ? arm.name() : arm.name() + ", " + diverged + " diverged";
  }

  long diverged(Arm arm) {
    return study.diverged(subject, arm);
  }

  double[] accuracies(Arm arm) {
    return study.values(subject, arm, RunView::testAccuracy);
  }

  Estimate estimate(Arm arm) {
    return NumberForm.PERCENT.estimate(accuracies(arm));
  }

  /** The gap that remains: small batch minus the arm. */
  Pairing gap(Arm arm) {
    return gap(small(), arm);
  }

  /** One arm minus another. */
  Pairing gap(Arm better, Arm worse) {
    return new Pairing(NumberForm.PERCENT, accuracies(better), accuracies(worse));
  }

  /** Whether the small batch tests better than the large one, in the mean. */
  boolean hasGap() {
    return gap(large()).difference().mean() > 0;
  }

  /** What the arm gains: the arm minus the large batch. */
  Estimate gain(Arm arm) {
    return gap(arm, large()).difference();
  }

  /** Orders arms by their gains. */
  Comparator<Arm> bestFirst() {
    return Comparator.comparingDouble((Arm arm) -> gain(arm).mean()).reversed();
  }

  GapShare share(Arm arm) {
    return GapShare.of(accuracies(small()), accuracies(large()), accuracies(arm));
  }

  List<Measurement> sharpnesses() {
    return study.sharpnesses(subject);
  }

  Estimate sharpness(Arm arm, Measurement what) {
    return NumberForm.SHARPNESS.estimate(
        study.values(subject, arm, run -> run.headline(null, what)));
  }

  Estimate distance(Arm arm) {
    return Statistics.estimate(study.values(subject, arm, RunView::distance));
  }

  /** Over how many of the first training points the eigenvalue is, 0 for all. */
  int eigenvaluePoints() {
    return study.subject(subject).measures().stream()
        .map(measure -> measure.what())
        .filter(what -> what.instrument().equals(EigenvalueInstrument.NAME))
        .mapToInt(Measurement::limit)
        .findFirst()
        .orElse(0);
  }

  /** The largest eigenvalue of the Hessian. */
  Estimate eigenvalue(Arm arm) {
    return Statistics.estimate(study.values(subject, arm, RemedyRuns::eigenvalue));
  }

  private static double eigenvalue(RunView run) {
    return run.atSolution(EigenvalueInstrument.NAME, EigenvalueResult.class)
        .map(EigenvalueResult::eigenvalue)
        .orElse(Double.NaN);
  }

  /** Gradients of the whole training set, the remedy's own included. */
  Estimate passes(Arm arm) {
    double price = arm.remedies().gradients();
    return Statistics.estimate(study.values(subject, arm, run -> run.epochsDone() * price));
  }

  Estimate seconds(Arm arm) {
    return Statistics.estimate(study.values(subject, arm, RunView::trainingSeconds));
  }

  /** The base learning rate, as remedies leave it. */
  double rate(Arm arm) {
    RunView any = study.runs(subject, arm.name()).get(0);
    return any.run().config().training(any.network()).optimizer().learningRate();
  }

  /** Steps of the optimiser; NaN where the batch size is decided during training. */
  Estimate steps(Arm arm) {
    return Statistics.estimate(study.values(subject, arm, RemedyRuns::steps));
  }

  private static double steps(RunView run) {
    TrialConfig config = run.run().config();
    boolean decidedLater =
        Remedies.parse(config.remedies()).all().stream()
            .anyMatch(
                remedy ->
                    remedy instanceof DynamicSampling sampling
                        && sampling.test() == DynamicSampling.Test.VARIANCE);
    if (decidedLater) {
      return Double.NaN;
    }
    TrainingConfig training = config.training(run.network());
    int points = (int) run.value(end -> end.train() == null ? 0 : (double) end.train().points());
    double steps = 0;
    for (int epoch = 1; points > 0 && epoch <= run.epochs().size(); epoch++) {
      steps += training.batches(run.network(), points, training.batch().size(epoch)).count();
    }
    return steps == 0 ? Double.NaN : steps;
  }
}
