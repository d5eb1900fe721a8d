package dev.basin.optim.lbfgsb;

/**
 * The interval of uncertainty of the Moré–Thuente line search and the trial step chosen in it, for
 * a function φ of one variable.
 *
 * <p>Keeps two end points: the one with the least value so far, {@code (best, φ, φ′)}, and the
 * other one, {@code (other, φ, φ′)}. The next trial is chosen from the minimiser of the cubic
 * through values and slopes of two points and the minimiser of a quadratic (through two values and
 * a slope) or a secant (through two slopes), in four cases.
 *
 * <p>Source: J. J. Moré and D. J. Thuente, Line search algorithms with guaranteed sufficient
 * decrease, ACM TOMS 20 (1994), section 4 (cases 1 to 4) and the updating algorithm of section 2.
 */
final class StepInterval {
  /** The largest share of the interval a secant step towards the far end may take (section 4). */
  private static final double DELTA = 0.66;

  private double best; // α_l
  private double bestValue; // φ(α_l)
  private double bestSlope; // φ′(α_l)
  private double other; // α_u
  private double otherValue;
  private double otherSlope;
  private boolean bracketed;

  StepInterval(double value, double slope) {
    this.bestValue = value;
    this.bestSlope = slope;
    this.otherValue = value;
    this.otherSlope = slope;
  }

  double best() {
    return best;
  }

  double bestValue() {
    return bestValue;
  }

  double other() {
    return other;
  }

  /** Whether a minimiser is known to lie between the two end points. */
  boolean bracketed() {
    return bracketed;
  }

  double low() {
    return Math.min(best, other);
  }

  double high() {
    return Math.max(best, other);
  }

  double width() {
    return Math.abs(other - best);
  }

  /**
   * Takes in φ and φ′ at a trial step, after subtracting the line {@code tilt · α} from φ
   * everywhere, and returns the next trial.
   *
   * @param step α_t, the step tried
   * @param value φ(α_t)
   * @param slope φ′(α_t)
   * @param tilt slope of the line subtracted (μφ′(0) for the auxiliary function ψ, 0 for φ)
   * @param smallest least step allowed
   * @param largest largest step allowed
   */
  double next(
      double step, double value, double slope, double tilt, double smallest, double largest) {
    tilt(-tilt);
    double v = value - step * tilt;
    double s = slope - tilt;
    double trial = trial(step, v, s, smallest, largest);
    update(step, v, s);
    tilt(tilt);
    return trial;
  }

  private void tilt(double slope) {
    bestValue += best * slope;
    bestSlope += slope;
    otherValue += other * slope;
    otherSlope += slope;
  }

  private double trial(double step, double value, double slope, double smallest, double largest) {
    double towardsBest = best - step;
    if (value > bestValue) {
      // Case 1: higher value. The minimum is bracketed; the cubic step, or half way to the
      // quadratic.
      bracketed = true;
      double cubic = cubic(best, bestValue, bestSlope, step, value, slope);
      double chord = (value - bestValue) / (step - best);
      double quadratic = best + bestSlope / (bestSlope - chord) / 2 * (step - best);
      return Math.abs(cubic - best) < Math.abs(quadratic - best)
          ? cubic
          : cubic + (quadratic - cubic) / 2;
    }
    double secant = step + slope / (slope - bestSlope) * towardsBest;
    if (slope * Math.signum(bestSlope) < 0) {
      // Case 2: lower value, slopes of opposite sign. Bracketed; the farther of cubic and secant.
      bracketed = true;
      double cubic = cubic(step, value, slope, best, bestValue, bestSlope);
      return Math.abs(cubic - step) > Math.abs(secant - step) ? cubic : secant;
    }
    double limit = step > best ? largest : smallest;
    if (Math.abs(slope) < Math.abs(bestSlope)) {
      // Case 3: lower value, slopes of the same sign, the slope's magnitude falls.
      double cubic = cubicBeyond(step, value, slope, limit);
      if (!bracketed) {
        double farther = Math.abs(cubic - step) > Math.abs(secant - step) ? cubic : secant;
        return Math.max(smallest, Math.min(largest, farther));
      }
      double closer = Math.abs(cubic - step) < Math.abs(secant - step) ? cubic : secant;
      double guard = step + DELTA * (other - step);
      return step > best ? Math.min(guard, closer) : Math.max(guard, closer);
    }
    // Case 4: lower value, slopes of the same sign, the slope's magnitude does not fall.
    return bracketed ? cubic(step, value, slope, other, otherValue, otherSlope) : limit;
  }

  /** Section 2, updating algorithm: keeps a minimiser between the end points. */
  private void update(double step, double value, double slope) {
    if (value > bestValue) {
      other = step;
      otherValue = value;
      otherSlope = slope;
      return;
    }
    if (slope * Math.signum(bestSlope) < 0) {
      other = best;
      otherValue = bestValue;
      otherSlope = bestSlope;
    }
    best = step;
    bestValue = value;
    bestSlope = slope;
  }

  /** The minimiser of the cubic with the given values and slopes at a and b, measured from a. */
  private static double cubic(double a, double fa, double da, double b, double fb, double db) {
    double theta = 3 * (fa - fb) / (b - a) + da + db;
    double scale = Math.max(Math.abs(theta), Math.max(Math.abs(da), Math.abs(db)));
    double root = scale * Math.sqrt(square(theta / scale) - da / scale * (db / scale));
    double gamma = b < a ? -root : root;
    double ratio = (gamma - da + theta) / (gamma - da + gamma + db);
    return a + ratio * (b - a);
  }

  /**
   * Case 3's cubic step: its minimiser if that lies beyond the trial step and the cubic tends to
   * infinity there, otherwise the limit.
   */
  private double cubicBeyond(double step, double value, double slope, double limit) {
    double theta = 3 * (bestValue - value) / (step - best) + bestSlope + slope;
    double scale = Math.max(Math.abs(theta), Math.max(Math.abs(bestSlope), Math.abs(slope)));
    double radicand = square(theta / scale) - bestSlope / scale * (slope / scale);
    double root = scale * Math.sqrt(Math.max(0, radicand));
    double gamma = step > best ? -root : root;
    double ratio = (gamma - slope + theta) / (gamma + (bestSlope - slope) + gamma);
    return ratio < 0 && gamma != 0 ? step + ratio * (best - step) : limit;
  }

  private static double square(double x) {
    return x * x;
  }
}
