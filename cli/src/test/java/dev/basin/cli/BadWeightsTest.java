package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.engine.NativeRuntime;
import dev.basin.network.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weight files that are not F1's, in every command that reads one. */
final class BadWeightsTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evaluate --network F1 --weights",
        "sharpness --network F1 --weights",
        "landscape --network F1 --to x --from",
        "plane --network F1 --weights",
        "trajectory --network F1 --iterates",
        "neighbourhood --network F1 --weights",
        "train --network F1 --out solution --from"
      })
  void missing(String command) {
    Run run = run(command, directory.resolve("nowhere.safetensors"));
    OneLine.assertFailure(run, ExitCode.WEIGHTS);
    assertThat(run.err()).contains("nowhere.safetensors", "no such weight file");
    assertThat(Path.of("solution")).doesNotExist();
  }

  @Test
  void aDirectory() {
    assertRefused(directory, "no such weight file");
  }

  @Test
  void anotherNetworksNames() throws IOException {
    assertRefused(
        weights("names.safetensors", Map.of("conv1.weight", new long[] {64, 3, 5, 5})),
        "not a weight file of network F1",
        "missing",
        "conv1.weight");
  }

  @Test
  void otherShapes() throws IOException {
    Map<String, long[]> shapes = shapesOfF1();
    String name = shapes.keySet().iterator().next();
    shapes.put(name, new long[] {2, 3});
    assertRefused(weights("shapes.safetensors", shapes), name, "[2, 3]", "needs");
  }

  @Test
  void oneTensorMissing() throws IOException {
    Map<String, long[]> shapes = shapesOfF1();
    String name = shapes.keySet().iterator().next();
    shapes.remove(name);
    assertRefused(weights("fewer.safetensors", shapes), "missing tensors [" + name + "]");
  }

  @Test
  void notANumber() {
    assertRefused(
        Data.weightsWithNan(directory.resolve("nan.safetensors")), "not finite", "NaN", "diverged");
  }

  @Test
  void cutInHalf() throws IOException {
    Path whole = Data.weights(directory.resolve("whole.safetensors"), 1);
    byte[] bytes = Files.readAllBytes(whole);
    Path half = directory.resolve("half.safetensors");
    Files.write(half, Arrays.copyOf(bytes, bytes.length / 2));
    assertRefused(half, "half.safetensors");
  }

  @Test
  void notSafetensors() throws IOException {
    Path file = directory.resolve("text.safetensors");
    Files.writeString(file, "These are not weights, only words about them.\n");
    assertRefused(file, "text.safetensors", "header");
  }

  @Test
  void empty() throws IOException {
    assertRefused(Files.createFile(directory.resolve("empty.safetensors")), "0 bytes");
  }

  private void assertRefused(Path weights, String... said) {
    for (String command :
        List.of("evaluate --network F1 --weights", "sharpness --network F1 --weights")) {
      Run run = run(command, weights);
      OneLine.assertFailure(run, ExitCode.WEIGHTS);
      assertThat(run.err()).contains(said);
    }
  }

  private static Run run(String command, Path weights) {
    return Run.of(
        Stream.concat(Stream.of(command.split(" ")), Stream.of(weights.toString())).toList());
  }

  private Map<String, long[]> shapesOfF1() throws IOException {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    Safetensors.read(Data.weights(directory.resolve("f1.safetensors"), 1))
        .entries()
        .forEach(
            (name, entry) ->
                shapes.put(name, entry.shape().stream().mapToLong(Long::longValue).toArray()));
    return shapes;
  }

  private Path weights(String name, Map<String, long[]> shapes) throws IOException {
    NativeRuntime.start();
    Path file = directory.resolve(name);
    try (PointerScope scope = new PointerScope()) {
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      shapes.forEach((tensor, shape) -> tensors.put(tensor, torch.zeros(shape)));
      Safetensors.write(file, tensors, Map.of());
    }
    return file;
  }
}
