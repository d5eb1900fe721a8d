package dev.basin.lab.report;

import dev.basin.lab.figure.Numbers;
import dev.basin.lab.stats.Estimate;
import dev.basin.lab.stats.Ratio;
import java.util.List;

/** The few numbers that carry the finding, as cards. */
final class KeyNumbers {

  private KeyNumbers() {}

  static void write(Markup page, Measures measures) {
    page.open("section", "class", "cards", "aria-label", "Key numbers");
    accuracy(page, measures.get(Measures.TEST_ACCURACY));
    for (Measure measure : measures.sharpness()) {
      sharpness(page, measure);
    }
    distance(page, measures.get(Measures.DISTANCE));
    page.close("section");
  }

  private static void accuracy(Markup page, Measure accuracy) {
    Estimate gap = accuracy.difference();
    boolean one = gap.n() < 2;
    String value = gap.n() == 0 ? Numbers.NONE : signed(gap.mean());
    String paper =
        accuracy.paperSmall() == null || accuracy.paperLarge() == null
            ? ""
            : "paper: " + signed(accuracy.paperSmall().mean() - accuracy.paperLarge().mean());
    card(
        page,
        "Test accuracy gap, SB\u00a0−\u00a0LB",
        value,
        "points",
        List.of(
            one ? oneTrial(gap.n()) : "95 % " + Wording.interval(accuracy, gap),
            "SB " + Wording.spread(accuracy, accuracy.small()) + " %",
            "LB " + Wording.spread(accuracy, accuracy.large()) + " %",
            paper));
  }

  private static void sharpness(Markup page, Measure measure) {
    Ratio ratio = measure.ratio();
    card(
        page,
        "Sharpness LB\u00a0/\u00a0SB, ε\u00a0=\u00a0"
            + Numbers.epsilon(measure.epsilon() == null ? 0 : measure.epsilon())
            + (measure.subspace() == null ? "" : ", p\u00a0=\u00a0" + measure.subspace()),
        ratio.n() == 0 ? Numbers.NONE : Numbers.significant(ratio.geometricMean(), 3),
        ratio.n() == 0 ? "" : "×",
        List.of(
            ratio.n() < 2 ? oneTrial(ratio.n()) : "95 % " + Wording.interval(ratio),
            "SB φ " + Wording.spread(measure, measure.small()),
            "LB φ " + Wording.spread(measure, measure.large()),
            Double.isNaN(measure.paperRatio())
                ? ""
                : "paper: " + Numbers.factor(measure.paperRatio())));
  }

  private static void distance(Markup page, Measure distance) {
    Estimate small = distance.small();
    Estimate large = distance.large();
    Ratio inverse = distance.ratio().inverse();
    card(
        page,
        "Distance from start, SB\u00a0/\u00a0LB",
        inverse.n() == 0 ? Numbers.NONE : Numbers.significant(inverse.geometricMean(), 3),
        inverse.n() == 0 ? "" : "×",
        List.of(
            inverse.n() < 2 ? oneTrial(inverse.n()) : "95 % " + Wording.interval(inverse),
            "SB ‖x − x₀‖ " + Wording.spread(distance, small),
            "LB ‖x − x₀‖ " + Wording.spread(distance, large),
            "paper: 3 to 10 ×"));
  }

  private static void card(
      Markup page, String name, String value, String unit, List<String> lines) {
    page.open("div", "class", "card").element("h3", name).open("p", "class", "value").text(value);
    if (!unit.isEmpty() && !value.equals(Numbers.NONE)) {
      page.element("small", " " + unit);
    }
    page.close("p");
    lines.stream()
        .filter(line -> !line.isEmpty())
        .forEach(line -> page.element("p", line, "class", "line"));
    page.close("div");
  }

  private static String oneTrial(int n) {
    return n == 1 ? "one trial, no spread" : "not known for both";
  }

  private static String signed(double value) {
    String text = Numbers.fixed(value, 2);
    return value > 0 && !text.equals("0.00") ? "+" + text : text;
  }
}
