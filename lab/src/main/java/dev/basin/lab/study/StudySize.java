package dev.basin.lab.study;

/** How many runs and measurements a study asks for, known before any is planned. */
final class StudySize {
  private static final long MOST = 100_000;

  private StudySize() {}

  /**
   * A plan is made as a whole; a slip of the pen must not take all memory.
   *
   * @throws StudyFormatException if there are too many
   */
  static void requireFewEnough(Study study) {
    long count = study.subjects().stream().mapToLong(StudySize::of).sum();
    if (count > MOST) {
      throw new StudyFormatException(
          "study %s asks for %d runs and measurements; expected at most %d"
              .formatted(study.name(), count, MOST));
    }
  }

  private static long of(Subject subject) {
    long ofOneTrial = subject.joint().size();
    for (Arm arm : subject.arms()) {
      long starts = arm.from() == null ? 1 : arm.from().epochs().size();
      ofOneTrial += starts * (1 + measurements(subject, arm));
    }
    return subject.trials() * ofOneTrial;
  }

  private static long measurements(Subject subject, Arm arm) {
    return subject.measures().stream()
        .filter(measure -> measure.isOf(arm))
        .mapToLong(measure -> Math.max(1, measure.epochs().size()))
        .sum();
  }
}
