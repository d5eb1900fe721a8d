package dev.basin.lab.report;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.basin.engine.JsonDamage;
import dev.basin.lab.ComparisonResult;
import dev.basin.lab.FileFailure;
import dev.basin.lab.PlainEscapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code summary.json}: a comparison in full, how its points were cut under {@code chunks}, and the
 * means over its trials under {@code aggregate}. In the record a number that is not finite is the
 * string {@code "NaN"}, {@code "Infinity"} or {@code "-Infinity"}; in {@code aggregate} a number
 * that does not exist is null. The schema is written down in {@code docs/summary-schema.md}.
 */
public final class SummaryJson {

  private static final String CHUNKS = "chunks";
  private static final String AGGREGATE = "aggregate";

  private static final JsonMapper RECORDS = recordMapper();
  private static final JsonMapper AGGREGATES =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addSerializer(Double.class, new NanAsNull())
                  .addSerializer(double.class, new NanAsNull()))
          .build();

  private SummaryJson() {}

  /** The file's text, without a line feed at its end. */
  public static String toJson(ComparisonResult result) {
    ObjectNode tree = RECORDS.valueToTree(result);
    ObjectNode chunks = tree.putObject(CHUNKS);
    chunks.set("train", RECORDS.valueToTree(result.trainChunks().sizes()));
    chunks.set("test", RECORDS.valueToTree(result.testChunks().sizes()));
    tree.set(AGGREGATE, AGGREGATES.valueToTree(Measures.of(result).all()));
    try {
      return RECORDS.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new ReportException("cannot write the summary as JSON: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Reads a comparison back; {@code chunks} and {@code aggregate} are not read, for they follow
   * from the rest.
   *
   * @throws ReportException if the file cannot be read, is no summary, or has another schema
   */
  public static ComparisonResult read(Path file) {
    JsonNode tree;
    try {
      tree = RECORDS.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new ReportException(file + " is not JSON: " + JsonDamage.of(e), e);
    } catch (IOException e) {
      throw new ReportException("cannot read " + file + ": " + FileFailure.reason(e), e);
    }
    return fromTree(tree, file);
  }

  private static ComparisonResult fromTree(JsonNode tree, Path file) {
    JsonNode schema = tree.path("schema");
    if (!(tree instanceof ObjectNode object) || !schema.isInt()) {
      throw new ReportException(
          file + " is not a comparison's summary: it has no whole number named schema");
    }
    if (schema.intValue() != ComparisonResult.SCHEMA) {
      throw new ReportException(
          file
              + " has schema "
              + schema.intValue()
              + "; this version of Basin reads schema "
              + ComparisonResult.SCHEMA
              + ". Read it with the version that wrote it, or run the comparison again");
    }
    object.remove(List.of(CHUNKS, AGGREGATE));
    try {
      return RECORDS.treeToValue(object, ComparisonResult.class);
    } catch (JsonProcessingException e) {
      throw new ReportException(
          file + " does not follow schema " + ComparisonResult.SCHEMA + ": " + JsonDamage.of(e), e);
    }
  }

  private static JsonMapper recordMapper() {
    JsonMapper mapper =
        JsonMapper.builder(PlainEscapes.factory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    mapper.setDefaultSetterInfo(JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL));
    allowNull(mapper, Integer.class);
    allowNull(mapper, Long.class);
    return mapper;
  }

  private static void allowNull(ObjectMapper mapper, Class<?> type) {
    mapper.configOverride(type).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.SET));
  }

  private static final class NanAsNull extends StdSerializer<Double> {
    private static final long serialVersionUID = 1L;

    NanAsNull() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (Double.isFinite(value)) {
        json.writeNumber(value);
      } else {
        json.writeNull();
      }
    }
  }
}
