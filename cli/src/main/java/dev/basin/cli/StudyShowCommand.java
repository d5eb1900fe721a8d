package dev.basin.cli;

import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.study.Arm;
import dev.basin.lab.study.JointMeasure;
import dev.basin.lab.study.Measure;
import dev.basin.lab.study.Study;
import dev.basin.lab.study.Subject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code basin study show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description =
        "Show what a study does at a scale, with everything that it takes from its base and from"
            + " its networks and scales.")
final class StudyShowCommand implements Callable<Integer> {
  @Mixin private StudyOptions studies = new StudyOptions();
  @Mixin private StudyDataOptions data = new StudyDataOptions();

  @Override
  public Integer call() {
    StudyData catalogue = data.catalogue();
    ChosenStudies chosen =
        new ChosenStudies(studies.files(), studies.scale()).requireNames(catalogue);
    for (Study study : chosen.studies()) {
      System.out.printf("%s (%s): %s%n", study.name(), study.scale().label(), study.title());
      study.subjects().forEach(subject -> print(subject, catalogue));
    }
    return 0;
  }

  private static void print(Subject subject, StudyData catalogue) {
    System.out.printf(
        "  %s on %s%s%s, %d trials, seed %d, chunks of %d points%n",
        subject.network(),
        subject.data(),
        catalogue.hasToBeGiven(subject.data())
            ? " (which cannot be fetched: run it with --data " + subject.data() + "=DATA)"
            : "",
        subject.limit() == 0 ? "" : ", first " + subject.limit() + " points",
        subject.trials(),
        subject.seed(),
        subject.chunkSize());
    for (Arm arm : subject.arms()) {
      System.out.printf(
          "    %s: batch %s, %s; %s%s%s%n",
          arm.name(),
          arm.batch().text(),
          arm.optimizer().describe(),
          arm.stopping().describe(),
          arm.from() == null
              ? ""
              : "; from " + arm.from().arm() + " after epochs " + arm.from().epochs(),
          arm.remedies().all().isEmpty() ? "" : "; remedies " + arm.remedies().describe());
    }
    for (Measure measure : subject.measures()) {
      System.out.printf(
          "    measure %s%s%s%n",
          said(measure.what()),
          measure.arms().isEmpty() ? "" : " of " + String.join(", ", measure.arms()),
          measure.epochs().isEmpty() ? "" : " after epochs " + measure.epochs());
    }
    for (JointMeasure joint : subject.joint()) {
      System.out.printf(
          "    measure %s between %s%n", said(joint.what()), String.join(" and ", joint.arms()));
    }
  }

  private static String said(Measurement what) {
    String settings = what.describe();
    return what.instrument() + (settings.isEmpty() ? "" : " (" + settings + ")");
  }
}
