package dev.basin.hostile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Safetensors files, made by hand, and ways to spoil their headers. */
final class Tensors {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WORDS = "__metadata__";
  private static final String DIGEST = "sha256";

  private Tensors() {}

  /** A file of a header and bytes. */
  static byte[] of(String header, byte[] data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .put(data)
        .array();
  }

  /** Ways to spoil the header's text, with a length before it that is right. */
  static List<Mutation> inHeader(List<Mutation> ways) {
    List<Mutation> inside = new ArrayList<>();
    for (Mutation way : ways) {
      inside.add((content, chance) -> withHeader(content, way, chance));
    }
    return inside;
  }

  /**
   * The SHA-256 that a file's words and tensors have, without the one that it says; of each word
   * {@code name=word} and of each tensor {@code name:bytes} in a line before its bytes, by name.
   * Empty for a file that is too damaged for that.
   */
  static String digest(byte[] content) {
    if (!(header(content) instanceof ObjectNode header)) {
      return "";
    }
    MessageDigest digest = sha256();
    words(header).forEach((name, word) -> digest.update(utf8(name + "=" + word + "\n")));
    int start = content.length - data(content).length;
    Map<String, JsonNode> tensors = new TreeMap<>();
    header.properties().forEach(entry -> tensors.put(entry.getKey(), entry.getValue()));
    tensors.remove(WORDS);
    for (Map.Entry<String, JsonNode> tensor : tensors.entrySet()) {
      JsonNode offsets = tensor.getValue().path("data_offsets");
      long from = offsets.path(0).asLong(-1);
      long to = offsets.path(1).asLong(-1);
      if (from < 0 || to < from || to > content.length - start) {
        return "";
      }
      digest.update(utf8(tensor.getKey() + ":" + (to - from) + "\n"));
      digest.update(content, start + (int) from, (int) (to - from));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static Map<String, String> words(ObjectNode header) {
    Map<String, String> words = new TreeMap<>();
    header
        .path(WORDS)
        .properties()
        .forEach(entry -> words.put(entry.getKey(), entry.getValue().asText()));
    words.remove(DIGEST);
    return words;
  }

  /** The same with a word changed in its metadata; for a file that has some. */
  static byte[] withMetadata(byte[] content, String name, String word) {
    if (header(content) instanceof ObjectNode header
        && header.path(WORDS) instanceof ObjectNode words) {
      words.put(name, word);
      return of(header.toString(), data(content));
    }
    return content;
  }

  /** The header, or null if there is none. */
  private static JsonNode header(byte[] content) {
    int length = length(content);
    try {
      return length < 0
          ? null
          : JSON.readTree(new String(content, 8, length, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** The header's length, or -1 if the file is not as long as that. */
  private static int length(byte[] content) {
    if (content.length < 8) {
      return -1;
    }
    long length = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return length < 0 || length > content.length - 8 ? -1 : (int) length;
  }

  private static byte[] data(byte[] content) {
    return Arrays.copyOfRange(content, 8 + length(content), content.length);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] withHeader(byte[] content, Mutation way, Chance chance) {
    int length = length(content);
    if (length < 0) {
      return content; // spoilt already
    }
    byte[] changed = way.of(Arrays.copyOfRange(content, 8, 8 + length), chance);
    byte[] data = data(content);
    return ByteBuffer.allocate(8 + changed.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(changed.length)
        .put(changed)
        .put(data)
        .array();
  }
}
