package dev.basin.network;

import dev.basin.engine.NewFile;
import dev.basin.engine.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A network's flat weight vector in a safetensors file, under the network's own tensor names. */
public final class Weights {
  private Weights() {}

  /**
   * Reads weights.
   *
   * @param file a safetensors file with exactly the network's tensors, of type F32, F64, F16 or
   *     BF16
   * @param network whose weights they are
   * @return x, float32, shape (n); the caller's {@code PointerScope} owns it
   * @throws WeightsFormatException if the file is damaged
   * @throws WeightsMismatchException if names or shapes are another network's, or a value is not
   *     finite, or too large for float32
   */
  public static Tensor load(Path file, Network network) {
    if (!Files.isRegularFile(file)) {
      throw new WeightsMismatchException(file + ": no such weight file");
    }
    try {
      return read(file, network);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Tensor read(Path file, Network network) throws IOException {
    Safetensors weights = Safetensors.read(file);
    checkNames(file, network, weights.entries().keySet());
    Tensor x = torch.zeros(network.layout().dimension());
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      for (ParameterLayout.Slot slot : network.layout().slots()) {
        Safetensors.Entry entry = weights.entries().get(slot.name());
        if (entry == null || !entry.shape().equals(slot.shape())) {
          throw new WeightsMismatchException(
              file
                  + ": tensor '"
                  + slot.name()
                  + "' has shape "
                  + (entry == null ? "none" : entry.shape())
                  + "; network "
                  + network.name()
                  + " needs "
                  + slot.shape());
        }
        Tensor values = weights.tensor(slot.name());
        if (!values.isfinite().all().item_bool()) {
          throw new WeightsMismatchException(
              file
                  + ": tensor '"
                  + slot.name()
                  + "' holds values that are not finite (NaN or infinite); the training that wrote"
                  + " it has diverged");
        }
        slot.view(x).copy_(values);
        if (!slot.view(x).isfinite().all().item_bool()) {
          throw new WeightsMismatchException(
              file
                  + ": tensor '"
                  + slot.name()
                  + "' holds values up to "
                  + values.abs().max().item_double()
                  + " in size; expected at most "
                  + Float.MAX_VALUE
                  + ", the largest of float32");
        }
      }
    }
    return x;
  }

  private static void checkNames(Path file, Network network, Set<String> found) {
    Set<String> missing = new TreeSet<>();
    network.layout().slots().forEach(slot -> missing.add(slot.name()));
    Set<String> extra = new TreeSet<>(found);
    extra.removeAll(missing);
    missing.removeAll(found);
    if (!missing.isEmpty() || !extra.isEmpty()) {
      throw new WeightsMismatchException(
          file
              + " is not a weight file of network "
              + network.name()
              + ": missing tensors ["
              + Printable.list(missing)
              + "], unexpected tensors ["
              + Printable.list(extra)
              + "]");
    }
  }

  /**
   * Writes weights; the file appears whole or not at all.
   *
   * @param file where to
   * @param network whose weights they are
   * @param x shape (n), float32
   * @param metadata words to keep with them
   */
  public static void save(Path file, Network network, Tensor x, Map<String, String> metadata) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      Safetensors.write(file, tensors(network, x), metadata);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes weights into a file whose name was taken before.
   *
   * @param file where to
   * @param network whose weights they are
   * @param x shape (n), float32
   * @param metadata words to keep with them
   * @return where they are; beside the file if somebody else has made one of that name meanwhile
   */
  public static Path save(NewFile file, Network network, Tensor x, Map<String, String> metadata) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      return file.write(Safetensors.content(tensors(network, x), metadata));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Tensor> tensors(Network network, Tensor x) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterLayout.Slot slot : network.layout().slots()) {
      tensors.put(slot.name(), slot.view(x));
    }
    return tensors;
  }

  /** Bytes that a file of a network's weights takes, rounded up. */
  public static long fileBytes(Network network) {
    long head = 4_096 + 256L * network.layout().slots().size();
    return head + (long) Float.BYTES * network.layout().dimension();
  }
}
