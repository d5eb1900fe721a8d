package dev.basin.lab.study;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.InjectableValues;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.basin.engine.DeclaredNulls;
import dev.basin.engine.Sha256;
import dev.basin.lab.PlainEscapes;
import dev.basin.train.remedy.Remedies;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON that is the same text for the same content: keys in order, numbers in shortest form. */
public final class CanonicalJson {
  /** What a list is that files leave out where it is empty. */
  static final String EMPTY_LIST = "empty list";

  /** What remedies are where files were written before there were any. */
  static final String NO_REMEDIES = "no remedies";

  /** What a choice is that files leave out where it was not made. */
  static final String NO = "no";

  private static final JsonMapper MAPPER =
      JsonMapper.builder(PlainEscapes.factory())
          .annotationIntrospector(new DeclaredNulls())
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .injectableValues(
              new InjectableValues.Std()
                  .addValue(EMPTY_LIST, List.of())
                  .addValue(NO_REMEDIES, Remedies.none())
                  .addValue(NO, false))
          .build();

  private CanonicalJson() {}

  /** On one line. */
  public static String line(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Indented, with a line end. */
  public static String page(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** SHA-256 of the one line. */
  static String digest(Object value) {
    return Sha256.of(line(value));
  }

  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /**
   * Reads.
   *
   * @throws JsonProcessingException if the text is not JSON, or not of that type
   */
  public static <T> T read(String text, Class<T> type) throws JsonProcessingException {
    return something(MAPPER.readValue(text, type));
  }

  /**
   * Reads a part of a document.
   *
   * @throws JsonProcessingException if it is not of that type
   */
  public static <T> T read(JsonNode node, Class<T> type) throws JsonProcessingException {
    return something(MAPPER.treeToValue(node, type));
  }

  /** A document that says {@code null} is read as no object at all. */
  private static <T> T something(@Nullable T read) throws JsonProcessingException {
    if (read == null) {
      throw new JsonParseException("null, and nothing more");
    }
    return read;
  }
}
