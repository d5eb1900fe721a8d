package dev.basin.lab.report;

/** Makes one section of a study's page. */
interface StudySection {

  /** What the store allows to show. */
  SectionContent of(StudyView study);
}
