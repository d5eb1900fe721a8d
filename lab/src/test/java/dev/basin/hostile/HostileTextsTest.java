package dev.basin.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.data.image.ImageSize;
import dev.basin.data.synthetic.SyntheticData;
import dev.basin.lab.study.BatchText;
import dev.basin.optim.LearningRateSchedule;
import dev.basin.optim.OptimizerConfig;
import dev.basin.train.BatchSchedule;
import dev.basin.train.remedy.Remedies;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The short text forms of options and studies. */
final class HostileTextsTest {
  @TempDir Path scratch;

  /** Reads a text. */
  @FunctionalInterface
  interface Parser {
    void parse(String text);
  }

  /** A form, with sound examples. */
  record Form(String name, Parser parser, List<String> examples) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Form> forms() {
    return Stream.of(
        new Form(
            "optimizers",
            HostileTextsTest::optimizer,
            List.of(
                "adam",
                "adam:lr=0.01,beta1=0.8,schedule=step:3:0.5",
                "adagrad:lr=0.1",
                "sgd:lr=0.1,momentum=0.9",
                "lars:lr=0.1",
                "lamb",
                "adaqn:lr=0.1,memory=10,scaling=rms,fisher=50")),
        new Form(
            "schedules",
            HostileTextsTest::schedule,
            List.of("constant", "step:30:0.1", "cosine:90", "warmup:5", "warmup:5+step:2.5:0.5")),
        new Form(
            "remedies",
            text -> {
              Remedies remedies = Remedies.parse(List.of(text.split(" ")));
              assertThat(Remedies.parse(remedies.toFullTexts())).isEqualTo(remedies);
            },
            List.of(
                "sam:rho=0.1",
                "asam",
                "swa:start=0.5,every=2",
                "gradient-clipping",
                "ghost-batch-norm",
                "augmentation",
                "dynamic-sampling:start=10,factor=2")),
        new Form(
            "batches",
            text -> {
              BatchSchedule batch = BatchSchedule.parse(text);
              assertThat(BatchSchedule.parse(batch.toText())).isEqualTo(batch);
              assertThat(batch.start()).isPositive().isLessThanOrEqualTo(batch.max());
              assertThat(batch.size(1_000_000)).isBetween(batch.start(), batch.max());
            },
            List.of("256", "256:factor=2,every=5,max=4096")),
        new Form(
            "batch shares",
            text -> {
              BatchSchedule batch = new BatchText(text).over(60_000);
              assertThat(batch.start()).isBetween(1, 60_000);
              assertThat(batch.max()).isBetween(batch.start(), 60_000);
            },
            List.of("10%", "0.5 %", "256", "256:factor=2,every=5,max=4096")),
        new Form(
            "synthetic data",
            text -> {
              SyntheticData data = SyntheticData.parse(text);
              assertThat(data.trainPoints()).isPositive();
              assertThat(data.testPoints()).isPositive();
              assertThat(data.classes()).isGreaterThan(1);
              assertThat(SyntheticData.parse(data.text()).origin()).isEqualTo(data.origin());
            },
            List.of(
                "synthetic-speech:train=5000,test=100,classes=60,noise=0.1,overlap=1.5,seed=-3",
                "synthetic-images",
                "synthetic-images:train=100,seed=7")),
        new Form(
            "image sizes",
            text -> {
              ImageSize size = ImageSize.parse(text);
              assertThat(ImageSize.parse(size.toString())).isEqualTo(size);
            },
            List.of("32x32", "1x16384")));
  }

  private static void optimizer(String text) {
    OptimizerConfig config = OptimizerConfig.parse(text);
    assertThat(OptimizerConfig.parse(config.toText())).isEqualTo(config);
    assertThat(config.learningRate()).isPositive().isFinite();
    finite(config.schedule());
    config
        .settings()
        .forEach(
            (key, value) -> {
              if (value instanceof Double number) {
                assertThat(number).as(key).isFinite();
              }
            });
  }

  private static void schedule(String text) {
    LearningRateSchedule schedule = LearningRateSchedule.parse(text);
    assertThat(LearningRateSchedule.parse(schedule.toText())).isEqualTo(schedule);
    finite(schedule);
  }

  private static void finite(LearningRateSchedule schedule) {
    for (double epochs : new double[] {0, 1e-3, 1, 7.5, 1e3, 1e9}) {
      assertThat(schedule.factor(epochs)).as("factor after %s epochs", epochs).isNotNegative();
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void textForms(Form form) throws Exception {
    Attack attack = Attack.onText(form.name(), IllegalArgumentException.class);
    form.examples().forEach(text -> attack.sample("text", text.getBytes(StandardCharsets.UTF_8)));
    attack
        .spoil("", TextMutations.all())
        .spoilBytes("")
        .run(
            scratch,
            1_500,
            (folder, output) ->
                form.parser()
                    .parse(
                        new String(
                            Files.readAllBytes(folder.resolve("text")), StandardCharsets.UTF_8)));
  }
}
