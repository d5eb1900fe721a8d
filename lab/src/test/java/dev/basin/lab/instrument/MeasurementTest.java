package dev.basin.lab.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One question has one text and one name, however it was asked; no question is another's. */
final class MeasurementTest {
  private static Measurement sharpness(Map<String, String> given) {
    return Measurement.of(Instruments.named("sharpness"), 0, given);
  }

  @Test
  void isNamedByThisText() {
    Measurement what = sharpness(Map.of("epsilon", "5e-4", "space", "100"));
    assertThat(what.canonical())
        .isEqualTo(
            """
            measurement 1
            instrument=sharpness
            limit=0
            epsilon=5.0E-4
            maximizer=best
            profile=none
            region=box
            seed=trial
            subspace=100
            subspace-seed=trial
            """);
    // printf 'measurement 1\n…weights=solution\n' | sha256sum
    assertThat(what.digest("solution")).isEqualTo("38f94b661806");
  }

  @Test
  void equalQuestionsAreEqual() {
    assertThat(sharpness(Map.of("epsilon", "0.001"))).isEqualTo(sharpness(Map.of()));
    assertThat(sharpness(Map.of("epsilon", "1e-3", "space", "full")))
        .isEqualTo(sharpness(Map.of("subspace", "0")));
    assertThat(sharpness(Map.of()).describe()).isEmpty();
    assertThat(sharpness(Map.of("region", "ball")).describe()).isEqualTo("region ball");
  }

  @Test
  void unknownKeysAndValuesOutOfRangeAreNamed() {
    assertThatThrownBy(() -> sharpness(Map.of("epsilon", "0")))
        .hasMessageStartingWith("epsilon is 0; expected a number, > 0");
    assertThatThrownBy(() -> sharpness(Map.of("epsilon", "1e300"))).hasMessageContaining("1e300");
    assertThatThrownBy(() -> sharpness(Map.of("epsilon", "NaN"))).hasMessageContaining("NaN");
    assertThatThrownBy(() -> sharpness(Map.of("subspace", "-1"))).hasMessageContaining("-1");
    assertThatThrownBy(() -> sharpness(Map.of("radius", "1")))
        .hasMessageContaining("unknown key 'radius'; known are epsilon, subspace");
    assertThatThrownBy(() -> sharpness(Map.of("space", "5", "subspace", "5")))
        .hasMessage("subspace is given twice");
  }

  @Test
  void aDocumentHasItAsItWasWrittenOrNotAtAll() throws JsonProcessingException {
    ObjectMapper json = new ObjectMapper();
    Measurement what = sharpness(Map.of("epsilon", "5e-4"));
    String written = json.writeValueAsString(what);
    assertThat(json.readValue(written, Measurement.class)).isEqualTo(what);
    Map<String, String> damages =
        Map.of(
            "\"region\"", "\"regiom\"",
            "\"region\":\"box\"", "\"space\":\"box\"",
            "5.0E-4", "5e-4",
            "\"box\"", "\"\"",
            "\"limit\":0", "\"limit\":-1",
            "\"sharpness\"", "\"sharpnes\"");
    for (Map.Entry<String, String> damage : damages.entrySet()) {
      String damaged = written.replace(damage.getKey(), damage.getValue());
      assertThat(damaged).isNotEqualTo(written);
      assertThatThrownBy(() -> json.readValue(damaged, Measurement.class))
          .as(damaged)
          .isInstanceOf(ValueInstantiationException.class);
    }
  }

  @Test
  void anUnknownMeasurementIsNamed() {
    assertThatThrownBy(() -> Instruments.named("sharpnes"))
        .hasMessageStartingWith("unknown measurement 'sharpnes'; known are evaluate, sharpness");
  }

  static Stream<Instrument<?>> instruments() {
    return Instruments.all().stream();
  }

  /** What commands, keys and columns are made of must be there, once. */
  @ParameterizedTest
  @MethodSource("instruments")
  void everyInstrumentDescribesItself(Instrument<?> instrument) {
    String name = instrument.about().name();
    assertThat(instrument.about().title()).as(name).isNotBlank();
    assertThat(instrument.about().summary()).as(name).endsWith(".");
    assertThat(instrument.about().source()).as(name).isNotBlank();
    assertThat(instrument.about().reading()).as(name).endsWith(".");
    Set<String> settings = new HashSet<>();
    for (Setting<?> setting : instrument.settings()) {
      assertThat(settings.add(setting.name())).as(setting.name()).isTrue();
      assertThat(setting.name()).matches("[a-z][a-z0-9-]*");
      assertThat(setting.help()).as(setting.name()).endsWith(".");
      String usual = setting.usual();
      if (usual != null) {
        assertThat(setting.canonical(setting.canonical(usual)))
            .as("%s's form is canonical", setting.name())
            .isEqualTo(setting.canonical(usual));
      }
    }
    Set<String> columns =
        new HashSet<>(List.of("study", "key", "epoch", "name", "state", "points_limit"));
    settings.forEach(setting -> columns.add(setting.replace('-', '_')));
    for (Quantity<?> quantity : instrument.quantities()) {
      assertThat(columns.add(quantity.name())).as("%s: %s", name, quantity.name()).isTrue();
      assertThat(quantity.name()).matches("[a-z][a-z0-9_]*");
    }
    Set<String> drawings = new HashSet<>();
    instrument
        .drawings()
        .forEach(drawing -> assertThat(drawings.add(drawing.option())).as(name).isTrue());
  }
}
