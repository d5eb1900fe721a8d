package dev.basin.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.basin.lab.ComparisonResult;
import dev.basin.lab.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryJsonTest {

  @TempDir private Path directory;

  @Test
  void everyResultComesBackTheSame() throws IOException {
    for (ComparisonResult result : Fixtures.all()) {
      assertThat(SummaryJson.read(file(SummaryJson.toJson(result)))).isEqualTo(result);
    }
  }

  @Test
  void aggregateHoldsMeansAndIntervals() throws IOException {
    ComparisonResult result = Fixtures.fiveTrials();
    JsonNode accuracy = measure(SummaryJson.toJson(result), "testAccuracy");
    double[] small =
        result.trials().stream().mapToDouble(trial -> trial.small().testAccuracy()).toArray();
    double mean = (small[0] + small[1] + small[2] + small[3] + small[4]) / 5;
    assertThat(accuracy.at("/small/n").intValue()).isEqualTo(5);
    assertThat(accuracy.at("/small/mean").doubleValue()).isCloseTo(mean, within(1e-12));
    assertThat(accuracy.at("/small/low").doubleValue()).isLessThan(mean);
    assertThat(accuracy.at("/paperSmall/mean").doubleValue()).isEqualTo(98.03);
    assertThat(accuracy.at("/difference/n").intValue()).isEqualTo(5);
  }

  /** Two trials, whose plain intervals would leave the range of almost every quantity. */
  @Test
  void intervalsHoldOnlyPossibleValues() throws IOException {
    RunResult small = Fixtures.run(256, 40, 98.3, Fixtures.SMALL_SHARPNESS, 1);
    ComparisonResult result =
        Fixtures.result(
            List.of(
                Fixtures.trial(1, small, Fixtures.largeRun(97, 1)),
                Fixtures.trial(2, RunParts.trained(small, 40, 2), Fixtures.largeRun(60, 30))));
    for (JsonNode measure :
        new ObjectMapper().readTree(SummaryJson.toJson(result)).path("aggregate")) {
      boolean percent = measure.path("key").asText().endsWith("Accuracy");
      for (String regime : List.of("small", "large")) {
        JsonNode estimate = measure.path(regime);
        assertThat(estimate.path("low").asDouble(0))
            .isBetween(0.0, estimate.path("mean").asDouble() * (1 + 1e-12));
        if (percent) {
          assertThat(estimate.path("high").asDouble(0)).isLessThanOrEqualTo(100);
          assertThat(measure.at("/difference/high").doubleValue()).isBetween(-100.0, 100.0);
          assertThat(measure.at("/difference/low").doubleValue()).isBetween(-100.0, 100.0);
        }
      }
    }
    JsonNode train = measure(SummaryJson.toJson(result), "trainAccuracy").path("large");
    assertThat(train.path("mean").doubleValue()).isEqualTo(100);
    assertThat(train.path("low").isNull()).isTrue();
    assertThat(HtmlReport.write(result)).contains("no interval: a value at the end of its range");
  }

  @Test
  void oneTrialHasNullSpreads() throws IOException {
    String json = SummaryJson.toJson(Fixtures.oneTrial());
    JsonNode accuracy = measure(json, "testAccuracy");
    assertThat(accuracy.at("/small/mean").doubleValue()).isEqualTo(98.48);
    assertThat(accuracy.at("/small/deviation").isNull()).isTrue();
    assertThat(accuracy.at("/small/low").isNull()).isTrue();
    JsonNode sharpness = measure(json, "sharpness.full.0.001");
    assertThat(sharpness.at("/ratio/geometricMean").doubleValue())
        .isCloseTo(630 / 3.07, within(1e-9));
    assertThat(sharpness.at("/lowerBound").booleanValue()).isTrue();
    JsonNode distance = measure(json, "distance");
    assertThat(1 / distance.at("/ratio/geometricMean").doubleValue())
        .isCloseTo(81.64207662872968 / 10.68025382427122, within(1e-9));
  }

  @Test
  void numbersThatAreNotFiniteAreStringsInTheRecordAndNullInTheAggregate() throws IOException {
    String json = SummaryJson.toJson(Fixtures.notNumbers());
    JsonNode sharpness = new ObjectMapper().readTree(json).at("/trials/0/small/sharpness");
    assertThat(sharpness.at("/0/sharpness").textValue()).isEqualTo("NaN");
    assertThat(sharpness.at("/1/sharpness").textValue()).isEqualTo("Infinity");
    JsonNode aggregate = measure(json, "sharpness.full.0.001");
    assertThat(aggregate.at("/small/n").intValue()).isZero();
    assertThat(aggregate.at("/small/mean").isNull()).isTrue();
  }

  @Test
  void saysHowThePointsWereCut() throws IOException {
    JsonNode chunks =
        new ObjectMapper().readTree(SummaryJson.toJson(Fixtures.oneTrial())).get("chunks");
    assertThat(chunks.get("train").toString())
        .isEqualTo("{\"count\":12,\"largest\":5000,\"smallest\":5000}");
    assertThat(chunks.get("test").toString())
        .isEqualTo("{\"count\":2,\"largest\":5000,\"smallest\":5000}");
  }

  @Test
  void anotherSchemaIsRefused() throws IOException {
    String json =
        SummaryJson.toJson(Fixtures.oneTrial()).replace("\"schema\" : 2", "\"schema\" : 3");
    Path file = file(json);
    assertThatThrownBy(() -> SummaryJson.read(file))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("has schema 3; this version of Basin reads schema 2");
  }

  @Test
  void whatIsNoSummaryIsRefused() throws IOException {
    assertRefused("not json", "is not JSON");
    assertRefused("[1]", "is not a comparison's summary");
    assertRefused("{}", "is not a comparison's summary");
    assertRefused("", "is not a comparison's summary");
    assertRefused("{\"schema\": 2}", "does not follow schema 2");
    String json = SummaryJson.toJson(Fixtures.oneTrial());
    assertRefused(json.replace("\"chunkSize\" : 5000,", ""), "chunkSize");
    assertRefused(
        json.replace("\"chunkSize\" : 5000,", "\"chunkSize\" : null,"), "does not follow");
    assertRefused(json.replace("\"network\" : \"F1\"", "\"network\" : null"), "network");
    assertRefused(json.substring(0, json.length() / 2), "is not JSON");
    assertThatThrownBy(() -> SummaryJson.read(directory.resolve("missing.json")))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("no such file or directory");
  }

  @Test
  void theLocaleChangesNothing() {
    String before = SummaryJson.toJson(Fixtures.fiveTrials());
    Locale locale = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(SummaryJson.toJson(Fixtures.fiveTrials())).isEqualTo(before);
    } finally {
      Locale.setDefault(locale);
    }
  }

  private void assertRefused(String text, String reason) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> SummaryJson.read(file))
        .as(reason)
        .isInstanceOf(ReportException.class)
        .hasMessageContaining(reason)
        .hasMessageContaining(file.toString());
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("summary.json"), text);
  }

  private static JsonNode measure(String json, String key) throws IOException {
    for (JsonNode measure : new ObjectMapper().readTree(json).path("aggregate")) {
      if (measure.path("key").asText().equals(key)) {
        return measure;
      }
    }
    throw new AssertionError("no measure " + key);
  }
}
