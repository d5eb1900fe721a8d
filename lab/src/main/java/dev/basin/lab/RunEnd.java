package dev.basin.lab;

/** How a training run ended. */
public interface RunEnd {

  /** Whether its loss or weights are no longer finite. */
  boolean diverged();

  /** Why it stopped: {@code patience}, {@code epochs} or {@code diverged}; empty if not known. */
  String stopped();

  /** Loss over the training points at its end, in nats; NaN if there is none. */
  double trainLoss();

  /** Accuracy over the training points at its end, in percent; NaN if there is none. */
  double trainAccuracy();
}
