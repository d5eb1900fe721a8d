package dev.basin.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.data.DatasetFormatException;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import dev.basin.network.Network;
import dev.basin.network.Safetensors;
import dev.basin.network.Sequential;
import dev.basin.network.Weights;
import dev.basin.network.WeightsFormatException;
import dev.basin.network.WeightsMismatchException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tensors in files: any, and a network's weights. */
final class HostileWeightsTest {
  private static final String FILE = "w.safetensors";

  @TempDir Path scratch;

  @BeforeAll
  static void startEngine() {
    NativeRuntime.start();
  }

  private static byte[] plain() {
    return Tensors.of(
        "{\"__metadata__\":{\"epoch\":\"3\"},\"a\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},"
            + "\"b\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[24,32]},\"c\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[32,32]}}"
            + "   ",
        new byte[32]);
  }

  @Test
  void safetensors() throws Exception {
    Attack.on("safetensors", WeightsFormatException.class)
        .sample(FILE, plain())
        .sample(FILE, Tensors.of("{}", new byte[0]))
        .spoilBytes("")
        .spoil("", Tensors.inHeader(TextMutations.all()))
        .spoil("", Tensors.inHeader(JsonMutations.all()))
        .run(
            scratch,
            1_000,
            (folder, output) -> {
              Safetensors file = Safetensors.read(folder.resolve(FILE));
              try (PointerScope scope = new PointerScope()) {
                for (Map.Entry<String, Safetensors.Entry> entry : file.entries().entrySet()) {
                  long bytes = entry.getValue().end() - entry.getValue().begin();
                  Tensor tensor = file.tensor(entry.getKey());
                  assertThat(tensor.nbytes()).isLessThanOrEqualTo(4 * bytes);
                  assertThat(tensor.shape())
                      .containsExactly(
                          entry.getValue().shape().stream().mapToLong(size -> size).toArray());
                }
              } catch (WeightsFormatException e) {
                assertThat(e).hasMessageMatching("(?s).*(dtype|dimensions).*"); // no number type
              }
            });
  }

  @Test
  void anyTensorsToInspect() throws Exception {
    Attack.on("tensors inspected", WeightsFormatException.class, DatasetFormatException.class)
        .sample(FILE, plain())
        .sample(
            FILE,
            Tensors.of(
                "{\"h\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]},"
                    + "\"i\":{\"dtype\":\"I64\",\"shape\":[1,1],\"data_offsets\":[4,12]}}",
                new byte[12]))
        .spoilBytes("")
        .spoil("", Tensors.inHeader(TextMutations.all()))
        .spoil("", Tensors.inHeader(JsonMutations.all()))
        .run(scratch, 300, (folder, output) -> HostileArraysTest.inspect(folder.resolve(FILE)));
  }

  @Test
  void weights() throws Exception {
    Network network = Sequential.named("small", PointShape.vector(3)).normalised(1, 2).softmax(2);
    Path file = scratch.resolve(FILE);
    try (PointerScope scope = new PointerScope()) {
      Tensor x = torch.zeros(network.layout().dimension());
      network.initialise(x, 1);
      Weights.save(file, network, x, Map.of("network", "small"));
    }
    byte[] content = Files.readAllBytes(file);
    Attack.on("weights", WeightsFormatException.class, WeightsMismatchException.class)
        .sample(FILE, content)
        .spoilBytes("")
        .spoil("", Tensors.inHeader(TextMutations.all()))
        .spoil("", Tensors.inHeader(JsonMutations.all()))
        .run(
            scratch,
            300,
            (folder, output) -> {
              try (PointerScope scope = new PointerScope()) {
                Tensor x = Weights.load(folder.resolve(FILE), network);
                assertThat(x.numel()).isEqualTo(network.layout().dimension());
                assertThat(x.isfinite().all().item_bool()).isTrue();
              }
            });
  }
}
