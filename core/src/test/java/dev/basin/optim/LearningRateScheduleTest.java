package dev.basin.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.basin.Formula;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LearningRateScheduleTest {

  @Test
  void agreesWithPyTorch() throws IOException {
    JsonNode runs = Formula.resource("optim/schedules.json");
    assertThat(runs).hasSize(5);
    for (JsonNode run : runs) {
      LearningRateSchedule schedule = LearningRateSchedule.parse(run.get("schedule").asText());
      assertThat(run.get("factors").size()).isGreaterThan(20);
      for (JsonNode pair : run.get("factors")) {
        assertThat(schedule.factor(pair.get(0).asDouble()))
            .as("%s at %s epochs", schedule, pair.get(0))
            .isCloseTo(pair.get(1).asDouble(), within(2e-12));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "constant, 0, 1",
    "constant, 1234.5, 1",
    // 29.999 epochs: no step yet
    "step:30:0.1, 29.999, 1",
    "step:30:0.1, 30, 0.1",
    "step:2.5:0.5, 7.4, 0.25",
    "step:2.5:0.5, 7.5, 0.125",
    // cos 60° = 1/2, cos 90° = 0; nothing is left after the end
    "cosine:90, 30, 0.75",
    "cosine:90, 45, 0.5",
    "cosine:90, 90, 0",
    "cosine:90, 135, 0",
    "warmup:5, 0, 0",
    "warmup:5, 1, 0.2",
    "warmup:5, 4.5, 0.9",
    "warmup:5, 5, 1",
    "warmup:5, 500, 1",
    // the steps are counted from the beginning of training
    "warmup:5+step:30:0.1, 2.5, 0.5",
    "warmup:5+step:30:0.1, 29, 1",
    "warmup:5+step:30:0.1, 30, 0.1",
    // up to what the cosine has at a third of its length, 0.75, and on along it
    "warmup:30+cosine:90, 15, 0.375",
    "warmup:30+cosine:90, 30, 0.75",
    "warmup:30+cosine:90, 45, 0.5",
    "warmup:30+cosine:90, 90, 0"
  })
  void isItsFormula(String text, double epochs, double factor) {
    assertThat(LearningRateSchedule.parse(text).factor(epochs)).isCloseTo(factor, within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "constant",
        "step:30:0.1",
        "step:0.5:2",
        "cosine:100",
        "cosine:12.5",
        "warmup:5",
        "warmup:5+cosine:100",
        "warmup:0.25+step:30:0.1"
      })
  void theTextAndJsonReadBack(String text) throws JsonProcessingException {
    LearningRateSchedule schedule = LearningRateSchedule.parse(text);
    assertThat(schedule.toText()).isEqualTo(text);
    ObjectMapper mapper = new ObjectMapper();
    String json = mapper.writeValueAsString(schedule);
    assertThat(json).isEqualTo("\"" + text + "\"");
    assertThat(mapper.readValue(json, LearningRateSchedule.class)).isEqualTo(schedule);
  }

  @Test
  void warmupThenConstantIsAWarmup() {
    assertThat(LearningRateSchedule.parse("warmup:5+constant"))
        .isEqualTo(LearningRateSchedule.parse("warmup:5"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "linear:5",
        "constant:1",
        "step:30",
        "step:30:0.1:2",
        "cosine",
        "cosine:",
        "cosine:x",
        "cosine:1e",
        "warmup:5+",
        "+warmup:5",
        "warmup:5+warmup:3",
        "cosine:100+warmup:5",
        "warmup:5+cosine:9+step:3:1",
        "Cosine:100"
      })
  void whatIsNoneIsRefusedWithTheForms(String text) {
    assertThatThrownBy(() -> LearningRateSchedule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("schedule is '" + text + "'")
        .hasMessageContaining("constant, step:EPOCHS:FACTOR, cosine:EPOCHS, warmup:EPOCHS");
  }

  @ParameterizedTest
  @CsvSource({
    "step:0:0.1, step schedule's number of epochs is 0.0",
    "step:30:0, step schedule's factor is 0.0",
    "step:30:-1, step schedule's factor is -1.0",
    "cosine:0, cosine schedule's number of epochs is 0.0",
    "cosine:1e999, cosine schedule's number of epochs is Infinity",
    "warmup:-5, warm-up's number of epochs is -5.0"
  })
  void numbersOutOfRangeAreRefused(String text, String said) {
    assertThatThrownBy(() -> LearningRateSchedule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said)
        .hasMessageContaining("; expected > 0");
  }
}
