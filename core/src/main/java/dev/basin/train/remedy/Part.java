package dev.basin.train.remedy;

/** A part of training that a {@link Remedy} may take over. */
public enum Part {
  /** What is minimised on a batch. */
  LOSS("the loss of a batch"),

  /** Where the gradient is taken. */
  PERTURBATION("the point where the gradient is taken"),

  /** What is done with a batch. */
  UPDATE("what is done with a batch"),

  /** How many points a step takes. */
  BATCH_SIZE("the batch size"),

  /** Who makes the step. */
  OPTIMIZER("the optimiser");

  private final String words;

  Part(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
