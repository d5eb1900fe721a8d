package dev.basin.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.basin.network.Safetensors;
import dev.basin.network.TensorDigest;
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
 * of the run's hooks with {@code hook.} before their names, and the rest as metadata, with a digest
 * of all of it.
 */
public final class CheckpointFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OF_HOOK = "hook.";
  private static final String DIGEST = "sha256";

  private CheckpointFile() {}

  /** Writes a checkpoint; the file appears whole or not at all. */
  public static void write(Path file, Checkpoint checkpoint) {
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("x", checkpoint.x());
    tensors.putAll(new TreeMap<>(checkpoint.optimizerState()));
    new TreeMap<>(checkpoint.hookState())
        .forEach((name, tensor) -> tensors.put(OF_HOOK + name, tensor));
    try {
      Map<String, String> words = new HashMap<>();
      words.put("epochs", JSON.writeValueAsString(checkpoint.epochs()));
      words.put("optimizerSteps", Long.toString(checkpoint.optimizerSteps()));
      words.put("samplerState", Long.toString(checkpoint.samplerState()));
      words.put(DIGEST, TensorDigest.of(words, tensors));
      Safetensors.write(file, tensors, words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a checkpoint; its tensors belong to the caller's {@code PointerScope}.
   *
   * @throws WeightsMismatchException if something that a checkpoint has is missing, or it is not
   *     what was written
   */
  public static Checkpoint read(Path file) {
    try {
      Safetensors tensors = Safetensors.read(file);
      requireWhole(file, tensors);
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

  private static void requireWhole(Path file, Safetensors tensors) throws IOException {
    String written = metadata(file, tensors, DIGEST);
    Map<String, String> words = new HashMap<>(tensors.metadata());
    words.remove(DIGEST);
    Map<String, Tensor> all = new HashMap<>();
    for (String name : tensors.entries().keySet()) {
      all.put(name, tensors.tensor(name));
    }
    String found = TensorDigest.of(words, all);
    if (!found.equals(written)) {
      throw new WeightsMismatchException(
          file + ": damaged checkpoint: its SHA-256 is " + found + "; expected " + written);
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
