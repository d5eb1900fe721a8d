package dev.basin.bench;

import dev.basin.engine.Cancellation;
import dev.basin.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;

/** Times the first steps of a training, and stops it after them. */
final class StepClock implements TrainingListener {
  private final int steps;
  private final Cancellation enough;
  private final List<Double> seconds = new ArrayList<>();
  private long last = System.nanoTime();

  /**
   * Starts the clock; the first step's time includes what comes before it.
   *
   * @param steps how many, at least 1
   * @param enough receives the request to stop
   */
  StepClock(int steps, Cancellation enough) {
    this.steps = steps;
    this.enough = enough;
  }

  @Override
  public void step(int epoch, int pointsDone, int points) {
    long now = System.nanoTime();
    seconds.add((now - last) * 1e-9);
    last = now;
    if (seconds.size() == steps) {
      enough.request();
    }
  }

  /** Wall time of each step, seconds. */
  List<Double> seconds() {
    return List.copyOf(seconds);
  }
}
