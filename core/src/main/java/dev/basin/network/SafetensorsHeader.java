package dev.basin.network;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.basin.engine.JsonDamage;
import dev.basin.engine.Printable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON header of a safetensors file, every claim of it checked against the length of the data
 * that follow: the tensors must lie in them without overlap and without a gap.
 */
final class SafetensorsHeader {
  static final String METADATA = "__metadata__";
  private static final int DEEPEST_NESTING = 8;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(DEEPEST_NESTING).build())
          .build();

  private final Path file;
  private final long dataBytes;
  private final Map<String, Safetensors.Entry> entries = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  private SafetensorsHeader(Path file, long dataBytes) {
    this.file = file;
    this.dataBytes = dataBytes;
  }

  /**
   * Reads and checks a header.
   *
   * @param file what to name in errors
   * @param header the header's bytes
   * @param dataBytes how many bytes follow the header
   * @throws WeightsFormatException if the header is malformed or contradicts {@code dataBytes}
   */
  static SafetensorsHeader parse(Path file, ByteBuffer header, long dataBytes) {
    SafetensorsHeader parsed = new SafetensorsHeader(file, dataBytes);
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(header).toString();
    } catch (CharacterCodingException e) {
      throw new WeightsFormatException(file, "header", "bytes that are no text", "UTF-8", e);
    }
    try (JsonParser json = JSON.createParser(text)) {
      parsed.readHeader(json);
    } catch (JsonProcessingException e) {
      String found = "malformed JSON (" + JsonDamage.of(e) + ")";
      throw new WeightsFormatException(file, "header", found, "one JSON object", e);
    } catch (IOException e) {
      throw new WeightsFormatException(
          file, "header", "unreadable JSON (" + e.getMessage() + ")", "one JSON object", e);
    }
    parsed.checkLayout();
    return parsed;
  }

  Map<String, Safetensors.Entry> entries() {
    return Collections.unmodifiableMap(entries);
  }

  Map<String, String> metadata() {
    return Collections.unmodifiableMap(metadata);
  }

  private void readHeader(JsonParser json) throws IOException {
    expect(json.nextToken(), JsonToken.START_OBJECT, "header", "a JSON object");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      expect(
          json.nextToken(),
          JsonToken.START_OBJECT,
          "entry " + Printable.quote(name),
          "a JSON object");
      if (name.equals(METADATA)) {
        readMetadata(json);
      } else {
        entries.put(name, readEntry(json, "entry " + Printable.quote(name)));
      }
    }
    if (json.nextToken() != null) {
      throw fault("header", "more after the JSON object", "nothing but spaces");
    }
  }

  private void readMetadata(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      String where = METADATA + ", key " + Printable.quote(key);
      expect(json.nextToken(), JsonToken.VALUE_STRING, where, "a string");
      metadata.put(key, json.getText());
    }
  }

  private Safetensors.Entry readEntry(JsonParser json, String where) throws IOException {
    ElementType type = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "dtype" -> type = readType(json, where);
        case "shape" -> shape = readNumbers(json, where + ", shape");
        case "data_offsets" -> offsets = readNumbers(json, where + ", data_offsets");
        default ->
            throw fault(where, "key " + Printable.quote(key), "dtype, shape and data_offsets");
      }
    }
    if (type == null || shape == null || offsets == null) {
      throw fault(where, "an incomplete entry", "dtype, shape and data_offsets");
    }
    return checked(where, type, shape, offsets);
  }

  private Safetensors.Entry checked(
      String where, ElementType type, List<Long> shape, List<Long> offsets) {
    if (offsets.size() != 2) {
      throw fault(where + ", data_offsets", offsets.size() + " numbers", "two: begin and end");
    }
    long begin = offsets.get(0);
    long end = offsets.get(1);
    if (begin > end || end > dataBytes) {
      throw fault(
          where + ", data_offsets",
          offsets.toString(),
          "0 ≤ begin ≤ end ≤ " + dataBytes + ", the bytes after the header");
    }
    long bytes = type.bytes();
    try {
      for (long dimension : shape) {
        bytes = Math.multiplyExact(bytes, dimension);
      }
    } catch (ArithmeticException e) {
      throw new WeightsFormatException(
          file, where + ", shape", shape.toString(), "a size that fits 63 bits", e);
    }
    if (bytes != end - begin) {
      throw fault(
          where,
          (end - begin) + " bytes at " + offsets,
          bytes + " bytes of " + type + " with shape " + shape);
    }
    return new Safetensors.Entry(type, List.copyOf(shape), begin, end);
  }

  private ElementType readType(JsonParser json, String where) throws IOException {
    expect(json.currentToken(), JsonToken.VALUE_STRING, where + ", dtype", "a string");
    String name = json.getText();
    for (ElementType type : ElementType.values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    throw fault(
        where + ", dtype", Printable.quote(name), "one of " + List.of(ElementType.values()));
  }

  private List<Long> readNumbers(JsonParser json, String where) throws IOException {
    expect(json.currentToken(), JsonToken.START_ARRAY, where, "an array of integers");
    List<Long> numbers = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT, where, "an integer");
      if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER || json.getLongValue() < 0) {
        throw fault(where, json.getText(), "an integer from 0 to " + Long.MAX_VALUE);
      }
      numbers.add(json.getLongValue());
    }
    return numbers;
  }

  private void checkLayout() {
    List<Map.Entry<String, Safetensors.Entry>> sorted = new ArrayList<>(entries.entrySet());
    sorted.sort(
        Comparator.comparingLong((Map.Entry<String, Safetensors.Entry> e) -> e.getValue().begin())
            .thenComparingLong(e -> e.getValue().end()));
    long reached = 0;
    for (Map.Entry<String, Safetensors.Entry> next : sorted) {
      long begin = next.getValue().begin();
      if (begin != reached) {
        String kind = begin < reached ? "an overlap" : "a gap";
        throw fault(
            "entry " + Printable.quote(next.getKey()),
            kind + ", it begins at " + begin,
            "begin = " + reached + ", where the tensor before ends");
      }
      reached = next.getValue().end();
    }
    if (reached != dataBytes) {
      throw fault("data", dataBytes + " bytes", reached + " bytes, where the last tensor ends");
    }
  }

  private void expect(
      @Nullable JsonToken found, JsonToken expected, String where, String description) {
    if (found != expected) {
      throw fault(where, found == null ? "nothing" : found.toString(), description);
    }
  }

  private WeightsFormatException fault(String where, String found, String expected) {
    return new WeightsFormatException(file, where, found, expected);
  }
}
