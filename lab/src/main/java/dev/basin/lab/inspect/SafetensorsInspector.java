package dev.basin.lab.inspect;

import dev.basin.network.ElementType;
import dev.basin.network.Safetensors;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Named tensors in the safetensors format. */
final class SafetensorsInspector implements FileInspector {
  private static final int LENGTH_BYTES = 8;

  @Override
  public String kind() {
    return "safetensors";
  }

  @Override
  public boolean recognises(Path path, Head head) {
    return !head.packed()
        && (path.toString().endsWith(".safetensors")
            || (head.at(LENGTH_BYTES) == '{' && head.at(6) == 0 && head.at(7) == 0));
  }

  @Override
  public Inspection inspect(Path path) throws IOException {
    Safetensors file = Safetensors.read(path);
    List<Map.Entry<String, Safetensors.Entry>> stored =
        file.entries().entrySet().stream()
            .sorted(Comparator.comparingLong(entry -> entry.getValue().begin()))
            .toList();
    Tally tally = new Tally();
    Map<String, Object> details = new LinkedHashMap<>();
    if (!file.metadata().isEmpty()) {
      details.put("metadata", new LinkedHashMap<>(file.metadata()));
    }
    try (InputStream input = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      long header = littleEndian(input.readNBytes(LENGTH_BYTES));
      input.skipNBytes(header);
      for (Map.Entry<String, Safetensors.Entry> entry : stored) {
        Safetensors.Entry tensor = entry.getValue();
        long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
        tally.named(entry.getKey(), form(tensor), shape);
        NumberType type = type(tensor.dtype());
        long bytes = tensor.end() - tensor.begin();
        if (type == null) {
          input.skipNBytes(bytes);
          details.put("not counted among the values", tensor.dtype().toString());
        } else {
          new NumberStream(path, input, LENGTH_BYTES + header + tensor.begin())
              .read(type, ByteOrder.LITTLE_ENDIAN, bytes / type.bytes(), tally, null);
        }
      }
    }
    return tally.result(kind(), details);
  }

  /** Tensors of one shape are one form. */
  private static String form(Safetensors.Entry tensor) {
    return tensor.dtype() + " tensor";
  }

  private static long littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  private static @Nullable NumberType type(ElementType type) {
    return switch (type) {
      case BOOL, U8 -> NumberType.UINT8;
      case I8 -> NumberType.INT8;
      case I16 -> NumberType.INT16;
      case U16 -> NumberType.UINT16;
      case F16 -> NumberType.FLOAT16;
      case BF16 -> NumberType.BFLOAT16;
      case I32 -> NumberType.INT32;
      case U32 -> NumberType.UINT32;
      case F32 -> NumberType.FLOAT32;
      case I64 -> NumberType.INT64;
      case U64 -> NumberType.UINT64;
      case F64 -> NumberType.FLOAT64;
      case F8_E5M2, F8_E4M3 -> null;
    };
  }
}
