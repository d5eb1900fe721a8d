package dev.basin.lab.instrument;

import dev.basin.objective.Evaluation;
import dev.basin.objective.FiniteLoss;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Loss and accuracy on training and test points, and the norm of the gradient. */
public final class EvaluateInstrument implements Instrument<EvaluateResult> {
  /** Its name. */
  public static final String NAME = "evaluate";

  @Override
  public About about() {
    return new About(
        NAME,
        List.of("losses"),
        "Loss and accuracy",
        "Loss, accuracy and gradient norm of a solution.",
        "Keskar et al. 2017, equation 1",
        "f is the mean loss over the training points; accuracies are shares of points whose largest"
            + " output is the label’s. ‖∇f‖₂ tells how close to a stationary point the weights"
            + " are.");
  }

  @Override
  public Arity arity() {
    return Arity.ONE;
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of();
  }

  @Override
  public Price price(Settings settings, Sizes sizes) {
    return new Price(
        (double) sizes.trainPoints() + sizes.testPoints(),
        sizes.trainPoints(),
        0,
        sizes.gradientBytes());
  }

  @Override
  public EvaluateResult measure(Settings settings, Problem problem) {
    try (PointerScope scope = new PointerScope()) {
      MeteredObjective onTest = problem.test();
      Evaluation train = problem.centre(0);
      Evaluation test = onTest.evaluate(problem.x());
      FiniteLoss.require(test.loss(), " over the test points at " + problem.names().get(0));
      Tensor gradient = torch.zeros_like(problem.x()).to(torch.ScalarType.Double);
      problem.train().valueAndGradient(problem.x(), gradient);
      FiniteLoss.requireFinite("the gradient of f at " + problem.names().get(0), gradient);
      return new EvaluateResult(
          train.loss(),
          train.accuracy(),
          test.loss(),
          test.accuracy(),
          gradient.norm(new Scalar(2.0)).item_double());
    }
  }

  @Override
  public Class<EvaluateResult> resultType() {
    return EvaluateResult.class;
  }

  @Override
  public List<Quantity<EvaluateResult>> quantities() {
    return List.of(
        Quantity.real("train_loss_nats", "Training loss f", "nats", EvaluateResult::trainLoss)
            .lowerIsBetter()
            .asHeadline(),
        Quantity.real(
                "train_accuracy_percent", "Training accuracy", "%", EvaluateResult::trainAccuracy)
            .higherIsBetter(),
        Quantity.real("test_loss_nats", "Test loss", "nats", EvaluateResult::testLoss)
            .lowerIsBetter(),
        Quantity.real("test_accuracy_percent", "Test accuracy", "%", EvaluateResult::testAccuracy)
            .higherIsBetter()
            .asHeadline(),
        Quantity.real("gradient_norm", "Gradient norm ‖∇f‖", "", EvaluateResult::gradientNorm));
  }

  @Override
  public List<String> lines(Settings settings, EvaluateResult found) {
    return List.of(
        String.format(
            "train: loss %.6g, accuracy %.3f %%", found.trainLoss(), found.trainAccuracy()),
        String.format("test:  loss %.6g, accuracy %.3f %%", found.testLoss(), found.testAccuracy()),
        String.format("gradient norm on the training set: %.6g", found.gradientNorm()));
  }
}
