package dev.basin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.engine.NativeRuntime;
import dev.basin.network.Safetensors;
import dev.basin.network.TensorDigest;
import dev.basin.network.WeightsMismatchException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the metadata of a checkpoint may say where its digest is right. */
final class CheckpointMetadataTest {
  private static final String EPOCH =
      "{\"epoch\":1,\"trainLoss\":2.5,\"trainAccuracy\":10.0,\"testLoss\":\"NaN\","
          + "\"testAccuracy\":9.5,\"seconds\":0.5}";

  @TempDir Path directory;

  @BeforeAll
  static void startEngine() {
    NativeRuntime.start();
  }

  private Path file(String key, String value, long... shape) throws IOException {
    Path file = directory.resolve("c.safetensors");
    Map<String, String> metadata = new HashMap<>();
    metadata.put("epochs", "[" + EPOCH + "]");
    metadata.put("optimizerSteps", "12");
    metadata.put("samplerState", "-5");
    metadata.put(key, value);
    try (PointerScope scope = new PointerScope()) {
      Map<String, Tensor> tensors = Map.of("x", torch.zeros(shape));
      metadata.put("sha256", TensorDigest.of(metadata, tensors));
      Safetensors.write(file, tensors, metadata);
    }
    return file;
  }

  @Test
  void whatIsSoundIsRead() throws IOException {
    Path file = file("more", "words", 3);
    try (PointerScope scope = new PointerScope()) {
      Checkpoint read = CheckpointFile.read(file);
      assertThat(read.epochs()).hasSize(1);
      assertThat(read.epochs().get(0).testLoss()).isNaN();
      assertThat(read.optimizerSteps()).isEqualTo(12);
      assertThat(read.samplerState()).isEqualTo(-5);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "epochs|null|epochs is null",
        "epochs|[null]|epochs: line 1, column 2: 0: null, which it cannot be",
        "epochs|{}|epochs: line 1, column 1: Cannot deserialize value of type ArrayList",
        "epochs|[EPOCH,EPOCH]|epoch 2 is 1",
        "epochs|[{\"epoch\":1}]|trainLoss: missing",
        "epochs|[EPOCH]]|epochs: line 1",
        "epochs|[|epochs: line 1, column 2: Unexpected end-of-input: expected close marker for"
            + " Array",
        "epochs|[\u001B]|epochs: line 1, column 3: Illegal character",
        "optimizerSteps|-1|optimizerSteps is '-1'; expected a whole number",
        "optimizerSteps|99999999999999999999|optimizerSteps is '99999999999999999999'",
        "samplerState|1e3|samplerState is '1e3'",
      })
  void whatIsDamagedIsNamed(String key, String value, String said) throws IOException {
    Path file = file(key, value.replace("EPOCH", EPOCH), 3);
    try (PointerScope scope = new PointerScope()) {
      assertThatThrownBy(() -> CheckpointFile.read(file))
          .isInstanceOf(WeightsMismatchException.class)
          .hasMessageStartingWith(file + ": damaged checkpoint: ")
          .hasMessageContaining(said)
          .hasMessageMatching("\\P{Cntrl}{1,500}");
    }
  }

  @Test
  void weightsAreAVector() throws IOException {
    Path file = file("more", "words", 3, 2);
    try (PointerScope scope = new PointerScope()) {
      assertThatThrownBy(() -> CheckpointFile.read(file))
          .isInstanceOf(WeightsMismatchException.class)
          .hasMessage(file + ": damaged checkpoint: x has 2 dimensions; expected one");
    }
  }
}
