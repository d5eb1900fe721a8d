package dev.basin.cli;

import dev.basin.engine.NativeRuntime;
import dev.basin.network.Network;
import dev.basin.objective.Evaluation;
import dev.basin.objective.FiniteLoss;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code basin evaluate}: loss, accuracy and gradient norm at weights on disk. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Loss, accuracy and gradient norm of a solution.")
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private MeasurementOptions measurement = new MeasurementOptions();

  @Mixin private SolutionOption solution = new SolutionOption();

  @Option(names = "--json", description = JsonOutput.OPTION)
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Network network = measurement.network();
    MeasuredWeights file = solution.measured();
    NativeRuntime.start();
    try (PointerScope scope = new PointerScope()) {
      Tensor x = file.load(network);
      try (MeasuredProblem problem = measurement.open(network, "run the command again")) {
        problem.checkTestStatistics();
        MeasuredProblem.Functions f = problem.at(file, x);
        Evaluation onTest = file.evaluate(f.test(), x);
        Tensor gradient = torch.zeros_like(x).to(torch.ScalarType.Double);
        f.train().valueAndGradient(x, gradient);
        FiniteLoss.requireFinite("the gradient of f at " + file.file(), gradient);
        file.requireUnchanged();
        print(f.centre(), onTest, gradient.norm(new Scalar(2.0)).item_double());
      }
    }
    return 0;
  }

  private void print(Evaluation train, Evaluation test, double gradientNorm) throws Exception {
    if (json) {
      Map<String, Double> document = new LinkedHashMap<>();
      document.put("trainLoss", train.loss());
      document.put("trainAccuracy", train.accuracy());
      document.put("testLoss", test.loss());
      document.put("testAccuracy", test.accuracy());
      document.put("gradientNorm", gradientNorm);
      JsonOutput.print(document);
      return;
    }
    System.out.printf(
        "train: loss %.6g, accuracy %.3f %% of %d%n",
        train.loss(), train.accuracy(), train.points());
    System.out.printf(
        "test:  loss %.6g, accuracy %.3f %% of %d%n", test.loss(), test.accuracy(), test.points());
    System.out.printf("gradient norm on the training set: %.6g%n", gradientNorm);
  }
}
