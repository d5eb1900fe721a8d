package dev.basin.lab.report;

import dev.basin.lab.instrument.EfficiencyInstrument;
import dev.basin.lab.instrument.EigenvalueInstrument;
import dev.basin.lab.instrument.Instrument;
import dev.basin.lab.instrument.Instruments;
import dev.basin.lab.instrument.LandscapeInstrument;
import dev.basin.lab.instrument.NeighbourhoodInstrument;
import dev.basin.lab.instrument.SharpnessInstrument;
import dev.basin.lab.study.Section;
import dev.basin.lab.study.Study;
import dev.basin.lab.study.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The sections of a study's page: those that it asks for, one that compares three arms and more,
 * and one for everything else that it measures, so that nothing measured goes unseen.
 */
final class StudySections {
  private StudySections() {}

  /** Every section, in the order of the page. */
  static List<StudySection> of(Study study) {
    List<StudySection> sections = new ArrayList<>();
    study.show().forEach(section -> sections.add(named(section)));
    if (ArmsSection.isNeeded(study)) {
      sections.add(new ArmsSection());
    }
    for (Instrument<?> instrument : Instruments.all()) {
      String name = instrument.about().name();
      boolean atSolutions = isMeasuredAtSolutions(study, name) && !isShown(study, name, false);
      boolean along = isMeasuredAlong(study, name) && !isShown(study, name, true);
      if (atSolutions || along) {
        sections.add(new InstrumentSection<>(instrument, atSolutions, along));
      }
    }
    return sections;
  }

  private static StudySection named(Section section) {
    return switch (section) {
      case ACCURACY -> new AccuracySection();
      case SHARPNESS -> new SharpnessSection();
      case CURVES -> new CurvesSection();
      case PATHS ->
          new InstrumentSection<>(Instruments.named(LandscapeInstrument.NAME), true, false);
      case BATCH_SIZES -> new BatchSizeSection();
      case WARM_STARTS -> new WarmStartSection();
      case ALONG_TRAINING -> new AlongTrainingSection();
      case DISTANCE -> new DistanceSection();
      case NEIGHBOURHOOD -> new NeighbourhoodSection();
      case PERFORMANCE_MODEL -> new PerformanceModelSection();
      case REMEDIES -> new RemediesSection();
    };
  }

  private static boolean isMeasuredAtSolutions(Study study, String instrument) {
    for (Subject subject : study.subjects()) {
      boolean alone =
          subject.measures().stream()
              .anyMatch(
                  measure ->
                      measure.epochs().isEmpty() && measure.what().instrument().equals(instrument));
      boolean jointly =
          subject.joint().stream().anyMatch(joint -> joint.what().instrument().equals(instrument));
      if (alone || jointly) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMeasuredAlong(Study study, String instrument) {
    return study.subjects().stream()
        .flatMap(subject -> subject.measures().stream())
        .anyMatch(
            measure ->
                !measure.epochs().isEmpty() && measure.what().instrument().equals(instrument));
  }

  /** Whether a section that the study asks for shows it. */
  private static boolean isShown(Study study, String instrument, boolean along) {
    return study.show().stream()
        .filter(section -> section != Section.REMEDIES || RemedyRuns.areComparable(study))
        .map(section -> along ? shownAlong(section) : shownAtSolutions(section))
        .anyMatch(shown -> shown.contains(instrument));
  }

  private static Set<String> shownAtSolutions(Section section) {
    return switch (section) {
      case SHARPNESS, BATCH_SIZES -> Set.of(SharpnessInstrument.NAME);
      case REMEDIES -> Set.of(SharpnessInstrument.NAME, EigenvalueInstrument.NAME);
      case PATHS -> Set.of(LandscapeInstrument.NAME);
      case NEIGHBOURHOOD -> Set.of(NeighbourhoodInstrument.NAME);
      case PERFORMANCE_MODEL -> Set.of(EfficiencyInstrument.NAME);
      case ACCURACY, CURVES, DISTANCE, ALONG_TRAINING, WARM_STARTS -> Set.of();
    };
  }

  private static Set<String> shownAlong(Section section) {
    return section == Section.ALONG_TRAINING ? Set.of(SharpnessInstrument.NAME) : Set.of();
  }
}
