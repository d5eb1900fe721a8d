package dev.basin;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.basin.data.TrainTestData;
import dev.basin.data.fetch.DataFetcher;
import dev.basin.data.image.Mnist;
import dev.basin.data.image.MnistFetcher;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** MNIST for tests, which touch the network only if the environment allows it. */
public final class TestMnist {
  private static final String FETCH = "BASIN_TEST_FETCH";

  private TestMnist() {}

  /**
   * The data set where this machine has it; fetched first if {@code BASIN_TEST_FETCH=true};
   * otherwise the calling test is skipped.
   */
  public static TrainTestData load() {
    DataFetcher fetcher = MnistFetcher.of(null);
    @Nullable Path directory = fetcher.find();
    if (directory == null && "true".equals(System.getenv(FETCH))) {
      directory = fetcher.locate((file, done, total) -> {});
    }
    assumeTrue(directory != null, "MNIST is not on this machine, and " + FETCH + " is not 'true'");
    return Mnist.load(directory, null);
  }
}
