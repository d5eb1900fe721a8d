package dev.basin.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.lab.RunEnd;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What all sharpness measures together allow to say of the two arms of a study. */
class SharpnessFindingTest {
  private static final double[] ONE = {1, 1.1, 0.9};
  private static final double[] MORE = {10, 11, 9.5};

  private record End(boolean diverged, String stopped, double trainLoss, double trainAccuracy)
      implements RunEnd {}

  private static final End MINIMUM = new End(false, "patience", 0.01, 99.9);

  private static Measure measure(String label, double[] first, double[] second) {
    return Measure.sharpness(label, 1e-3, first, second);
  }

  private static EndDoubts ends(End first, End second) {
    return EndDoubts.of(
        new EndDoubts.Runs("A", Collections.nCopies(3, first)),
        new EndDoubts.Runs("B", Collections.nCopies(3, second)));
  }

  private static String sentence(EndDoubts doubts, Measure... measures) {
    return SharpnessFinding.of(List.of(measures), "A", "B")
        .orElseThrow()
        .sentence(doubts, "A", "B");
  }

  @Test
  void measuresThatAgreeAreOneVerdict() {
    EndDoubts none = ends(MINIMUM, MINIMUM);
    assertThat(sentence(none, measure("one", ONE, MORE), measure("two", ONE, MORE)))
        .isEqualTo(
            "B ended in a sharper minimum than A: all 2 sharpness measures (ε and space) call the B"
                + " solution sharper.");
    assertThat(sentence(none, measure("one", MORE, ONE)))
        .isEqualTo(
            "B ended in a flatter minimum than A: the one sharpness measure calls the B solution"
                + " flatter.");
  }

  @Test
  void measuresThatDisagreeAllowNothing() {
    assertThat(
            sentence(
                ends(MINIMUM, MINIMUM),
                measure("one", ONE, MORE),
                measure("two", MORE, ONE),
                measure("three", ONE, ONE)))
        .isEqualTo(
            "Whether B ended in a sharper minimum than A cannot be said: of 3 sharpness measures (ε"
                + " and space) 1 call the B solution sharper, 1 flatter and 1 cannot tell.");
  }

  @Test
  void endsThatAreNoMinimaOrUnlikeAllowNothing() {
    assertThat(
            sentence(
                ends(MINIMUM, new End(false, "epochs", 0.01, 99.9)), measure("one", ONE, MORE)))
        .contains("cannot be said: 3 of 3 B runs ended at the epoch limit");
    assertThat(
            sentence(
                ends(MINIMUM, new End(false, "patience", 0.01, 86.9)), measure("one", ONE, MORE)))
        .contains("cannot be said: training accuracies differ by 13.00 points");
  }

  @Test
  void oneTrialTellsNothing() {
    EndDoubts none =
        EndDoubts.of(
            new EndDoubts.Runs("A", List.of(MINIMUM)), new EndDoubts.Runs("B", List.of(MINIMUM)));
    assertThat(sentence(none, measure("one", new double[] {1}, new double[] {10})))
        .startsWith("Whether B ended in a sharper minimum than A cannot be told from one trial");
  }

  @Test
  void nothingMeasuredIsNoFinding() {
    double[] none = {Double.NaN, Double.NaN, Double.NaN};
    assertThat(SharpnessFinding.of(List.of(measure("one", ONE, none)), "A", "B")).isEmpty();
  }
}
