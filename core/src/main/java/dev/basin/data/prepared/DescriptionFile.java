package dev.basin.data.prepared;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.basin.data.DatasetFormatException;
import dev.basin.engine.JsonDamage;
import dev.basin.engine.Sha256;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code set.json} of a {@link PreparedSet}: its {@link PreparedSet.Description}, and as {@code
 * sha256} the digest of that, written without spaces. Files of schema 1 have no such digest.
 */
final class DescriptionFile {
  static final String NAME = "set.json";
  static final int SCHEMA = 2;

  private static final int WITHOUT_DIGEST = 1;
  private static final String DIGEST = "sha256";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
          .build();

  private DescriptionFile() {}

  /**
   * Reads the description of the set in a directory.
   *
   * @throws DatasetFormatException if it is missing or not what was written
   */
  static PreparedSet.Description read(Path directory) {
    Path file = directory.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw new DatasetFormatException(
          file, "no such file", "a prepared set's", PreparedSet.ADVICE);
    }
    try {
      return parse(file, JSON.readTree(file.toFile()));
    } catch (JsonProcessingException e) {
      throw new DatasetFormatException(
          file, "damaged JSON, " + JsonDamage.of(e), "a prepared set's", PreparedSet.ADVICE);
    } catch (CharConversionException e) {
      throw new DatasetFormatException(
          file, "bytes that are no text in UTF-8", "a prepared set's", PreparedSet.ADVICE);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  private static void requireValues(Path file, String place, JsonNode node) {
    if (node.isNull()) {
      throw new DatasetFormatException(
          file, "null as " + place.substring(1), "a value", PreparedSet.ADVICE);
    }
    node.properties()
        .forEach(field -> requireValues(file, place + "." + field.getKey(), field.getValue()));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      requireValues(file, place + "[" + i + "]", node.get(i));
    }
  }

  private static PreparedSet.Description parse(Path file, JsonNode all)
      throws JsonProcessingException {
    int schema = all.path("schema").asInt();
    if (schema != SCHEMA && schema != WITHOUT_DIGEST) {
      throw new DatasetFormatException(
          file,
          all.hasNonNull("schema") ? "schema " + all.get("schema") : "no schema",
          "schema " + SCHEMA,
          PreparedSet.ADVICE);
    }
    requireValues(file, "", all);
    String expected = "";
    if (schema != WITHOUT_DIGEST && all instanceof ObjectNode object) {
      JsonNode digest = object.remove(DIGEST);
      expected = digest == null ? "none" : digest.asText();
    }
    PreparedSet.Description description = JSON.treeToValue(all, PreparedSet.Description.class);
    String found = digest(description);
    if (!expected.isEmpty() && !found.equals(expected)) {
      throw new DatasetFormatException(
          file,
          "SHA-256 " + found + " of what it says",
          expected + " as it was written",
          "undo the change, or " + PreparedSet.ADVICE);
    }
    return description;
  }

  private static String digest(PreparedSet.Description description) throws JsonProcessingException {
    return Sha256.of(JSON.writeValueAsString(description));
  }

  /** What is written for a set. */
  static byte[] bytes(PreparedSetInfo info, PreparedSet.Part train, PreparedSet.Part test)
      throws JsonProcessingException {
    PreparedSet.Description description = new PreparedSet.Description(SCHEMA, info, train, test);
    ObjectNode all = JSON.valueToTree(description);
    all.put(DIGEST, digest(description));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all);
  }
}
