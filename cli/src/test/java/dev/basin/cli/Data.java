package dev.basin.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.basin.data.image.MnistFetcher;
import dev.basin.data.prepared.PreparedSetInfo;
import dev.basin.data.prepared.PreparedSetWriter;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import dev.basin.network.Network;
import dev.basin.network.PaperNetworks;
import dev.basin.network.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What the tests of whole commands work on. */
final class Data {
  private Data() {}

  /** Skips the test where MNIST is not at hand and may not be fetched. */
  static void requireMnist() {
    if ("true".equals(System.getenv("BASIN_TEST_FETCH"))) {
      MnistFetcher.of(null).locate(new FetchLines());
    } else {
      assumeTrue(
          MnistFetcher.of(null).find() != null,
          "MNIST is not on this machine; BASIN_TEST_FETCH=true fetches it");
    }
  }

  /** Writes a random start of F1. */
  static Path weights(Path file, long seed) {
    NativeRuntime.start();
    Network network = PaperNetworks.f1();
    try (PointerScope scope = new PointerScope()) {
      Tensor x = torch.zeros(network.layout().dimension());
      network.initialise(x, seed);
      Weights.save(file, network, x, Map.of());
    }
    return file;
  }

  /** Writes weights of F1 that are all the same number. */
  static Path constantWeights(Path file, double value) {
    NativeRuntime.start();
    Network network = PaperNetworks.f1();
    try (PointerScope scope = new PointerScope()) {
      Tensor x = torch.full(new long[] {network.layout().dimension()}, new Scalar(value));
      Weights.save(file, network, x, Map.of());
    }
    return file;
  }

  /** Writes a prepared set of 40 training and 20 test points of F1's shape, of random values. */
  static Path smallSet(Path directory) throws IOException {
    PreparedSetInfo info =
        new PreparedSetInfo(
            "small",
            IntStream.range(0, 10).mapToObj(Integer::toString).toList(),
            PointShape.image(1, 28, 28),
            PreparedSetInfo.Element.UINT8,
            "drawn by java.util.Random(1)");
    Random random = new Random(1);
    try (PreparedSetWriter writer = PreparedSetWriter.create(directory, info)) {
      byte[] values = new byte[28 * 28];
      for (int k = 0; k < 60; k++) {
        random.nextBytes(values);
        (k < 40 ? writer.train() : writer.test()).add(values, k % 10);
      }
      return writer.finish();
    }
  }

  /** Writes weights of F1 that hold one value that is not a number. */
  static Path weightsWithNan(Path file) {
    NativeRuntime.start();
    Network network = PaperNetworks.f1();
    try (PointerScope scope = new PointerScope()) {
      Tensor x = torch.zeros(network.layout().dimension());
      network.initialise(x, 1);
      x.narrow(0, 1000, 1).fill_(new Scalar(Double.NaN));
      Weights.save(file, network, x, Map.of());
    }
    return file;
  }
}
