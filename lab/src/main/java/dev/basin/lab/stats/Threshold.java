package dev.basin.lab.stats;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.FDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Where a quantity begins to fall as the batch grows: the break of the line with a bend
 *
 * <pre>  a(b) = c − s max(0, log₂ b − log₂ t),  s ≥ 0,</pre>
 *
 * fitted to all runs by least squares. The 95 % interval of t are the breaks whose residual sum of
 * squares is at most {@code RSS_min (1 + F₀.₉₅(1, N − 3) / (N − 3))}: those that an F-test of one
 * parameter does not refuse.
 *
 * @param batch t
 * @param low lower end of its interval
 * @param high upper end
 * @param level c, the value up to the break
 * @param slope s, what is lost with each doubling beyond it
 */
public record Threshold(double batch, double low, double high, double level, double slope) {
  private static final double CONFIDENCE = 0.95;
  private static final int PARAMETERS = 3;
  private static final int GRID = 400;

  /** A fit with its break held. */
  private record Fit(double rss, double level, double slope) {}

  /**
   * Fits.
   *
   * @param batches points a step, one a run
   * @param values what was measured, one a run; runs whose value is not finite are left out
   * @return null if there are not at least four runs with three different batches
   */
  public static @Nullable Threshold of(double[] batches, double[] values) {
    double[][] runs = finite(batches, values);
    double[] x = runs[0];
    double[] y = runs[1];
    double first = Arrays.stream(x).min().orElse(0);
    double last = Arrays.stream(x).max().orElse(0);
    if (x.length <= PARAMETERS || Arrays.stream(x).distinct().count() < PARAMETERS) {
      return null;
    }
    double[] rss = new double[GRID + 1];
    int best = 0;
    for (int k = 0; k <= GRID; k++) {
      rss[k] = fit(x, y, at(first, last, k)).rss();
      best = rss[k] < rss[best] ? k : best;
    }
    int free = x.length - PARAMETERS;
    double f = new FDistribution(1, free).inverseCumulativeProbability(CONFIDENCE);
    double most = rss[best] * (1 + f / free);
    int low = best;
    int high = best;
    for (int k = 0; k <= GRID; k++) {
      if (rss[k] <= most) {
        low = Math.min(low, k);
        high = Math.max(high, k);
      }
    }
    Fit fit = fit(x, y, at(first, last, best));
    return new Threshold(
        Math.pow(2, at(first, last, best)),
        Math.pow(2, at(first, last, low)),
        Math.pow(2, at(first, last, high)),
        fit.level(),
        fit.slope());
  }

  private static double at(double first, double last, int k) {
    return first + (last - first) * k / GRID;
  }

  private static double[][] finite(double[] batches, double[] values) {
    int[] kept =
        IntStream.range(0, values.length).filter(i -> Double.isFinite(values[i])).toArray();
    double[] x = new double[kept.length];
    double[] y = new double[kept.length];
    for (int k = 0; k < kept.length; k++) {
      x[k] = Math.log(batches[kept[k]]) / Math.log(2);
      y[k] = values[kept[k]];
    }
    return new double[][] {x, y};
  }

  /** Least squares of y = c − s h with h = max(0, x − t). */
  private static Fit fit(double[] x, double[] y, double t) {
    int n = x.length;
    double sumH = 0;
    double sumY = 0;
    for (int i = 0; i < n; i++) {
      sumH += Math.max(0, x[i] - t);
      sumY += y[i];
    }
    double meanH = sumH / n;
    double meanY = sumY / n;
    double sHH = 0;
    double sHY = 0;
    for (int i = 0; i < n; i++) {
      double h = Math.max(0, x[i] - t) - meanH;
      sHH += h * h;
      sHY += h * (y[i] - meanY);
    }
    double slope = sHH > 0 ? Math.max(0, -sHY / sHH) : 0;
    double level = meanY + slope * meanH;
    double rss = 0;
    for (int i = 0; i < n; i++) {
      double residual = y[i] - (level - slope * Math.max(0, x[i] - t));
      rss += residual * residual;
    }
    return new Fit(rss, level, slope);
  }
}
