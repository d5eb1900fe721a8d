package dev.basin.lab.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.data.LastBatch;
import dev.basin.lab.run.CountedData;
import dev.basin.lab.study.yaml.StudyFile;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Equal configurations are one trial; anything that changes the bits changes the key. */
final class PlanTest {
  private static final DataCatalogue THOUSAND = new CountedData(1_000);

  private static Plan plan(String text) {
    return Plan.of(StudyFile.parse("s.yaml", "s", text).at(Scale.PAPER), THOUSAND);
  }

  private static final String STUDY =
      """
      title: t
      show: curves
      epochs: 5
      trials: 2
      arms:
        SB: {batch: 64}
        LB: {batch: 10%}
      networks: {network: F1, data: mnist}
      """;

  @Test
  void hasEveryTrialOfEveryArm() {
    Plan plan = plan(STUDY);
    assertThat(plan.runs()).hasSize(4);
    assertThat(plan.runs()).extracting(run -> run.config().batch().start()).contains(64, 100);
    assertThat(keys(plan)).hasSize(4);
    assertThat(plan.runs().get(0).config().key()).matches("F1-b64-t1-[0-9a-f]{12}");
  }

  private static Set<String> keys(Plan plan) {
    return plan.runs().stream().map(run -> run.config().key()).collect(Collectors.toSet());
  }

  @Test
  void measurementsDoNotChangeTheKey() {
    assertThat(keys(plan(STUDY + "measure: [{sharpness: {epsilon: 1e-3}}, losses]\n")))
        .isEqualTo(keys(plan(STUDY)));
  }

  @Test
  void whatChangesTheBitsChangesTheKey() {
    for (String changed :
        List.of(
            STUDY.replace("epochs: 5", "epochs: 6"),
            STUDY + "seed: 2\n",
            STUDY + "limit: 900\n",
            STUDY + "chunk-size: 100\n",
            STUDY + "optimizer: adam:lr=0.01\n",
            STUDY + "patience: 3\n",
            STUDY + "remedies: [sam]\n",
            STUDY + "last-batch: drop\n",
            STUDY.replace("data: mnist", "data: other"))) {
      assertThat(keys(plan(changed))).doesNotContainAnyElementsOf(keys(plan(STUDY)));
    }
  }

  /** So that runs of before there was a choice are found. */
  @Test
  void aLastBatchThatIsKeptIsNoPartOfTheKey() throws Exception {
    assertThat(keys(plan(STUDY + "last-batch: keep\n"))).isEqualTo(keys(plan(STUDY)));
    assertThat(CanonicalJson.page(plan(STUDY))).doesNotContain("dropLastBatch");
    Plan dropping = plan(STUDY + "last-batch: drop\n");
    assertThat(CanonicalJson.read(CanonicalJson.page(dropping), Plan.class)).isEqualTo(dropping);
    assertThat(dropping.runs().get(0).config().lastBatch()).isEqualTo(LastBatch.DROP);
  }

  @Test
  void whatBatchNormCannotTakeTheStatisticsOfIsRefused() {
    assertThatThrownBy(() -> plan(STUDY + "last-batch: some\n"))
        .hasMessageContaining("last-batch is 'some'; expected keep or drop");
    assertThatThrownBy(() -> plan(STUDY + "chunk-size: 1\n"))
        .isInstanceOf(StudyFormatException.class)
        .hasMessageContaining("BatchNorm of F1 cannot take the statistics of one point");
    assertThatThrownBy(() -> plan(STUDY.replace("SB: {batch: 64}", "SB: {batch: 1}")))
        .isInstanceOf(StudyFormatException.class)
        .hasMessageContaining("batch is 1; BatchNorm of F1");
  }

  @Test
  void aWarmStartNamesTheRunThatItStartsFrom() {
    Plan plan =
        plan(
            STUDY.replace("LB: {batch: 10%}", "LB: {batch: 10%, from: {arm: SB, epochs: [1, 3]}}"));
    assertThat(plan.runs()).hasSize(6);
    TrialConfig source = plan.runs().get(0).config();
    assertThat(plan.runs().get(1).config().from())
        .isEqualTo(new TrialConfig.Iterate(source.key(), 1));
    assertThat(plan.runs().get(2).fromEpoch()).isEqualTo(3);
    assertThat(keys(plan)).hasSize(6);
  }

  @Test
  void survivesBeingWrittenAndRead() throws Exception {
    Plan plan =
        plan(
            STUDY
                + "measure: [{sharpness: {epsilon: 1e-3, space: 7, region: ball}}, losses,"
                + " {eigenvalue: {limit: 10}}, {steepness: {directions: 3, radii: [0.1, 1]}},"
                + " {efficiency: {threads: [1, 2], steps: 3}}, {noise-scale: {steps: 9}},"
                + " {path: {shape: arc, between: [SB, LB]}}]\n");
    assertThat(CanonicalJson.read(CanonicalJson.page(plan), Plan.class)).isEqualTo(plan);
  }

  @Test
  void remediesArePartOfTheKeyAndSurvive() throws Exception {
    Plan plan = plan(STUDY + "remedies: [swa, \"sam:rho=0.1\"]\n");
    assertThat(plan.runs().get(0).config().remedies())
        .containsExactly("sam:rho=0.1", "swa:start=0.75,every=1");
    assertThat(CanonicalJson.read(CanonicalJson.page(plan), Plan.class)).isEqualTo(plan);
    assertThat(keys(plan)).isNotEqualTo(keys(plan(STUDY + "remedies: [sam, swa]\n")));
    assertThat(keys(plan)).isEqualTo(keys(plan(STUDY + "remedies: [\"sam:rho=0.1\", swa]\n")));
  }

  /** Runs of a store that was made before there were remedies keep their keys. */
  @Test
  void withoutRemediesNothingIsSaidOfThem() {
    Plan plan = plan(STUDY + "remedies: none\n");
    assertThat(CanonicalJson.page(plan.runs().get(0).config())).doesNotContain("remedies");
    assertThat(keys(plan)).isEqualTo(keys(plan(STUDY)));
  }

  @Test
  void aPlanFromBeforeThereWereRemediesIsRead() throws Exception {
    Plan plan = plan(STUDY);
    String before = CanonicalJson.line(plan).replace("\"remedies\":[],", "");
    assertThat(before).doesNotContain("remedies");
    assertThat(CanonicalJson.read(before, Plan.class)).isEqualTo(plan);
  }

  @Test
  void aRemedyThatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> plan(STUDY + "remedies: [\"piggyback:batch=64\"]\n"))
        .isInstanceOf(StudyFormatException.class)
        .hasMessage(
            "study s, F1: arm SB: remedy piggyback: batch is 64; expected less than the batch, 64");
  }

  @Test
  void aRemedyThatDoesNotFitTheDataIsRefused() {
    String vectors = STUDY.replace("data: mnist", "data: synthetic-speech");
    assertThat(vectors).isNotEqualTo(STUDY);
    assertThatThrownBy(() -> plan(vectors + "remedies: [augmentation]\n"))
        .isInstanceOf(StudyFormatException.class)
        .hasMessage(
            "study s, F1: arm SB: remedy augmentation does not fit data set synthetic-speech, whose"
                + " points are vectors; expected pictures");
  }

  /** A number of the machine is the same for every trial. */
  @Test
  void onlyTheFirstTrialIsTimed() {
    Plan plan = plan(STUDY + "measure: [{efficiency: {threads: [1, 2], steps: 3}}]\n");
    assertThat(plan.runs())
        .allSatisfy(
            run -> assertThat(run.measurements()).hasSize(run.config().trial() == 1 ? 1 : 0));
  }

  @Test
  void moreThanTheDataIsRefused() {
    assertThatThrownBy(() -> plan(STUDY.replace("batch: 64", "batch: 2000")))
        .isInstanceOf(StudyFormatException.class)
        .hasMessage("study s, F1: arm SB: batch is 2000, more than the 1000 training points");
    assertThatThrownBy(() -> plan(STUDY + "limit: 1001\n"))
        .hasMessageContaining("limit is 1001, more than the 1000 training points");
  }

  /** 1000 trials of 2 arms, and of each the losses after each of 100 epochs. */
  @Test
  void moreThanAnyoneCanWantIsRefusedBeforeItTakesMemory() {
    String text =
        STUDY.replace("trials: 2", "trials: 1000")
            + "measure: [{losses: {every: 1, until: 100}}]\n";
    assertThatThrownBy(() -> plan(text))
        .isInstanceOf(StudyFormatException.class)
        .hasMessage("study s asks for 202000 runs and measurements; expected at most 100000");
  }

  @Test
  void aPathEndsAtRandomStartsOnly() {
    String text =
        STUDY.replace("LB: {batch: 10%}", "LB: {batch: 10%, from: {arm: SB, epochs: 1}}")
            + "measure: [{path: {shape: line, between: [SB, LB]}}]\n";
    assertThatThrownBy(() -> plan(text)).hasMessageContaining("landscape is asked of arm LB");
  }
}
