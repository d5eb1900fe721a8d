package dev.basin.lab.figure;

import dev.basin.lab.chart.Band;
import dev.basin.lab.chart.Layer;
import dev.basin.lab.chart.Pen;
import dev.basin.lab.chart.Series;
import dev.basin.lab.stats.Estimate;
import dev.basin.lab.stats.Scale;
import dev.basin.lab.stats.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;

/**
 * One quantity in all trials of an arm: the mean as a thick line with the band of its 95 %
 * interval, and every trial as a thin one. With fewer than three trials there is no band; a single
 * trial is the line itself.
 */
public final class TrialCurves {
  private static final int FEWEST = 3;
  private static final double THIN = 0.4;

  private final Scale scale;
  private final List<Trial> trials;
  private final List<Trial> entering;
  private final boolean onRight;
  private final Pen pen;

  /**
   * The curve of a trial.
   *
   * @param points in order of their places
   * @param enters whether it enters the mean: a run that diverged does not
   */
  public record Trial(List<Series.Point> points, boolean enters) {
    private double at(double x) {
      return points.stream()
          .filter(point -> point.x() == x)
          .mapToDouble(Series.Point::y)
          .findFirst()
          .orElse(Double.NaN);
    }

    private boolean isThere() {
      return enters && points.stream().anyMatch(point -> Double.isFinite(point.y()));
    }
  }

  /**
   * Curves.
   *
   * @param scale where the intervals of the quantity's means are computed
   * @param onRight whether the right axis measures it
   * @param pen of the mean
   */
  public TrialCurves(Scale scale, List<Trial> trials, boolean onRight, Pen pen) {
    this.scale = scale;
    this.trials = trials.stream().filter(trial -> !trial.points().isEmpty()).toList();
    this.entering = this.trials.stream().filter(Trial::isThere).toList();
    this.onRight = onRight;
    this.pen = pen;
  }

  /** Curves in a chart: single trials behind, then bands, then means. */
  public static List<Layer> layers(List<TrialCurves> curves) {
    List<Layer> layers = new ArrayList<>();
    curves.forEach(each -> layers.addAll(each.singles()));
    curves.forEach(each -> layers.addAll(each.bands()));
    curves.forEach(each -> layers.addAll(each.means()));
    return layers;
  }

  /** What a caption has to say of lines and bands, a sentence or more. */
  public static String words(List<TrialCurves> curves) {
    int most = curves.stream().mapToInt(each -> each.entering.size()).max().orElse(0);
    boolean uneven = curves.stream().anyMatch(TrialCurves::isUneven);
    boolean left = curves.stream().anyMatch(each -> each.entering.size() < each.trials.size());
    String lines =
        most < 2
            ? "One trial, so there is no band."
            : most < FEWEST
                ? "Thick: the mean of two trials, too few for a band; thin: the trials."
                : "Thick: the mean over trials, in the band of its 95 % interval; thin: the"
                    + " trials.";
    return lines
        + (uneven ? " A mean goes as far as all its trials do." : "")
        + (left ? " A run that diverged enters no mean." : "");
  }

  /** The mean at every place where all trials that enter it have a value. */
  List<Series.Point> mean() {
    return places().stream().map(x -> new Series.Point(x, estimate(x).mean())).toList();
  }

  /** All values that are drawn, ends of bands included. */
  public DoubleStream drawn() {
    return DoubleStream.concat(
            trials.stream().flatMap(trial -> trial.points().stream()).mapToDouble(Series.Point::y),
            bands().stream()
                .flatMap(band -> band.points().stream())
                .flatMapToDouble(point -> DoubleStream.of(point.low(), point.high())))
        .filter(Double::isFinite);
  }

  private List<Series> singles() {
    return trials.stream()
        .filter(trial -> entering.size() > 1 || !entering.contains(trial))
        .map(trial -> new Series(trial.points(), onRight, thin()))
        .toList();
  }

  private Pen thin() {
    return new Pen(pen.ink(), 1, pen.dashed(), THIN);
  }

  private List<Band> bands() {
    if (entering.size() < FEWEST) {
      return List.of();
    }
    return List.of(
        new Band(
            places().stream()
                .map(x -> new Band.Point(x, estimate(x).low(), estimate(x).high()))
                .toList(),
            onRight,
            pen.ink()));
  }

  private List<Series> means() {
    return entering.isEmpty()
        ? List.of()
        : List.of(
            new Series(entering.size() == 1 ? entering.get(0).points() : mean(), onRight, pen));
  }

  private Estimate estimate(double x) {
    return Statistics.estimate(
        scale, entering.stream().mapToDouble(trial -> trial.at(x)).toArray());
  }

  private List<Double> places() {
    return allPlaces().stream().filter(x -> estimate(x).n() == entering.size()).toList();
  }

  private Set<Double> allPlaces() {
    Set<Double> places = new TreeSet<>();
    entering.forEach(trial -> trial.points().forEach(point -> places.add(point.x())));
    return places;
  }

  private boolean isUneven() {
    return places().size() < allPlaces().size();
  }
}
