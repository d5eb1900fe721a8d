package dev.basin.train;

/** Something that takes part in training: it changes how steps are made, or watches them. */
@FunctionalInterface
public interface TrainingHook {

  /** Takes its place in a run that is about to begin. */
  void install(TrainingRun run);

  /**
   * The most points that go through the network at once.
   *
   * @param batch the most points that would, without this
   */
  default int largestPass(int batch) {
    return batch;
  }
}
