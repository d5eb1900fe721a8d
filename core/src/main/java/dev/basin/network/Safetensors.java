package dev.basin.network;

import dev.basin.engine.AtomicFile;
import dev.basin.engine.Printable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Named tensors in a file of the safetensors format: eight bytes with the length of the header
 * (little-endian), the header as JSON, then the tensors' elements (little-endian, row-major).
 *
 * <p>Reading trusts nothing: each claim of the header is checked before memory is taken for it.
 * Files may be larger than 2 GiB. Elements of type F32 and F64 can be read and written; those of
 * the half precisions F16 (IEEE 754 binary16) and BF16 (bfloat16) can be read; tensors of other
 * types are listed only. The native engine must be running where tensors are made.
 */
public final class Safetensors {
  private static final int LENGTH_BYTES = 8;
  private static final long LONGEST_HEADER = 100_000_000;
  private static final int HIGHEST_RANK = 64;

  /**
   * What the header says of one tensor.
   *
   * @param dtype the type of its elements
   * @param shape its dimensions, none for a scalar
   * @param begin where its elements begin, in bytes after the header
   * @param end where they end (exclusive), in bytes after the header
   */
  public record Entry(ElementType dtype, List<Long> shape, long begin, long end) {}

  private final Path file;
  private final long fileBytes;
  private final long dataPosition;
  private final SafetensorsHeader header;

  private Safetensors(Path file, long fileBytes, long dataPosition, SafetensorsHeader header) {
    this.file = file;
    this.fileBytes = fileBytes;
    this.dataPosition = dataPosition;
    this.header = header;
  }

  /**
   * Reads and checks a file's header. The file is not kept open.
   *
   * @throws WeightsFormatException if the file is not of this format
   * @throws IOException if it cannot be read
   */
  public static Safetensors read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long fileBytes = channel.size();
      if (fileBytes < LENGTH_BYTES) {
        throw new WeightsFormatException(
            file, "header length", fileBytes + " bytes in all", "at least " + LENGTH_BYTES);
      }
      long headerBytes = readFully(file, channel, 0, LENGTH_BYTES).getLong();
      long most = Math.min(LONGEST_HEADER, fileBytes - LENGTH_BYTES);
      if (headerBytes < 0 || headerBytes > most) {
        throw new WeightsFormatException(
            file,
            "header length",
            Long.toUnsignedString(headerBytes),
            "at most " + most + " (a file of " + fileBytes + " bytes)");
      }
      ByteBuffer header = readFully(file, channel, LENGTH_BYTES, (int) headerBytes);
      long dataPosition = LENGTH_BYTES + headerBytes;
      return new Safetensors(
          file,
          fileBytes,
          dataPosition,
          SafetensorsHeader.parse(file, header, fileBytes - dataPosition));
    }
  }

  /** The tensors by name, in the order of the header. */
  public Map<String, Entry> entries() {
    return header.entries();
  }

  /** Free text that the writer added; empty if there is none. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /**
   * Reads one tensor.
   *
   * @param name one of {@link #entries()}
   * @return a new contiguous CPU tensor of the entry's shape: float64 for F64, otherwise float32,
   *     which holds every number of the half precisions exactly; it belongs to the caller, through
   *     the caller's {@code PointerScope}
   * @throws WeightsFormatException if there is no such tensor, if its type is none of F64, F32, F16
   *     and BF16, or if the file has changed since its header was read
   * @throws IOException if the file cannot be read
   */
  public Tensor tensor(String name) throws IOException {
    Entry entry = entries().get(name);
    if (entry == null) {
      throw new WeightsFormatException(
          file,
          "entry '" + name + "'",
          "no such tensor",
          "one of [" + Printable.list(entries().keySet()) + "]");
    }
    String where = "entry '" + name + "'";
    ScalarType type = stored(where, entry.dtype());
    if (entry.shape().size() > HIGHEST_RANK) {
      throw new WeightsFormatException(
          file, where, entry.shape().size() + " dimensions", "at most " + HIGHEST_RANK);
    }
    try (FileChannel channel = FileChannel.open(file)) {
      if (channel.size() != fileBytes) {
        throw new WeightsFormatException(
            file, "length", channel.size() + " bytes", fileBytes + " as when it was opened");
      }
      long[] shape = entry.shape().stream().mapToLong(Long::longValue).toArray();
      Tensor tensor = zeros(where, shape, type);
      TensorBytes.read(channel, dataPosition + entry.begin(), tensor);
      return entry.dtype().bytes() < Float.BYTES ? widened(tensor) : tensor;
    } catch (EOFException e) {
      throw new WeightsFormatException(file, where, e.getMessage() + "", "all elements", e);
    }
  }

  /**
   * Writes a file in one step: under a temporary name, synced, renamed. The same tensors and
   * metadata always give the same bytes. The header is padded with spaces to a multiple of eight
   * bytes, and the tensors of the larger type come first (otherwise in the map's order), so that
   * all are aligned.
   *
   * @param file the file to create or replace; its directory must exist
   * @param tensors CPU tensors of type float32 or float64 by name
   * @param metadata free text, stored in the order of its keys
   * @throws IllegalArgumentException if a tensor is of another type or not in the CPU's memory, or
   *     if its name is {@code __metadata__}
   * @throws IOException if the file cannot be written; what was there before is then unharmed
   */
  public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    AtomicFile.write(file, content(tensors, metadata));
  }

  /**
   * What {@link #write} writes, for a file that gets its name in another way.
   *
   * @throws IllegalArgumentException as {@link #write} does
   */
  public static AtomicFile.Content content(
      Map<String, Tensor> tensors, Map<String, String> metadata) {
    SafetensorsLayout layout = SafetensorsLayout.of(tensors, metadata);
    return channel -> {
      ByteBuffer header = layout.header();
      while (header.hasRemaining()) {
        channel.write(header);
      }
      for (Tensor tensor : layout.tensors()) {
        if (tensor.is_contiguous()) {
          TensorBytes.write(channel, tensor);
        } else {
          try (Tensor rowMajor = tensor.contiguous()) {
            TensorBytes.write(channel, rowMajor);
          }
        }
      }
    };
  }

  private ScalarType stored(String where, ElementType type) {
    return switch (type) {
      case F16 -> ScalarType.Half;
      case BF16 -> ScalarType.BFloat16;
      case F32 -> ScalarType.Float;
      case F64 -> ScalarType.Double;
      default ->
          throw new WeightsFormatException(file, where, "dtype " + type, "F32, F64, F16 or BF16");
    };
  }

  private static Tensor widened(Tensor half) {
    try (half) {
      return half.to(ScalarType.Float);
    }
  }

  private Tensor zeros(String where, long[] shape, ScalarType type) {
    try (TensorOptions options = new TensorOptions(type)) {
      return torch.zeros(shape, options);
    } catch (RuntimeException e) {
      String found = "shape " + Arrays.toString(shape) + " that the engine refuses";
      throw new WeightsFormatException(file, where, found, "a shape that fits memory", e);
    }
  }

  private static ByteBuffer readFully(Path file, FileChannel channel, long position, int count)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new WeightsFormatException(
            file, "header", "the end of the file", count + " bytes from " + position);
      }
    }
    return buffer.flip();
  }
}
