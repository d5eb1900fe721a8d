package dev.basin.lab.report;

import dev.basin.lab.figure.Numbers;
import dev.basin.lab.stats.Estimate;
import dev.basin.lab.stats.SignTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Accuracies on test and training points: the paper's Table 2. */
final class AccuracySection implements StudySection {
  @Override
  public SectionContent of(StudyView study) {
    ArmTable table = new ArmTable(study, NumberForm.PERCENT, false);
    return new SectionContent(
        "Accuracy",
        findings(study),
        List.of(
            table.of(
                "Testing accuracy, %",
                RunView::testAccuracy, paper -> Optional.of(paper.testAccuracy())),
            table.of(
                "Training accuracy, %",
                RunView::trainAccuracy, paper -> Optional.of(paper.trainAccuracy()))),
        List.of(),
        List.of(
            "± is one sample standard deviation over trials; brackets are 95 % t-intervals, of the"
                + " mean on the logit scale or of the paired difference. The sign test is exact and"
                + " two-sided."));
  }

  private static List<String> findings(StudyView study) {
    List<String> findings = new ArrayList<>();
    for (int k = 0; k < study.subjects(); k++) {
      if (study.isPair(k)) {
        finding(study, k).ifPresent(findings::add);
      }
    }
    return findings;
  }

  private static Optional<String> finding(StudyView study, int subject) {
    Pairing pairing = ArmTable.pairing(study, subject, NumberForm.PERCENT, RunView::testAccuracy);
    Estimate difference = pairing.difference();
    if (difference.n() == 0) {
      return Optional.empty();
    }
    String first = study.subject(subject).arms().get(0).name();
    String second = study.subject(subject).arms().get(1).name();
    boolean ahead = difference.mean() >= 0;
    StringBuilder text = new StringBuilder(study.name(subject)).append(": ");
    text.append(ahead ? first : second)
        .append(" tests ")
        .append(Numbers.fixed(Math.abs(difference.mean()), 2))
        .append(" points better");
    if (difference.hasSpread()) {
      SignTest test = pairing.signTest();
      text.append(", ")
          .append(first)
          .append(" − ")
          .append(second)
          .append(" in ")
          .append(NumberForm.PERCENT.interval(difference))
          .append(" (95 %, ")
          .append(difference.n())
          .append(" trials), larger in ")
          .append(test.positive())
          .append(" of ")
          .append(test.positive() + test.negative())
          .append(difference.excludes(0) ? "" : "; the interval holds 0");
    } else {
      text.append(", in one trial");
    }
    PaperNumbers.of(study.subject(subject).network())
        .filter(paper -> ArmTable.isPapers(study.subject(subject).arms()))
        .ifPresent(
            paper ->
                text.append(". The paper: ")
                    .append(
                        Numbers.fixed(
                            paper.testAccuracy().small().mean()
                                - paper.testAccuracy().large().mean(),
                            2))
                    .append(" points"));
    return Optional.of(text.append('.').toString());
  }
}
