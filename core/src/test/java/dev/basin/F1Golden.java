package dev.basin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.basin.data.TrainTestData;
import dev.basin.engine.Cancellation;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Workers;
import dev.basin.network.Network;
import dev.basin.network.PaperNetworks;
import dev.basin.network.Weights;
import dev.basin.objective.DatasetObjective;
import java.io.IOException;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Two trained F1 networks on MNIST and what independent PyTorch says of them ({@code
 * golden/f1/reference.json}). Skips the calling test where they or MNIST are not present.
 */
public final class F1Golden implements AutoCloseable {
  public final JsonNode reference;
  public final Network network = PaperNetworks.f1();

  /** The objectives over 60,000 training and 10,000 test points, in chunks of 5,000. */
  public final DatasetObjective train;

  public final DatasetObjective test;

  private final PointerScope scope;
  private final TrainTestData data;
  private final Workers workers = new Workers(2);

  public F1Golden() throws IOException {
    reference = new ObjectMapper().readTree(Golden.file("f1/reference.json").toFile());
    data = TestMnist.load();
    NativeRuntime.start();
    train = new DatasetObjective(network, data.train(), 5_000, workers, new Cancellation());
    test = new DatasetObjective(network, data.test(), 5_000, workers, new Cancellation());
    try (PointerScope opened = new PointerScope()) {
      scope = opened;
      opened.extend();
    }
  }

  /** The flat weights of {@code start}, {@code small} or {@code large}; this owns them. */
  public Tensor weights(String name) {
    Tensor x = Weights.load(Golden.file("f1/" + name + ".safetensors"), network);
    scope.attach(x);
    return x;
  }

  @Override
  public void close() {
    scope.close();
    workers.close();
    data.close();
  }
}
