package dev.basin.train;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.basin.engine.DeclaredNulls;
import dev.basin.engine.JsonDamage;
import dev.basin.engine.Printable;
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
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .annotationIntrospector(new DeclaredNulls())
          .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
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
   * @throws dev.basin.network.WeightsFormatException if it is no safetensors file
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
      return new Checkpoint(
          epochs(file, tensors),
          x(file, tensors),
          count(file, tensors, "optimizerSteps", 0),
          state,
          count(file, tensors, "samplerState", Long.MIN_VALUE),
          ofHooks);
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
      throw damaged(file, "its SHA-256 is " + found + "; expected " + Printable.quote(written));
    }
  }

  private static Tensor x(Path file, Safetensors tensors) throws IOException {
    Tensor x = tensors.tensor("x");
    if (x.dim() != 1) {
      throw damaged(file, "x has " + x.dim() + " dimensions; expected one");
    }
    return x;
  }

  private static List<EpochMetrics> epochs(Path file, Safetensors tensors) {
    try {
      List<EpochMetrics> epochs =
          JSON.readValue(metadata(file, tensors, "epochs"), new TypeReference<>() {});
      if (epochs == null) {
        throw damaged(file, "epochs is null; expected a list");
      }
      for (int k = 0; k < epochs.size(); k++) {
        EpochMetrics epoch = epochs.get(k);
        if (epoch == null || epoch.epoch() != k + 1) {
          throw damaged(
              file, "epoch " + (k + 1) + " is " + (epoch == null ? "null" : epoch.epoch()));
        }
      }
      return epochs;
    } catch (JsonProcessingException e) {
      throw damaged(file, "epochs: " + JsonDamage.of(e));
    }
  }

  private static long count(Path file, Safetensors tensors, String key, long least) {
    String value = metadata(file, tensors, key);
    try {
      long count = Long.parseLong(value);
      if (count >= least) {
        return count;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw damaged(file, "%s is %s; expected a whole number".formatted(key, Printable.quote(value)));
  }

  private static WeightsMismatchException damaged(Path file, String what) {
    return new WeightsMismatchException(file + ": damaged checkpoint: " + what);
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
