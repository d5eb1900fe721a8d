package dev.basin.lab.study;

import dev.basin.engine.Printable;
import dev.basin.lab.instrument.Instruments;
import dev.basin.lab.instrument.Measurement;
import dev.basin.network.Network;
import dev.basin.objective.Chunks;
import dev.basin.train.BatchSchedule;
import dev.basin.train.TrainingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Plans what a study does with one of its networks. */
final class SubjectPlan {
  private static final int LONGEST = 300;

  private final Study study;
  private final int index;
  private final Subject subject;
  private final Network network;
  private final int trainPoints;
  private final boolean pictures;
  private final String dataName;
  private final List<Plan.Run> runs = new ArrayList<>();

  SubjectPlan(Study study, int index, DataCatalogue data) {
    this.study = study;
    this.index = index;
    this.subject = study.subjects().get(index);
    this.network = StudyNetworks.byName(subject.network());
    int all = data.trainPoints(subject.data());
    if (subject.limit() > all) {
      throw error("limit is " + subject.limit() + ", more than the " + all + " training points");
    }
    this.trainPoints = subject.limit() == 0 ? all : subject.limit();
    this.pictures = data.hasPictures(subject.data());
    this.dataName = data.name(subject.data());
    for (int trial = 1; trial <= subject.trials(); trial++) {
      for (Arm arm : subject.arms()) {
        plan(arm, trial);
      }
    }
  }

  private StudyFormatException error(String message) {
    return new StudyFormatException(
        "study %s, %s: %s"
            .formatted(study.name(), subject.network(), Printable.shortened(message, LONGEST)));
  }

  private void plan(Arm arm, int trial) {
    WarmStarts from = arm.from();
    if (from == null) {
      runs.add(run(arm, trial, null));
      return;
    }
    for (int epoch : from.epochs()) {
      runs.add(run(arm, trial, epoch));
    }
  }

  private Plan.Run run(Arm arm, int trial, @Nullable Integer fromEpoch) {
    List<Plan.At> measurements = new ArrayList<>();
    for (Measure measure : subject.measures()) {
      boolean again = isOfTheMachine(measure.what()) && trial > 1;
      if (!measure.isOf(arm) || again) {
        continue;
      }
      if (measure.epochs().isEmpty()) {
        measurements.add(new Plan.At(null, measure.what()));
      }
      for (int epoch : measure.epochs()) {
        measurements.add(new Plan.At(epoch, measure.what()));
      }
    }
    return new Plan.Run(
        index, arm.name(), fromEpoch, config(arm, trial, fromEpoch), measurements, Keep.NOTHING);
  }

  private static boolean isOfTheMachine(Measurement what) {
    return Instruments.named(what.instrument()).isOfTheMachine();
  }

  private TrialConfig config(Arm arm, int trial, @Nullable Integer fromEpoch) {
    BatchSchedule batch = checked(arm, () -> arm.batch().over(trainPoints));
    TrialConfig.Iterate iterate = null;
    if (fromEpoch != null) {
      Arm source = subject.arm(Objects.requireNonNull(arm.from()).arm());
      iterate = new TrialConfig.Iterate(config(source, trial, null).key(), fromEpoch);
    }
    TrialConfig config = config(arm, batch, trial, iterate);
    checked(
        arm,
        () -> {
          arm.remedies().requireFit(dataName, pictures);
          new Chunks(trainPoints, subject.chunkSize()).requireStatistics(network, "training");
          TrainingConfig training = config.training(network);
          training.requireStatistics(network);
          return training;
        });
    return config;
  }

  private <T> T checked(Arm arm, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      StudyFormatException refusal = error("arm " + arm.name() + ": " + e.getMessage());
      refusal.initCause(e);
      throw refusal;
    }
  }

  private TrialConfig config(
      Arm arm, BatchSchedule batch, int trial, TrialConfig.@Nullable Iterate iterate) {
    return new TrialConfig(
        subject.network(),
        dataName,
        subject.limit(),
        subject.chunkSize(),
        batch,
        arm.stopping(),
        arm.optimizer(),
        arm.steps(),
        subject.seed(),
        trial,
        iterate,
        arm.remedies().toFullTexts(),
        arm.dropLastBatch(),
        null);
  }

  /** The network under its data set's name. */
  Subject subject() {
    return subject.named(dataName);
  }

  List<Plan.Run> runs() {
    return runs;
  }

  List<Plan.Joint> joint() {
    List<Plan.Joint> joint = new ArrayList<>();
    for (JointMeasure measure : subject.joint()) {
      for (int trial = 1; trial <= subject.trials(); trial++) {
        List<TrialConfig> of = new ArrayList<>();
        for (String arm : measure.arms()) {
          of.add(end(measure.what(), arm, trial));
        }
        joint.add(new Plan.Joint(index, trial, measure.what(), measure.arms(), of));
      }
    }
    return joint;
  }

  private TrialConfig end(Measurement what, String name, int trial) {
    Arm arm = subject.arm(name);
    if (arm.from() != null) {
      throw error(
          what.instrument()
              + " is asked of arm "
              + name
              + "; expected one that starts from random weights");
    }
    return config(arm, trial, null);
  }
}
