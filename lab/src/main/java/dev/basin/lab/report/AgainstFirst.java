package dev.basin.lab.report;

import dev.basin.lab.figure.Numbers;
import dev.basin.lab.stats.Scale;
import dev.basin.lab.stats.SignTest;
import dev.basin.lab.study.Arm;
import dev.basin.lab.study.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * One quantity of a network's arms, each paired with the first arm trial by trial, and tested
 * together.
 */
final class AgainstFirst {
  private static final double SIGNIFICANT = 0.05;

  private final Arm reference;
  private final List<Arm> others;
  private final List<Pairing> pairings = new ArrayList<>();
  private final boolean asRatio;
  private final double[] adjusted;

  /**
   * Pairs.
   *
   * @param form how all of its numbers, which are given, are written
   * @param asRatio whether the arm's over the first's matters, rather than the difference, if the
   *     quantity is never below 0
   */
  AgainstFirst(
      StudyView study,
      int subject,
      Function<double[], NumberForm> form,
      boolean asRatio,
      ToDoubleFunction<RunView> value) {
    List<Arm> arms = compared(study.subject(subject));
    this.reference = arms.get(0);
    this.others = arms.subList(1, arms.size());
    List<double[]> values = arms.stream().map(arm -> study.values(subject, arm, value)).toList();
    NumberForm quantity = form.apply(values.stream().flatMapToDouble(Arrays::stream).toArray());
    this.asRatio = asRatio && quantity.scale() == Scale.POSITIVE;
    for (double[] ofArm : values.subList(1, values.size())) {
      pairings.add(new Pairing(quantity, ofArm, values.get(0)));
    }
    this.adjusted = Pairing.adjusted(pairings, this.asRatio);
  }

  /** The arms with one run a trial: those that start from another's weights have several. */
  static List<Arm> compared(Subject subject) {
    return subject.arms().stream().filter(arm -> arm.from() == null).toList();
  }

  /** Whether any trial has both an arm and the first. */
  boolean isThere() {
    return pairings.stream().anyMatch(pairing -> pairing.difference().n() > 0);
  }

  List<Arm> others() {
    return others;
  }

  Pairing pairing(int other) {
    return pairings.get(other);
  }

  /** Holm's p of an arm, NaN if it could not be tested. */
  double holm(int other) {
    return adjusted[other];
  }

  /** 1 if an arm's is larger beyond chance after Holm's correction, −1 if smaller, else 0. */
  int direction(int other) {
    return adjusted[other] < SIGNIFICANT ? pairings.get(other).direction(asRatio) : 0;
  }

  /** How many arms were tested together. */
  long tested() {
    return Arrays.stream(adjusted).filter(p -> !Double.isNaN(p)).count();
  }

  SiteTable table(String caption) {
    String first = reference.name();
    List<SiteTable.Row> rows = new ArrayList<>();
    for (int k = 0; k < others.size(); k++) {
      Pairing pairing = pairings.get(k);
      rows.add(
          new SiteTable.Row(
              others.get(k).name(),
              List.of(
                  asRatio ? pairing.reversed().ratioCell() : pairing.differenceCell(),
                  signCell(pairing.signTest()),
                  p(pairing.p(asRatio)),
                  p(adjusted[k]))));
    }
    return new SiteTable(
        caption + ", against " + first,
        List.of(
            "Arm",
            asRatio ? "arm / " + first : "arm − " + first,
            "sign test, p",
            "t-test, p",
            "p by Holm"),
        rows);
  }

  private static SiteTable.Cell signCell(SignTest test) {
    int pairs = test.positive() + test.negative();
    return pairs == 0
        ? SiteTable.Cell.of(Numbers.NONE)
        : new SiteTable.Cell(
            Numbers.significant(test.p(), 2), "larger in " + test.positive() + " of " + pairs);
  }

  private static SiteTable.Cell p(double p) {
    return SiteTable.Cell.of(Numbers.significant(p, 2));
  }
}
