package dev.basin.network;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;

/** Where the tensors of a safetensors file to be written go, and the header that says so. */
final class SafetensorsLayout {
  private static final int ALIGNMENT = 8;

  private record Placed(String name, ElementType type, Tensor tensor) {}

  private final List<Placed> placed;
  private final Map<String, String> metadata;

  private SafetensorsLayout(List<Placed> placed, Map<String, String> metadata) {
    this.placed = placed;
    this.metadata = metadata;
  }

  /**
   * Places tensors.
   *
   * @throws IllegalArgumentException if one cannot be written
   */
  static SafetensorsLayout of(Map<String, Tensor> tensors, Map<String, String> metadata) {
    List<Placed> placed = new ArrayList<>();
    tensors.forEach((name, tensor) -> placed.add(new Placed(name, type(name, tensor), tensor)));
    placed.sort(Comparator.comparingInt((Placed each) -> each.type().bytes()).reversed());
    return new SafetensorsLayout(placed, new TreeMap<>(metadata));
  }

  private static ElementType type(String name, Tensor tensor) {
    if (name.equals(SafetensorsHeader.METADATA)) {
      throw new IllegalArgumentException("tensor name: found " + name + ", which is reserved");
    }
    if (!tensor.is_cpu()) {
      throw new IllegalArgumentException(name + ": expected a tensor in the CPU's memory");
    }
    return switch (tensor.scalar_type().intern()) {
      case Float -> ElementType.F32;
      case Double -> ElementType.F64;
      default ->
          throw new IllegalArgumentException(
              name + ": found " + tensor.scalar_type() + ", expected float32 or float64");
    };
  }

  /** The tensors in the order of the file. */
  List<Tensor> tensors() {
    return placed.stream().map(Placed::tensor).toList();
  }

  /** The first bytes of the file: the header's length and the header, padded. */
  ByteBuffer header() throws IOException {
    byte[] json = json();
    int padded = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    byte[] padding = new byte[padded - json.length];
    Arrays.fill(padding, (byte) ' ');
    return ByteBuffer.allocate(Long.BYTES + padded)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(padded)
        .put(json)
        .put(padding)
        .flip();
  }

  private byte[] json() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart(SafetensorsHeader.METADATA);
        for (Map.Entry<String, String> text : metadata.entrySet()) {
          json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
      }
      long begin = 0;
      for (Placed each : placed) {
        long end = begin + each.tensor().nbytes();
        json.writeObjectFieldStart(each.name());
        json.writeStringField("dtype", each.type().name());
        json.writeFieldName("shape");
        long[] shape = each.tensor().shape();
        json.writeArray(shape, 0, shape.length);
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {begin, end}, 0, 2);
        json.writeEndObject();
        begin = end;
      }
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
