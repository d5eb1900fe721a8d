package dev.basin.train.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.basin.train.TrainingConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemediesTest {
  private static Stream<String> names() {
    return RemedyKind.ALL.stream().map(RemedyKind::label);
  }

  private static Remedies parse(String... texts) {
    return Remedies.parse(List.of(texts));
  }

  /** Every default, where it can be looked up. */
  @Test
  void defaults() {
    assertThat(RemedyKind.ALL.stream().map(kind -> kind.usual().settings().toString()).toList())
        .containsExactly(
            "{reflect=true, rotate=10.0, shift=0.2}",
            "{epsilon=0.03}",
            "{alpha=0.01, sigma=0.04}",
            "{size=128}",
            "{test=SCHEDULE, start=256, factor=2.0, every=5, theta=0.5}",
            "{batch=256, epochs=5}",
            "{rho=0.05}",
            "{rho=0.5, eta=0.01}",
            "{norm=5.0}",
            "{lambda=0.001, iterations=3}",
            "{workers=8, steps=8, start=0.5}",
            "{start=0.75, every=1}",
            "{lr=1.0, eta=0.001, momentum=0.9, decay=5.0E-4, schedule=constant}",
            "{lr=0.001, beta1=0.9, beta2=0.999, epsilon=1.0E-6, decay=0.01, schedule=constant}",
            "{rule=LINEAR, base=256, warmup=5.0}",
            "{base=256}");
  }

  @ParameterizedTest
  @MethodSource("names")
  void aNameAloneIsItsTextForm(String name) {
    assertThat(parse(name).toTexts()).containsExactly(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "augmentation:reflect=false,rotate=5,shift=0.1",
        "adversarial:epsilon=0.1",
        "stability:alpha=0.1,sigma=0.1",
        "ghost-batch-norm:size=64",
        "dynamic-sampling:test=variance,start=32,theta=0.9",
        "piggyback:batch=32,epochs=2",
        "sam:rho=0.1",
        "asam:rho=1,eta=0.1",
        "gradient-clipping:norm=1",
        "conservative:lambda=0.1,iterations=5",
        "post-local-sgd:workers=4,steps=2,start=0.25",
        "swa:start=0.5,every=2",
        "lars:lr=2",
        "lamb:lr=0.01,decay=0.1",
        "lr-scaling:rule=sqrt,base=128,warmup=0",
        "lr-scaling:rule=sqrt,base=256,warmup=5",
        "regime-adaptation:base=128"
      })
  void textFormsComeBack(String text) {
    Remedies remedies = parse(text);
    assertThat(Remedies.parse(remedies.toTexts())).isEqualTo(remedies);
    if (!text.contains("warmup=0")) {
      assertThat(remedies.toTexts()).containsExactly(text);
    }
  }

  /**
   * The root rule has no warm-up unless one is asked for; its text says what differs from linear.
   */
  @Test
  void theRootRuleHasNoWarmUp() {
    assertThat(parse("lr-scaling:rule=sqrt").all().get(0).settings()).containsEntry("warmup", 0.0);
    assertThat(parse("lr-scaling:rule=sqrt").toTexts())
        .containsExactly("lr-scaling:rule=sqrt,warmup=0");
  }

  @Test
  void theOrderIsThatOfTheList() {
    assertThat(parse("swa", "sam", "ghost-batch-norm", "augmentation").toTexts())
        .containsExactly("augmentation", "ghost-batch-norm", "sam", "swa");
    assertThat(parse("swa", "sam")).isEqualTo(parse("sam", "swa"));
  }

  @Test
  void whatTheyCost() {
    assertThat(parse().gradients()).isEqualTo(1);
    assertThat(parse("sam", "conservative", "swa").gradients()).isEqualTo(6);
    assertThat(parse("adversarial", "dynamic-sampling:test=variance", "sam").gradients())
        .as("SAM's two of the two of adversarial training, and once two for the test")
        .isEqualTo(6);
    assertThat(parse("stability").gradients()).isCloseTo(7 / 3.0, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "sam, asam, both decide the point where the gradient is taken",
    "adversarial, stability, both decide the loss of a batch",
    "conservative, post-local-sgd, both decide what is done with a batch",
    "piggyback, dynamic-sampling, both decide the batch size",
    "lars, lamb, both decide the optimiser",
    "lr-scaling, piggyback, 'piggyback decides the batch size, which lr-scaling has to know'",
    "dynamic-sampling, regime-adaptation,"
        + " 'dynamic-sampling decides the batch size, which regime-adaptation has to know'"
  })
  void contradictionsAreRefused(String one, String other, String reason) {
    assertThatThrownBy(() -> parse(one, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be combined: " + reason);
    assertThatThrownBy(() -> parse(other, one)).hasMessageContaining(reason);
  }

  @Test
  void nothingIsGivenTwice() {
    assertThatThrownBy(() -> parse("sam", "sam:rho=1")).hasMessage("remedy sam is given twice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sharp | unknown remedy 'sharp'; expected one of augmentation, adversarial",
        "sam:rho=0 | remedy sam: rho is 0.0; expected > 0",
        "sam:radius=1 | remedy 'sam:radius=1': no setting 'radius'; sam has rho",
        "asam:eta=-1 | remedy asam: eta is -1.0; expected at least 0",
        "augmentation:rotate=200 | rotate is 200.0; expected from 0 to 180 degrees",
        "augmentation:shift=2 | shift is 2.0; expected from 0 to 1",
        "adversarial:epsilon=x | epsilon is 'x'; expected a number",
        "stability:sigma=0 | sigma is 0.0; expected > 0",
        "ghost-batch-norm:size=1 | size is 1; expected at least 2",
        "dynamic-sampling:factor=1 | factor is 1.0; expected > 1",
        "dynamic-sampling:theta=1 | theta is 1.0; expected in (0, 1)",
        "dynamic-sampling:test=luck | test is 'luck'; expected schedule or variance",
        "piggyback:epochs=0 | epochs is 0; expected at least 1",
        "conservative:iterations=0 | iterations is 0; expected at least 1",
        "post-local-sgd:workers=1 | workers is 1; expected at least 2",
        "swa:start=1 | start is 1.0; expected in [0, 1)",
        "lr-scaling:base=0 | base is 0; expected at least 1",
        "lars:lr=0 | learningRate is 0.0; expected > 0"
      })
  void badSettingsAreRefused(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static TrainingConfig with(int batch, String optimizer, String... remedies) {
    return SmallProblem.config(batch, 10, optimizer, remedies);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "piggyback:batch=64 | 64 | adam | batch is 64; expected less than the batch, 64",
        "piggyback:batch=32,epochs=10 | 64 | adam | epochs is 10; expected less than the run's 10",
        "dynamic-sampling:start=64 | 64 | adam | start is 64; expected less than the batch, 64",
        "post-local-sgd:workers=40 | 64 | adam | workers is 40; expected at most 32, half of",
        "regime-adaptation:base=64 | 64 | adam | base is 64; expected less than the batch, 64",
        "lr-scaling | 64 | adam:schedule=warmup:3 | has a warm-up, and so has"
      })
  void whatDoesNotFitTheRunIsRefused(String text, int batch, String optimizer, String message) {
    assertThatThrownBy(() -> with(batch, optimizer, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  /**
   * 0.29 · 100 is a little less than 29 in floating point, and 0.55 · 100 a little more than 55.
   */
  @Test
  void sharesOfEpochsAreWholeWhereTheyShouldBe() {
    assertThat(Checks.epochs(0.29, 100)).isEqualTo(29);
    assertThat(Checks.epochs(0.55, 100)).isEqualTo(55);
    assertThat(Checks.epochs(0.5, 25)).isEqualTo(12.5);
  }

  /** One part and no passes larger than the batch, however large the ghosts. */
  @Test
  void ghostsMayBeLargerThanAnyBatch() {
    TrainingConfig config = with(96, "adam", "ghost-batch-norm:size=20000000");
    assertThat(config.hooks().get(0).largestPass(96)).isEqualTo(96);
  }

  @Test
  void piggyBackingSwitchesOnce() {
    TrainingConfig config = with(96, "adam", "piggyback:batch=10,epochs=3");
    for (int epoch = 1; epoch <= 10; epoch++) {
      assertThat(config.batch().size(epoch)).isEqualTo(epoch <= 3 ? 10 : 96);
    }
    assertThat(config.largestBatch()).isEqualTo(96);
  }

  @Test
  void theBatchGrowsBySchedule() {
    TrainingConfig config = with(96, "adam", "dynamic-sampling:start=16,every=2");
    Set<Integer> sizes = new HashSet<>();
    for (int epoch = 1; epoch <= 10; epoch++) {
      sizes.add(config.batch().size(epoch));
    }
    assertThat(sizes).containsExactlyInAnyOrder(16, 32, 64, 96);
  }

  @Test
  void theRateGrowsWithTheBatch() {
    TrainingConfig linear = with(96, "adam:lr=0.001", "lr-scaling:base=24");
    assertThat(linear.optimizer().learningRate()).isCloseTo(0.004, within(1e-15));
    assertThat(linear.optimizer().schedule().toText()).isEqualTo("warmup:5");
    TrainingConfig root = with(96, "adam:lr=0.001", "lr-scaling:base=24,rule=sqrt");
    assertThat(root.optimizer().learningRate()).isCloseTo(0.002, within(1e-15));
    assertThat(root.optimizer().schedule().toText()).isEqualTo("constant");
  }

  @Test
  void theRegimeIsStretched() {
    TrainingConfig config =
        with(96, "adam:schedule=warmup:2+step:4:0.1", "regime-adaptation:base=24");
    assertThat(config.stoppingRule().maxEpochs()).isEqualTo(40);
    assertThat(config.stoppingRule().patience()).isEqualTo(40);
    assertThat(config.optimizer().schedule().toText()).isEqualTo("warmup:8+step:16:0.1");
  }

  /** Both as Hoffer et al. 2017 use them, on the optimiser that LARS brings. */
  @Test
  void lrScalingScalesTheOptimizerThatIsUsed() {
    TrainingConfig config =
        with(96, "adam:schedule=cosine:10", "lr-scaling:base=24,warmup=0", "lars:lr=2");
    assertThat(config.optimizer().toText()).isEqualTo("lars:lr=8,schedule=cosine:10");
  }
}
