package dev.basin.lab.site;

import dev.basin.lab.study.Section;

/** Makes one section of a study's page. */
interface StudySection {

  /** What the store allows to show. */
  SectionContent of(StudyView study);

  /** Who makes a section. */
  static StudySection of(Section section) {
    return switch (section) {
      case ACCURACY -> new AccuracySection();
      case SHARPNESS -> new SharpnessSection();
      case CURVES -> new CurvesSection();
      case PATHS -> new PathsSection();
      case BATCH_SIZES -> new BatchSizeSection();
      case WARM_STARTS -> new WarmStartSection();
      case ALONG_TRAINING -> new AlongTrainingSection();
      case DISTANCE -> new DistanceSection();
      case NEIGHBOURHOOD -> new NeighbourhoodSection();
      case PERFORMANCE_MODEL -> new PerformanceModelSection();
      case REMEDIES -> new RemediesSection();
    };
  }
}
