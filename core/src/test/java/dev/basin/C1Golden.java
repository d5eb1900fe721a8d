package dev.basin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.basin.data.Dataset;
import dev.basin.data.DatasetInfo;
import dev.basin.engine.Cancellation;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import dev.basin.engine.Workers;
import dev.basin.network.Network;
import dev.basin.network.PaperNetworks;
import dev.basin.network.Weights;
import dev.basin.objective.DatasetObjective;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/**
 * Two trained C1 networks, 2,000 pictures, and what independent PyTorch says of them ({@code
 * golden/c1/reference.json}, in chunks of 500). Skips the calling test where they are not present.
 */
public final class C1Golden implements AutoCloseable {
  /** The head of each of the two NumPy files, version 1.0. */
  private static final int HEAD = 128;

  private static final int POINTS = 2_000;
  private static final int PLACES = 32 * 32;

  public final JsonNode reference;
  public final Network network = PaperNetworks.byName("C1");
  public final Dataset data;
  public final DatasetObjective objective;
  private final Workers workers = new Workers(2);

  public C1Golden() throws IOException {
    reference = new ObjectMapper().readTree(Golden.file("c1/reference.json").toFile());
    NativeRuntime.start();
    data =
        Dataset.ofBytes(
            DatasetInfo.published("cifar", 10, PointShape.image(3, 32, 32), ""),
            interleaved(content(Golden.file("c1/images.npy"))),
            labels(content(Golden.file("c1/labels.npy"))));
    objective = new DatasetObjective(network, data, 500, workers, new Cancellation());
  }

  private static byte[] content(Path npy) throws IOException {
    byte[] whole = Files.readAllBytes(npy);
    return Arrays.copyOfRange(whole, HEAD, whole.length);
  }

  /** From (N, channels, rows, columns) to (N, rows, columns, channels). */
  private static byte[] interleaved(byte[] planar) {
    byte[] result = new byte[planar.length];
    for (int i = 0; i < POINTS; i++) {
      for (int c = 0; c < 3; c++) {
        for (int at = 0; at < PLACES; at++) {
          result[(i * PLACES + at) * 3 + c] = planar[(i * 3 + c) * PLACES + at];
        }
      }
    }
    return result;
  }

  private static long[] labels(byte[] int32) {
    ByteBuffer buffer = ByteBuffer.wrap(int32).order(ByteOrder.LITTLE_ENDIAN);
    long[] labels = new long[POINTS];
    for (int i = 0; i < POINTS; i++) {
      labels[i] = buffer.getInt();
    }
    return labels;
  }

  /** The flat weights of {@code start}, {@code small} or {@code large}, in the caller's scope. */
  public Tensor weights(String name) {
    return Weights.load(Golden.file("c1/" + name + ".safetensors"), network);
  }

  @Override
  public void close() {
    workers.close();
    data.close();
  }
}
