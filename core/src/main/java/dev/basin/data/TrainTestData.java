package dev.basin.data;

/**
 * What a network is trained on and what it is tested on.
 *
 * @param train the training points
 * @param test the test points
 */
public record TrainTestData(Dataset train, Dataset test) implements AutoCloseable {
  /** Closes both. */
  @Override
  public void close() {
    train.close();
    test.close();
  }
}
