package dev.basin.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.basin.network.Safetensors;
import dev.basin.network.WeightsMismatchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;

/**
 * A {@link Checkpoint} as a safetensors file: the tensor {@code x}, the optimiser's tensors, those
 * of the run's hooks with {@code hook.} before their names, and the rest as metadata.
 */
public final class CheckpointFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OF_HOOK = "hook.";

  private CheckpointFile() {}

  /** Writes a checkpoint; the file appears whole or not at all. */
  public static void write(Path file, Checkpoint checkpoint) {
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("x", checkpoint.x());
    tensors.putAll(new TreeMap<>(checkpoint.optimizerState()));
    new TreeMap<>(checkpoint.hookState())
        .forEach((name, tensor) -> tensors.put(OF_HOOK + name, tensor));
    try {
      Safetensors.write(
          file,
          tensors,
          Map.of(
              "epochs", JSON.writeValueAsString(checkpoint.epochs()),
              "optimizerSteps", Long.toString(checkpoint.optimizerSteps()),
              "samplerState", Long.toString(checkpoint.samplerState())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a checkpoint; its tensors belong to the caller's {@code PointerScope}.
   *
   * @throws WeightsMismatchException if something that a checkpoint has is missing
   */
  public static Checkpoint read(Path file) {
    try {
      Safetensors tensors = Safetensors.read(file);
      Map<String, Tensor> state = new HashMap<>();
      Map<String, Tensor> ofHooks = new HashMap<>();
      for (String name : tensors.entries().keySet()) {
        if (name.startsWith(OF_HOOK)) {
          ofHooks.put(name.substring(OF_HOOK.length()), tensors.tensor(name));
        } else if (!name.equals("x")) {
          state.put(name, tensors.tensor(name));
        }
      }
      List<EpochMetrics> epochs =
          JSON.readValue(metadata(file, tensors, "epochs"), new TypeReference<>() {});
      return new Checkpoint(
          epochs,
          tensors.tensor("x"),
          Long.parseLong(metadata(file, tensors, "optimizerSteps")),
          state,
          Long.parseLong(metadata(file, tensors, "samplerState")),
          ofHooks);
    } catch (JsonProcessingException | NumberFormatException e) {
      throw new WeightsMismatchException(file + ": damaged checkpoint: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String metadata(Path file, Safetensors tensors, String key) {
    String value = tensors.metadata().get(key);
    if (value == null) {
      throw new WeightsMismatchException(
          file + ": not a checkpoint; its metadata lack '" + key + "'");
    }
    return value;
  }
}
