package dev.basin.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.basin.engine.text.TextForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptimizerConfigTest {
  private static final LearningRateSchedule CONSTANT = LearningRateSchedule.constant();

  /** As a run's folder reads its configuration. */
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  /** A configuration as part of another record. */
  record Holder(int batch, OptimizerConfig optimizer) {}

  @Test
  void defaults() {
    assertThat(OptimizerConfig.parse("adam"))
        .isEqualTo(AdamConfig.defaults())
        .isEqualTo(new AdamConfig(1e-3, 0.9, 0.999, 1e-8, CONSTANT));
    assertThat(OptimizerConfig.parse("adagrad"))
        .isEqualTo(AdagradConfig.defaults())
        .isEqualTo(new AdagradConfig(0.01, 0, 1e-10, CONSTANT));
    assertThat(OptimizerConfig.parse("sgd"))
        .isEqualTo(SgdConfig.defaults())
        .isEqualTo(new SgdConfig(0.1, 0.9, false, 0, CONSTANT));
    assertThat(OptimizerConfig.parse("lars"))
        .isEqualTo(LarsConfig.defaults())
        .isEqualTo(new LarsConfig(1, 1e-3, 0.9, 5e-4, CONSTANT));
    assertThat(OptimizerConfig.parse("lamb"))
        .isEqualTo(LambConfig.defaults())
        .isEqualTo(new LambConfig(1e-3, 0.9, 0.999, 1e-6, 0.01, CONSTANT));
    assertThat(OptimizerConfig.parse("adaqn"))
        .isEqualTo(AdaQnConfig.defaults())
        .isEqualTo(
            new AdaQnConfig(
                0.01,
                10,
                20,
                100,
                AdaQnConfig.Scaling.ADAGRAD,
                Math.sqrt(Math.ulp(1.0)),
                CONSTANT));
    assertThat(AdaQnConfig.LARGEST_GROWTH).isEqualTo(1.01);
    assertThat(AdaQnConfig.LEAST_CURVATURE).isEqualTo(1e-4);
    assertThat(AdaQnConfig.RMS_DECAY).isEqualTo(0.9);
  }

  @Test
  void readsEverySetting() {
    LearningRateSchedule schedule = new WarmUp(5, new CosineDecay(100));
    assertThat(
            OptimizerConfig.parse(
                "adam:lr=.5,beta1=0.8,beta2=0.7,epsilon=1E-3,schedule=warmup:5+cosine:100"))
        .isEqualTo(new AdamConfig(0.5, 0.8, 0.7, 1e-3, schedule));
    assertThat(
            OptimizerConfig.parse(
                "adagrad:epsilon=0.5,schedule=warmup:5+cosine:100,initial=2,lr=3"))
        .isEqualTo(new AdagradConfig(3, 2, 0.5, schedule));
    assertThat(
            OptimizerConfig.parse(
                "sgd:lr=0.2,momentum=0.8,nesterov=true,decay=1e-4,schedule=warmup:5+cosine:100"))
        .isEqualTo(new SgdConfig(0.2, 0.8, true, 1e-4, schedule));
    assertThat(
            OptimizerConfig.parse(
                "lars:lr=2,eta=0.02,momentum=0.8,decay=1e-4,schedule=warmup:5+cosine:100"))
        .isEqualTo(new LarsConfig(2, 0.02, 0.8, 1e-4, schedule));
    assertThat(
            OptimizerConfig.parse(
                "lamb:lr=0.2,beta1=0.8,beta2=0.7,epsilon=1e-3,decay=0.5"
                    + ",schedule=warmup:5+cosine:100"))
        .isEqualTo(new LambConfig(0.2, 0.8, 0.7, 1e-3, 0.5, schedule));
    assertThat(
            OptimizerConfig.parse(
                "adaqn:lr=0.1,memory=20,update=7,fisher=50,scaling=rms,epsilon=1e-6"
                    + ",schedule=warmup:5+cosine:100"))
        .isEqualTo(new AdaQnConfig(0.1, 20, 7, 50, AdaQnConfig.Scaling.RMS, 1e-6, schedule));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "adam",
        "adam:lr=0.5",
        "adam:lr=1.0E-8,beta1=0,schedule=step:30:0.1",
        "adagrad",
        "adagrad:lr=0.5,initial=1,epsilon=1.0E-4",
        "sgd",
        "sgd:momentum=0",
        "sgd:lr=2,nesterov=true,decay=1.0E-4,schedule=warmup:5+cosine:100",
        "lars",
        "lars:lr=8,eta=0.02,momentum=0.5,decay=0,schedule=warmup:5+cosine:100",
        "lamb",
        "lamb:lr=0.5,beta1=0.5,beta2=0.9,epsilon=1.0E-8,decay=0,schedule=step:30:0.1",
        "adaqn",
        "adaqn:lr=0.1,memory=20,update=5,fisher=30,scaling=rms,epsilon=1.0E-5,schedule=cosine:9"
      })
  void theTextAndJsonReadBack(String text) throws JsonProcessingException {
    OptimizerConfig config = OptimizerConfig.parse(text);
    assertThat(config.toText()).isEqualTo(text);
    Holder holder = new Holder(256, config);
    String json = STRICT.writeValueAsString(holder);
    assertThat(STRICT.readValue(json, Holder.class)).isEqualTo(holder);
    JsonNode inside = STRICT.readTree(json).get("optimizer");
    assertThat(inside.get("name").asText()).isEqualTo(config.name());
    assertThat(text).startsWith(config.name());
    assertThat(inside.get("learningRate").asDouble()).isEqualTo(config.learningRate());
    assertThat(inside.get("schedule").asText()).isEqualTo(config.schedule().toText());
    assertThat(inside.size()).isEqualTo(config.settings().size() + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"adam", "adagrad", "sgd", "lars", "lamb", "adaqn"})
  void aSettingThatIsDefaultIsNotWritten(String name) {
    OptimizerConfig config = OptimizerConfig.parse(name);
    String full = TextForm.write(name, config.settings());
    assertThat(full).contains("lr=", "schedule=constant");
    assertThat(OptimizerConfig.parse(full)).isEqualTo(config);
    assertThat(OptimizerConfig.parse(full).toText()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "adam:beta1=0.5",
        "adagrad:initial=1",
        "sgd:decay=0.5",
        "lars:eta=0.5",
        "lamb:decay=0.5",
        "adaqn:memory=3"
      })
  void anotherRateOrScheduleChangesNothingElse(String text) {
    OptimizerConfig config = OptimizerConfig.parse(text);
    OptimizerConfig other = config.withLearningRate(0.625).withSchedule(new CosineDecay(7));
    assertThat(other.learningRate()).isEqualTo(0.625);
    assertThat(other.schedule()).isEqualTo(new CosineDecay(7));
    assertThat(other.withLearningRate(config.learningRate()).withSchedule(CONSTANT))
        .isEqualTo(config);
    assertThat(other.describe()).contains("learning rate 0.625, along a cosine to 0 at epoch 7");
    assertThat(config.describe()).doesNotContain("constant");
    assertThatThrownBy(() -> config.withLearningRate(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("learningRate is 0.0; expected > 0");
  }

  @Test
  void describesInWords() {
    assertThat(OptimizerConfig.parse("adam").describe())
        .isEqualTo("ADAM, learning rate 0.001, β₁ 0.9, β₂ 0.999, ε 1.0E-8");
    assertThat(OptimizerConfig.parse("sgd:nesterov=true").describe())
        .isEqualTo("SGD, learning rate 0.1, momentum 0.9 (Nesterov's), weight decay 0.0");
    assertThat(OptimizerConfig.parse("adagrad").describe())
        .isEqualTo("ADAGRAD, learning rate 0.01, sum of squares from 0.0, ε 1.0E-10");
    assertThat(OptimizerConfig.parse("lars").describe())
        .isEqualTo("LARS, learning rate 1.0, η 0.001, momentum 0.9, weight decay 5.0E-4");
    assertThat(OptimizerConfig.parse("lamb").describe())
        .isEqualTo("LAMB, learning rate 0.001, β₁ 0.9, β₂ 0.999, ε 1.0E-6, weight decay 0.01");
    assertThat(OptimizerConfig.parse("adaqn:scaling=rms").describe())
        .startsWith("adaQN, learning rate 0.01, 10 pairs, one every 20 steps, from 100 gradients");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "step:30:0.1 | × 0.1 every 30 epochs",
        "warmup:5 | linear warm-up until epoch 5, then constant",
        "warmup:5+cosine:90 | linear warm-up until epoch 5, then along a cosine to 0 at epoch 90"
      })
  void describesTheScheduleInWords(String schedule, String words) {
    assertThat(OptimizerConfig.parse("sgd:schedule=" + schedule).describe())
        .isEqualTo("SGD, learning rate 0.1, " + words + ", momentum 0.9, weight decay 0.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "newton | unknown optimizer 'newton'; expected adam, adagrad, sgd, lars, lamb or adaqn",
        "ADAM | unknown optimizer 'ADAM'; expected adam, adagrad, sgd, lars, lamb or adaqn",
        "'' | unknown optimizer ''; expected adam",
        "sgd:rate=1 | no setting 'rate'; sgd has lr, momentum, nesterov, decay, schedule",
        "adam:momentum=0.9 | no setting 'momentum'; adam has lr, beta1, beta2, epsilon, schedule",
        "adaqn:L=20 | adaqn has lr, memory, update, fisher, scaling, epsilon, schedule",
        "adagrad:lr=0.1,lr=0.2 | lr is given twice",
        "adam: | found ''; expected key=value",
        "adam:lr | found 'lr'; expected key=value",
        "adam:lr= | found 'lr='; expected key=value",
        "adam:=1 | found '=1'; expected key=value",
        "adam:lr=0.1, | found ''; expected key=value",
        "adam:lr=fast | lr is 'fast'; expected a number",
        "adam:lr=NaN | lr is 'NaN'; expected a number",
        "adam:lr=1f | lr is '1f'; expected a number",
        "adam:lr=0 | ADAM's learningRate is 0.0; expected > 0",
        "adam:lr=1e300 | ADAM's learningRate is 1.0E300; expected > 0, from 1.2e-38 to 3.4e38",
        "adam:lr=1e-320 | ADAM's learningRate is 1.0E-320; expected > 0, from 1.2e-38 to 3.4e38",
        "sgd:decay=1e300 | SGD's weightDecay is 1.0E300; expected at least 0: 0, or from 1.2e-38",
        "adaqn:fisher=2147483647 | adaQN's fisher is 2147483647; expected at least 1, at most"
            + " 10000",
        "sgd:schedule=cosine:1e300 | number of epochs is 1.0E300; expected > 0, from 1.0E-6 to"
            + " 1000000",
        "sgd:schedule=step:30:1e300 | factor is 1.0E300; expected > 0, from 1.0E-6 to 1000000",
        "adam:beta1=1 | ADAM's beta1 is 1.0; expected in [0, 1)",
        "adagrad:initial=-1 | ADAGRAD's initial is -1.0; expected at least 0",
        "adagrad:epsilon=0 | ADAGRAD's epsilon is 0.0; expected > 0",
        "sgd:momentum=1 | SGD's momentum is 1.0; expected in [0, 1)",
        "sgd:decay=-1e-4 | SGD's weightDecay is -1.0E-4; expected at least 0",
        "sgd:nesterov=yes | nesterov is 'yes'; expected true or false",
        "sgd:momentum=0,nesterov=true | SGD's nesterov is true; expected false, or momentum larger",
        "lars:nesterov=true | no setting 'nesterov'; lars has lr, eta, momentum, decay, schedule",
        "lars:lr=0 | LARS's learningRate is 0.0; expected > 0",
        "lars:eta=0 | LARS's eta is 0.0; expected > 0",
        "lars:momentum=1 | LARS's momentum is 1.0; expected in [0, 1)",
        "lars:decay=-1 | LARS's weightDecay is -1.0; expected at least 0",
        "lamb:eta=1 | no setting 'eta'; lamb has lr, beta1, beta2, epsilon, decay, schedule",
        "lamb:lr=0 | LAMB's learningRate is 0.0; expected > 0",
        "lamb:beta1=-0.1 | LAMB's beta1 is -0.1; expected in [0, 1)",
        "lamb:beta2=1 | LAMB's beta2 is 1.0; expected in [0, 1)",
        "lamb:epsilon=0 | LAMB's epsilon is 0.0; expected > 0",
        "adam:epsilon=1e-39 | ADAM's epsilon is 1.0E-39; expected at least 1.0E-30",
        "lamb:decay=-1 | LAMB's weightDecay is -1.0; expected at least 0",
        "adaqn:memory=0 | adaQN's memory is 0; expected at least 1",
        "adaqn:memory=2.5 | memory is '2.5'; expected a whole number",
        "adaqn:update=0 | adaQN's update is 0; expected at least 1",
        "adaqn:fisher=-3 | adaQN's fisher is -3; expected at least 1",
        "adaqn:scaling=adam | scaling is 'adam'; expected adagrad or rms",
        "adam:schedule=linear | schedule is 'linear'; expected constant, step:EPOCHS:FACTOR"
      })
  void whatIsNoneIsRefusedWithWhatIsKnown(String text, String said) {
    assertThatThrownBy(() -> OptimizerConfig.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said);
  }
}
