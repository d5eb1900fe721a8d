package dev.basin.train.remedy;

import dev.basin.engine.Printable;
import dev.basin.engine.text.TextForm;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A kind of remedy.
 *
 * @param label what it is called
 * @param summary what it does, in some words
 * @param source where it comes from
 * @param reader reads its settings, each of which has a default
 */
public record RemedyKind(
    String label, String summary, String source, Function<TextForm, Remedy> reader) {

  /**
   * Every remedy that is known, in the order in which remedies are applied when several are
   * combined: what comes later goes around what came before.
   */
  public static final List<RemedyKind> ALL =
      List.of(
          new RemedyKind(
              Augmentation.NAME,
              "random reflections, rotations and shifts of the pictures",
              "Keskar et al. 2017, Appendix E.1",
              Augmentation::of),
          new RemedyKind(
              AdversarialTraining.NAME,
              "half of the loss at inputs moved against the network",
              "Goodfellow et al. 2014; Keskar et al. 2017, Appendix E.3",
              AdversarialTraining::of),
          new RemedyKind(
              StabilityTraining.NAME,
              "a price on answers that change when noise is added to the inputs",
              "Zheng et al. 2016; Keskar et al. 2017, Appendix E.3",
              StabilityTraining::of),
          new RemedyKind(
              GhostBatchNorm.NAME,
              "BatchNorm's statistics of small parts of the batch",
              "Hoffer et al. 2017",
              GhostBatchNorm::of),
          new RemedyKind(
              DynamicSampling.NAME,
              "a batch that grows: by a schedule, or when a variance test asks for it",
              "Byrd et al. 2012; Smith et al. 2018; Keskar et al. 2017, section 5",
              DynamicSampling::of),
          new RemedyKind(
              PiggyBack.NAME,
              "small batches first, the large batch after",
              "Keskar et al. 2017, section 4, Figure 5",
              PiggyBack::of),
          new RemedyKind(
              SharpnessAware.NAME,
              "the gradient at the worst point nearby",
              "Foret et al. 2021",
              SharpnessAware::of),
          new RemedyKind(
              AdaptiveSharpnessAware.NAME,
              "the same, nearness measured in the weights' own sizes",
              "Kwon et al. 2021",
              AdaptiveSharpnessAware::of),
          new RemedyKind(
              GradientClipping.NAME,
              "gradients no longer than a given norm",
              "Pascanu et al. 2013; Hoffer et al. 2017",
              GradientClipping::of),
          new RemedyKind(
              ConservativeTraining.NAME,
              "several steps on a batch, held near the weights it found",
              "Li et al. 2014; Keskar et al. 2017, Appendix E.2",
              ConservativeTraining::of),
          new RemedyKind(
              PostLocalSgd.NAME,
              "workers that step on their own and average now and then",
              "Lin et al. 2020",
              PostLocalSgd::of),
          new RemedyKind(
              StochasticWeightAveraging.NAME,
              "the mean of the weights of the last epochs",
              "Izmailov et al. 2018",
              StochasticWeightAveraging::of),
          new RemedyKind(
              OtherOptimizer.LARS,
              "steps in proportion to the norm of each layer's weights, by SGD",
              "You et al. 2017",
              OtherOptimizer::of),
          new RemedyKind(
              OtherOptimizer.LAMB, "the same by ADAM", "You et al. 2020", OtherOptimizer::of),
          new RemedyKind(
              RateScaling.NAME,
              "a learning rate that grows with the batch, or with its root",
              "Goyal et al. 2017; Hoffer et al. 2017",
              RateScaling::of),
          new RemedyKind(
              RegimeAdaptation.NAME,
              "as many steps as the small batch makes",
              "Hoffer et al. 2017",
              RegimeAdaptation::of));

  /** The remedy with its default settings. */
  public Remedy usual() {
    return read(TextForm.parse("remedy", label));
  }

  Remedy read(TextForm form) {
    Remedy remedy = reader.apply(form);
    form.requireAllKnown();
    return remedy;
  }

  /**
   * Finds one by its name.
   *
   * @throws IllegalArgumentException if there is none, naming those that are
   */
  static RemedyKind named(String name) {
    return ALL.stream()
        .filter(kind -> kind.label.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown remedy "
                        + Printable.quote(name)
                        + "; expected one of "
                        + ALL.stream().map(RemedyKind::label).collect(Collectors.joining(", "))));
  }
}
