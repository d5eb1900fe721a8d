package dev.basin.lab.figure;

import dev.basin.lab.chart.Layer;
import dev.basin.lab.chart.Marker;
import dev.basin.lab.chart.Pen;
import dev.basin.lab.chart.Series;
import dev.basin.lab.stats.Estimate;
import dev.basin.lab.stats.Scale;
import dev.basin.lab.stats.Statistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Means over trials at chosen places: a disc each, its 95 % interval as a whisker where there are
 * three trials and more, and a line through the discs.
 */
public final class MeanMarkers {
  private static final int FEWEST = 3;
  private static final double RADIUS = 4;

  private final Scale scale;
  private final List<Place> places;
  private final boolean onRight;
  private final Pen pen;

  /**
   * A place.
   *
   * @param x its position
   * @param values one a trial; those that are not finite are left out
   */
  public record Place(double x, List<Double> values) {

    /** Copies the list. */
    public Place {
      values = List.copyOf(values);
    }

    /** A place with values from an array. */
    public Place(double x, double... values) {
      this(x, Arrays.stream(values).boxed().toList());
    }

    double[] array() {
      return values.stream().mapToDouble(v -> v).toArray();
    }
  }

  /**
   * Markers.
   *
   * @param scale where the intervals of the quantity's means are computed
   * @param onRight whether the right axis measures it
   * @param pen of the line
   */
  public MeanMarkers(Scale scale, List<Place> places, boolean onRight, Pen pen) {
    this.scale = scale;
    this.places =
        places.stream()
            .filter(place -> place.values().stream().anyMatch(Double::isFinite))
            .toList();
    this.onRight = onRight;
    this.pen = pen;
  }

  /** The line and the discs. */
  public List<Layer> means() {
    List<Layer> layers = new ArrayList<>();
    layers.add(
        new Series(
            places.stream()
                .map(place -> new Series.Point(place.x(), estimate(place).mean()))
                .toList(),
            onRight,
            pen));
    for (Place place : places) {
      Estimate estimate = estimate(place);
      boolean whisker = estimate.n() >= FEWEST;
      layers.add(
          new Marker(
              place.x(),
              estimate.mean(),
              whisker ? estimate.low() : Double.NaN,
              whisker ? estimate.high() : Double.NaN,
              onRight,
              pen.ink(),
              RADIUS,
              1));
    }
    return layers;
  }

  /** Every trial where there are several, as a faint dot. */
  public List<Layer> singles() {
    List<Layer> dots = new ArrayList<>();
    for (Place place : places) {
      if (estimate(place).n() > 1) {
        Arrays.stream(place.array())
            .forEach(value -> dots.add(Marker.faint(place.x(), value, onRight, pen.ink())));
      }
    }
    return dots;
  }

  /** All values that are drawn, ends of whiskers included. */
  public DoubleStream drawn() {
    return places.stream()
        .flatMapToDouble(
            place -> {
              Estimate estimate = estimate(place);
              return DoubleStream.concat(
                  DoubleStream.of(place.array()),
                  estimate.n() < FEWEST
                      ? DoubleStream.empty()
                      : DoubleStream.of(estimate.low(), estimate.high()));
            })
        .filter(Double::isFinite);
  }

  /** What a caption has to say of discs and whiskers, a sentence. */
  public static String words(List<MeanMarkers> markers) {
    int most =
        markers.stream()
            .flatMap(each -> each.places.stream().map(each::estimate))
            .mapToInt(Estimate::n)
            .max()
            .orElse(0);
    return most < 2
        ? "One trial, so there are no whiskers."
        : most < FEWEST
            ? "Discs: means of two trials, too few for an interval."
            : "Discs: means over trials; whiskers: their 95 % intervals, of three trials and more.";
  }

  private Estimate estimate(Place place) {
    return Statistics.estimate(scale, place.array());
  }
}
